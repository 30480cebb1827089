"""What a visitor did on the map, read from what a browser says: nothing of it is believed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from caravan.ui.edit_map.point import MapPoint
from caravan.ui.heard import Heard, unheard

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


def new_events(
    message: Any, heard: Heard, points: Sequence[MapPoint], *, adding: bool
) -> tuple[tuple[MapEvent, ...], Heard]:
    """The events of a message that were not handled yet, and how far that is.

    What can't be true is left out: unknown ids, points nowhere on earth, a move of what can't be
    moved.
    """
    known = {point.id: point for point in points}
    given, heard = unheard(message, heard)
    events = (_event(one, known, adding=adding) for one in given)
    return tuple(event for event in events if event is not None), heard


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
