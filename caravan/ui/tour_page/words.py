"""What towns and events are called on the page, in the visitor's language or the best there is."""

from __future__ import annotations

from collections.abc import Sequence

from caravan.files.draft import Draft
from caravan.files.draft_events import DraftEvent
from caravan.files.draft_places import DraftPlace
from caravan.language.language import Language

AUTONYMS = {"fr": "Français", "ar": "العربية", "en": "English"}
"""The languages of the app under their own names."""


def best_name(names: Sequence[tuple[str, str]], speech: Language, fallback: str) -> str:
    """The text in the visitor's language, else in French or English, else in any."""
    known = {code: text for code, text in names if text}
    for code in (speech.code, "fr", "en"):
        if code in known:
            return known[code]
    return next(iter(known.values()), fallback)


def place_name(place: DraftPlace, speech: Language) -> str:
    """A place's name."""
    return best_name(place.names, speech, place.id)


def event_name(event: DraftEvent, draft: Draft, speech: Language) -> str:
    """An event's name: that of its town, with the id where a town has several."""
    town = next((place for place in draft.places if place.id == event.town), None)
    name = place_name(town, speech) if town is not None else event.town or event.id
    several = sum(other.town == event.town for other in draft.events) > 1
    return f"{name} ({event.id})" if several else name
