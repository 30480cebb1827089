"""Encoded polylines: how routing engines write the way of a drive.

The algorithm is public ("Encoded Polyline Algorithm Format", Google): each coordinate is the
difference to the one before in units of 10 ** -precision degrees, in groups of five bits.
"""

from __future__ import annotations

import math

from caravan.travel.engines.failure import misshapen

Point = tuple[float, float]
"""(latitude, longitude), degrees."""

_KM_PER_DEGREE = 111.195
STEP_KM = 0.03
"""Least distance of points that are kept, km: what a line on a map can show."""
MAX_POINTS = 1500
"""How many points of a way are kept: more than any screen shows, few enough for a web page."""


def decode(text: str, precision: int) -> tuple[Point, ...]:
    """The points of an encoded polyline. Raises EngineFailure when it isn't one."""
    factor = 10**precision
    points = []
    latitude = longitude = 0
    position = 0
    while position < len(text):
        change, position = _number(text, position)
        latitude += change
        change, position = _number(text, position)
        longitude += change
        points.append(checked((latitude / factor, longitude / factor)))
    return tuple(points)


def checked(point: Point) -> Point:
    """The point, when it is on Earth. Raises EngineFailure otherwise."""
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise misshapen()
    return point


def thinned(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """A way with its ends and points at least STEP_KM apart, at most MAX_POINTS of them.

    Rounded to five decimals, about a metre.
    """
    kept = list(points[:1])
    for point in points[1:-1]:
        if apart_km(kept[-1], point) >= STEP_KM:
            kept.append(point)
    stride = math.ceil(len(kept) / (MAX_POINTS - 1)) if kept else 1
    kept = kept[::stride] + (list(points[-1:]) if len(points) > 1 else [])
    return tuple((round(latitude, 5), round(longitude, 5)) for latitude, longitude in kept)


def _number(text: str, position: int) -> tuple[int, int]:
    """The next number and the position after it."""
    value = 0
    for shift in range(0, 35, 5):
        if position >= len(text):
            raise misshapen()
        chunk = ord(text[position]) - 63
        position += 1
        if not 0 <= chunk < 64:
            raise misshapen()
        value |= (chunk & 31) << shift
        if chunk < 32:
            return (~(value >> 1) if value & 1 else value >> 1), position
    raise misshapen()


def apart_km(a: Point, b: Point) -> float:
    """Distance of near points, km: on a plane, with longitude shortened by the latitude."""
    east = (b[1] - a[1]) * math.cos(math.radians(a[0]))
    return math.hypot(b[0] - a[0], east) * _KM_PER_DEGREE
