"""What looks wrong about the points of towns, asked rather than refused: the sea, two at one point."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from caravan.errors import Message, msg
from caravan.files.draft import Draft
from caravan.files.draft_places import DraftPlace
from caravan.tour.place import PlaceKind


@dataclass(frozen=True, slots=True)
class Warned:
    """A question about the point of a place.

    Attributes:
        id: tells it from others, and changes when a point it is about does.
        places: ids of the places that it is about.
    """

    id: str
    places: tuple[str, ...]
    text: Message


def warnings_of(draft: Draft) -> tuple[Warned, ...]:
    """All questions about the places of a draft, in their order."""
    points = tuple(
        (place.id, place.called(""), *place.point, place.kind is PlaceKind.TOWN)
        for place in draft.places
        if place.point is not None
    )
    return _warnings(points)


def problems_of(draft: Draft, place: DraftPlace) -> tuple[Message, ...]:
    """The questions about one place."""
    return tuple(warned.text for warned in warnings_of(draft) if place.id in warned.places)


@lru_cache(maxsize=64)
def _warnings(
    points: tuple[tuple[str, str, float, float, bool], ...],
) -> tuple[Warned, ...]:
    from caravan.travel.twins import twins
    from caravan.views.map.land import on_land

    found = []
    for id_, name, latitude, longitude, is_town in points:
        # A port stands in the water, as far as the coast of a map knows.
        if is_town and on_land(latitude, longitude) is False:
            text = msg("{town} seems to lie in the sea. Is its point right?", town=name)
            found.append(Warned(f"sea {id_} {latitude} {longitude}", (id_,), text))
    names = {id_: name for id_, name, *_ in points}
    towns = {id_: (latitude, longitude) for id_, _, latitude, longitude, town in points if town}
    for pair in twins(towns):
        text = msg(
            "{one} and {other} are at the same point. Are they one town?",
            one=names[pair.first],
            other=names[pair.second],
        )
        at = (*towns[pair.first], *towns[pair.second])
        found.append(
            Warned(f"twins {pair.first} {pair.second} {at}", (pair.first, pair.second), text)
        )
    return tuple(found)
