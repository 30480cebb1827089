"""What a pasted list of names was understood as, told while it can still be mended."""

from __future__ import annotations

from functools import lru_cache

from caravan.geocoding.pasted_names import PastedNames, pasted_names
from caravan.language.language import Language
from caravan.ui.html import element, show


@lru_cache(maxsize=32)
def read_paste(text: str) -> PastedNames:
    """The names in a pasted text."""
    return pasted_names(text)


def show_paste(pasted: PastedNames, speech: Language) -> None:
    """How many names there are, and what was left out and why."""
    if not pasted.names and not pasted.notes:
        return
    lines = [speech.count("{number} town", "{number} towns", len(pasted.names))]
    lines += [speech.message(note) for note in pasted.notes]
    entries = [element("p", element("bdi", line)) for line in lines]
    show(element("div", *entries, class_="cv-quiet", role="status"), speech)
