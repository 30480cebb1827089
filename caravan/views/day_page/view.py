"""The window of a drawn map: from degrees to the units of the drawing."""

from __future__ import annotations

import math
from dataclasses import dataclass

from caravan.views.map.box import Box, Point

WIDTH = 360.0
"""Units; on a phone one unit is about one CSS pixel."""
_LEAST_HEIGHT, _MOST_HEIGHT = 220.0, 400.0
_PAD = 44.0
"""Room around the way for chips and names."""
_LEAST_EXTENT = 0.06
"""Degrees: a day in one town still shows its surroundings."""
_KM_PER_DEGREE = 111.195

Dot = tuple[float, float]
"""(x, y) in units, y downwards."""


@dataclass(frozen=True, slots=True)
class View:
    """A window, small enough that degrees can be drawn as a plain grid.

    Attributes:
        middle: (latitude, longitude) of the centre.
        narrowing: length of a degree of longitude in degrees of latitude.
        scale: units per degree of latitude.
        height: units.
    """

    middle: Point
    narrowing: float
    scale: float
    height: float

    @classmethod
    def around(cls, bounds: tuple[Point, Point]) -> View:
        """The window that shows everything between two corners."""
        (south, west), (north, east) = bounds
        box = Box(west, south, east, north)
        box = box.grown(max(0.0, (_LEAST_EXTENT - box.extent) / 2))
        width, height = box.width * box.narrowing, box.height
        room = WIDTH - 2 * _PAD
        tall = room * height / width + 2 * _PAD if width else _MOST_HEIGHT
        tall = round(min(max(tall, _LEAST_HEIGHT), _MOST_HEIGHT))
        scales = [room / width] if width else []
        scales += [(tall - 2 * _PAD) / height] if height else []
        middle = ((box.south + box.north) / 2, (box.west + box.east) / 2)
        return cls(middle, box.narrowing, min(scales), tall)

    def dot(self, point: Point) -> Dot:
        """Where a (latitude, longitude) is drawn."""
        latitude, longitude = point
        return (
            WIDTH / 2 + (longitude - self.middle[1]) * self.narrowing * self.scale,
            self.height / 2 - (latitude - self.middle[0]) * self.scale,
        )

    def sides(self, margin: float) -> Box:
        """What the window shows, with some units more on every side, in degrees."""
        up = (self.height / 2 + margin) / self.scale
        aside = (WIDTH / 2 + margin) / self.scale / self.narrowing
        latitude, longitude = self.middle
        return Box(longitude - aside, latitude - up, longitude + aside, latitude + up)

    def round_km(self, most: float) -> tuple[float, float]:
        """A round number of km that is drawn at most `most` units long, and its length."""
        per_unit = _KM_PER_DEGREE / self.scale
        power = 10.0 ** math.floor(math.log10(most * per_unit))
        km = max(step * power for step in (1, 2, 5) if step * power <= most * per_unit)
        return km, km / per_unit
