"""Places so near to each other that they may be one by mistake."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

TWIN_METRES = 300.0
"""Two towns closer than this are hardly two: a marker was put on another, or a row copied."""

_METRES_PER_DEGREE = 111_195.0
_EARTH_METRES = 6_371_009.0


@dataclass(frozen=True, slots=True)
class Twins:
    """Two places (their ids, in the order given) and the metres between them."""

    first: str
    second: str
    metres: float


def twins(
    points: Mapping[str, tuple[float, float]], metres: float = TWIN_METRES
) -> tuple[Twins, ...]:
    """All pairs of places closer than a distance, in the order of the places.

    Args:
        points: (latitude, longitude) by id, decimal degrees.
        metres: pairs have to be closer than this.
    """
    numbers = {id_: number for number, id_ in enumerate(points)}
    pairs = sorted(
        tuple(sorted((numbers[a], numbers[b]))) for a, b in _near_in_latitude(points, metres)
    )
    ids = list(points)
    found = (Twins(ids[a], ids[b], _distance(points[ids[a]], points[ids[b]])) for a, b in pairs)
    return tuple(pair for pair in found if pair.metres < metres)


def _near_in_latitude(
    points: Mapping[str, tuple[float, float]], metres: float
) -> Iterable[tuple[str, str]]:
    """Pairs that a sweep from south to north finds within the distance."""
    reach = metres / _METRES_PER_DEGREE * 1.01
    order = sorted(points, key=lambda id_: points[id_])
    first = 0
    for number, id_ in enumerate(order):
        while points[order[first]][0] < points[id_][0] - reach:
            first += 1
        for other in order[first:number]:
            yield other, id_


def _distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle metres by the haversine, which stays exact for small distances."""
    (south, west), (north, east) = (tuple(map(math.radians, point)) for point in (a, b))
    half = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    )
    return 2 * _EARTH_METRES * math.asin(min(1.0, math.sqrt(half)))
