"""A rectangle of longitudes and latitudes, which may lie across the 180th meridian."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]
"""(latitude, longitude), decimal degrees."""

MAX_LATITUDE = 85.0
"""Where the square web map ends, degrees north and south."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, decimal degrees; `east` is above 180 when it lies across the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, points: Iterable[Point]) -> Box:
        """The smallest box around some points, the shorter way round the earth.

        Raises ValueError without any point.
        """
        points = list(points)
        if not points:
            raise ValueError("a box needs at least one point")
        longitudes = sorted({longitude % 360 for _, longitude in points})
        gaps = [
            ((after - before) % 360 or 360.0, after)
            for before, after in zip(longitudes, longitudes[1:] + longitudes[:1], strict=True)
        ]
        widest, west = max(gaps)
        west = west - 360 if west >= 180 else west
        latitudes = [latitude for latitude, _ in points]
        return cls(west, min(latitudes), west + 360 - widest, max(latitudes))

    @property
    def width(self) -> float:
        """Degrees of longitude."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """Degrees of latitude."""
        return self.north - self.south

    @property
    def narrowing(self) -> float:
        """How much shorter a degree of longitude is than one of latitude, in the middle."""
        return max(0.05, math.cos(math.radians((self.south + self.north) / 2)))

    @property
    def extent(self) -> float:
        """The longer side, in degrees of latitude on the ground."""
        return max(self.width * self.narrowing, self.height)

    def grown(self, degrees: float) -> Box:
        """The box with a margin as wide on the ground on every side, within the square map."""
        sideways = min(degrees / self.narrowing, max(0.0, (360 - self.width) / 2))
        return Box(
            self.west - sideways,
            max(-MAX_LATITUDE, self.south - degrees),
            self.east + sideways,
            min(MAX_LATITUDE, self.north + degrees),
        )

    def unwrapped(self, point: Point) -> Point:
        """The point with a longitude that continues this box, not jumping at 180 degrees."""
        latitude, longitude = point
        middle = (self.west + self.east) / 2
        return latitude, longitude - 360 * round((longitude - middle) / 360)
