"""What a visitor did on the map, read from what a browser says: nothing of it is believed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from caravan.ui.edit_map.point import MapPoint

_MOST_EVENTS = 100
"""Nobody does more on a map while a page is drawn once."""
_DECIMALS = 5
"""Of a degree: a metre."""

EventKind = Literal["moved", "added", "chosen"]


@dataclass(frozen=True, slots=True)
class MapEvent:
    """One thing that a visitor did.

    Attributes:
        id: of the point; empty when one was added.
        latitude, longitude: where the point is now, decimal degrees, longitude from -180 to 180.
    """

    kind: EventKind
    id: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Heard:
    """How far the events of a browser have been handled.

    Attributes:
        tab: the name that the map gave itself when it was drawn.
        number: of the last event handled; a map counts its events from 1.
    """

    tab: str = ""
    number: int = 0


def new_events(
    message: Any, heard: Heard, points: Sequence[MapPoint], *, adding: bool
) -> tuple[tuple[MapEvent, ...], Heard]:
    """The events of a message that were not handled yet, and how far that is.

    A map repeats its events until it is told that they were heard, so that none is lost when
    messages overtake each other; none comes twice, because they are numbered. What can't be
    true is left out: unknown ids, points nowhere on earth, a move of what can't be moved.
    """
    if not isinstance(message, Mapping):
        return (), heard
    tab, given = message.get("tab"), message.get("events")
    if not isinstance(tab, str) or not 0 < len(tab) <= 64 or not isinstance(given, list):
        return (), heard
    last = heard.number if heard.tab == tab else 0
    known = {point.id: point for point in points}
    events = []
    for one in given[:_MOST_EVENTS]:
        number = one.get("number") if isinstance(one, Mapping) else None
        if not isinstance(number, int) or isinstance(number, bool) or not last < number < 2**53:
            continue
        last = number
        event = _event(one, known, adding=adding)
        if event is not None:
            events.append(event)
    return tuple(events), Heard(tab, last)


def _event(
    given: Mapping[str, Any], known: Mapping[str, MapPoint], *, adding: bool
) -> MapEvent | None:
    kind, id_ = given.get("kind"), given.get("id")
    if kind not in ("moved", "added", "chosen") or not isinstance(id_, str):
        return None
    point = known.get(id_)
    if kind == "chosen":
        # Where it is, we know better.
        return MapEvent("chosen", id_, point.latitude, point.longitude) if point else None
    allowed = adding and not id_ if kind == "added" else point is not None and point.draggable
    at = _coordinates(given.get("latitude"), given.get("longitude"))
    if not allowed or at is None:
        return None
    return MapEvent(cast("EventKind", kind), id_, *at)


def _coordinates(latitude: Any, longitude: Any) -> tuple[float, float] | None:
    for value in (latitude, longitude):
        if not isinstance(value, int | float) or isinstance(value, bool):
            return None
    # An integer of a thousand digits is no float any more.
    if not (abs(latitude) <= 90 and abs(longitude) <= 1e6 and math.isfinite(longitude)):
        return None
    wrapped = (longitude + 180) % 360 - 180
    return round(float(latitude), _DECIMALS), round(float(wrapped), _DECIMALS)
