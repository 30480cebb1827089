"""Names of places that tell them apart, for fields in which one is chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from caravan.files.draft_places import DraftPlace
from caravan.language.language import Language
from caravan.ui.tour_page.words import best_name, place_name


def place_labels(places: Iterable[DraftPlace], speech: Language) -> dict[str, str]:
    """The name of each place by its id; with region or id where several have one name.

    Streamlit knows an option by its text: of two equal ones only the first could be chosen.
    """
    named = {place.id: (place, place_name(place, speech)) for place in places if place.id}
    often = Counter(name for _, name in named.values())
    labels: dict[str, str] = {}
    for id_, (place, name) in named.items():
        label = name
        if often[name] > 1:
            label = f"{name} ({best_name(place.region, speech, id_)})"
        labels[id_] = label if label not in labels.values() else f"{name} ({id_})"
    return labels
