"""What a person calls an event: its town, told apart where a town hosts several."""

from __future__ import annotations

from caravan.language.language import Language
from caravan.tour.tour import Tour


def event_name(event_id: str, tour: Tour, language: Language) -> str:
    """``Gafsa``, or ``Gafsa (town hall)`` when it hosts several; an unknown id stays itself."""
    try:
        event = tour.event(event_id)
    except KeyError:
        return event_id
    town = language.name(tour.place(event.place).names)
    if sum(1 for other in tour.events if other.place == event.place) == 1:
        return town
    which = language.name(event.venue) if event.venue else event.id
    return language.text("{town} ({which})", town=town, which=which)


def place_name(place_id: str, tour: Tour, language: Language) -> str:
    """The name of a place; an unknown id stays itself."""
    try:
        return language.name(tour.place(place_id).names)
    except KeyError:
        return place_id
