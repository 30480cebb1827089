"""The coast around a tour: finest where the tour is, coarser far away, cut at a rectangle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from caravan.views.map.atlas import Atlas, Polygon, world
from caravan.views.map.box import Box
from caravan.views.map.clip import GridPoint, Rectangle, clip_line, clip_ring
from caravan.views.map.simplify import simplify

# Tolerances in parts of the tour's extent. On a screen of some 800 pixels the whole tour is
# 800 wide: 1/4000 shows after zooming in three times, 1/500 hardly ever, as one looks less far
# away. A coast with many bays and islands would make the page heavy: then coarser ones serve.
_TOLERANCES = (
    (1 / 4000, 1 / 500),
    (1 / 4000, 1 / 250),
    (1 / 2500, 1 / 150),
    (1 / 1500, 1 / 100),
    (1 / 800, 1 / 80),
    (1 / 400, 1 / 60),
    (1 / 200, 1 / 50),
)
_MOST_POINTS = 18_000
"""What a page can carry easily, about 100 kB."""


@dataclass(frozen=True, slots=True)
class Coast:
    """Land and lines on the grid of the atlas.

    Attributes:
        scale, translate: degrees for one grid step, and of the origin; longitude first.
        land: rings to fill by the even-odd rule; not to outline, as cuts run along the box.
        shores: lines between land and sea.
        borders: lines between two countries.
    """

    scale: tuple[float, float]
    translate: tuple[float, float]
    land: tuple[tuple[GridPoint, ...], ...]
    shores: tuple[tuple[GridPoint, ...], ...]
    borders: tuple[tuple[GridPoint, ...], ...]

    @property
    def number_of_points(self) -> int:
        """How many points all its rings and lines have."""
        return sum(len(line) for line in (*self.land, *self.shores, *self.borders))


@lru_cache(maxsize=8)
def coast_around(tour: Box, far: Box) -> Coast:
    """The coast inside `far`, in full detail in and near the tour's box."""
    near = tour.grown(0.6 * tour.extent)
    # A continent has too many bays for a screenful: begin coarser, it saves whole rounds.
    for fine, coarse in _TOLERANCES[min(4, int(tour.extent / 3.5)) :]:
        coast = _Drawing(world(), near, far, fine * tour.extent, coarse * tour.extent).coast()
        if coast.number_of_points <= _MOST_POINTS:
            break
    return coast


@lru_cache(maxsize=2)
def coarse_coast(far: Box, tolerance: float) -> Coast:
    """The coast inside `far`, everywhere within `tolerance` degrees, without what is smaller."""
    nowhere = Box(far.west, far.south, far.west, far.south)
    coast = _Drawing(world(), nowhere, far, tolerance, tolerance).coast()
    # An islet of which only a stroke is left, to and fro.
    shores = tuple(line for line in coast.shores if len(line) > 3 or line[0] != line[-1])
    return replace(coast, shores=shores)


class _Drawing:
    """One pass over the polygons of the atlas; tolerances in degrees of latitude."""

    def __init__(self, atlas: Atlas, near: Box, far: Box, fine: float, coarse: float) -> None:
        self.atlas = atlas
        self.near = self._on_grid(near)
        self.far = self._on_grid(far)
        self.stretch = (atlas.scale[0] * far.narrowing, atlas.scale[1])
        self.fine = fine
        self.coarse = coarse
        self.simplified: dict[tuple[int, int], list[GridPoint]] = {}

    def coast(self) -> Coast:
        """Fill and lines of all polygons that reach into the far box, also one turn around."""
        land: list[tuple[GridPoint, ...]] = []
        shores: list[tuple[GridPoint, ...]] = []
        borders: list[tuple[GridPoint, ...]] = []
        circle = self.atlas.circle
        for turn in (-circle, 0, circle):
            for polygon in self.atlas.polygons:
                if not self._shown(polygon, turn):
                    continue
                for ring in polygon.rings:
                    piece = clip_ring(self._ring(ring, turn), self.far)
                    if len(piece) > 2:
                        land.append(tuple(piece))
        for (number, _), points in sorted(self.simplified.items()):
            lines = borders if number in self.atlas.borders else shores
            for part in self._without_seam(points):
                lines += [tuple(piece) for piece in clip_line(part, self.far)]
        return Coast(
            self.atlas.scale, self.atlas.translate, tuple(land), tuple(shores), tuple(borders)
        )

    def _shown(self, polygon: Polygon, turn: int) -> bool:
        west, south, east, north = polygon.box
        box = (west + turn, south, east + turn, north)
        if not _overlap(box, self.far):
            return False
        # An islet far away that would be a pixel or two.
        wide, high = (east - west) * self.stretch[0], (north - south) * self.stretch[1]
        return max(wide, high) > 2 * self.coarse or _overlap(box, self.near)

    def _ring(self, references: tuple[int, ...], turn: int) -> list[GridPoint]:
        """The points of a ring; each arc is simplified once, so neighbours still fit together."""
        ring: list[GridPoint] = []
        circle = self.atlas.circle
        for reference in references:
            number = reference if reference >= 0 else ~reference
            shift = turn
            if ring:
                first = self.atlas.first_x(reference)
                shift = round((ring[-1][0] - first) / circle) * circle
            points = self._arc(number, shift)
            ring += (points if reference >= 0 else points[::-1])[1 if ring else 0 :]
        if ring[0][0] != ring[-1][0]:
            # Antarctica goes once round the pole: close it along the pole.
            pole = round((-90 - self.atlas.translate[1]) / self.atlas.scale[1])
            ring += [(ring[-1][0], pole), (ring[0][0], pole)]
        return ring

    def _arc(self, number: int, shift: int) -> list[GridPoint]:
        key = (number, shift)
        if key not in self.simplified:
            points = [(x + shift, y) for x, y in self.atlas.arc(number)]
            self.simplified[key] = self._simplified(points)
        return self.simplified[key]

    def _simplified(self, points: list[GridPoint]) -> list[GridPoint]:
        """Runs of points inside and outside the near box, each with its own tolerance."""
        west, south, east, north = self.near
        result = points[:1]
        begin = 0
        near = [west <= x <= east and south <= y <= north for x, y in points]
        for end in range(1, len(points)):
            if end + 1 == len(points) or near[end + 1] is not near[end]:
                tolerance = self.fine if near[end] else self.coarse
                result += simplify(points[begin : end + 1], tolerance, self.stretch)[1:]
                begin = end
        return result

    def _without_seam(self, points: list[GridPoint]) -> list[list[GridPoint]]:
        """The parts of a line that do not run along the 180th meridian, where land is cut apart."""
        parts = [points[:1]]
        for before, point in pairwise(points):
            if before[0] % self.atlas.circle == 0 == point[0] % self.atlas.circle:
                parts.append([point])
            else:
                parts[-1].append(point)
        return [part for part in parts if len(part) > 1]

    def _on_grid(self, box: Box) -> Rectangle:
        (sx, sy), (tx, ty) = self.atlas.scale, self.atlas.translate
        return (
            round((box.west - tx) / sx),
            round((box.south - ty) / sy),
            round((box.east - tx) / sx),
            round((box.north - ty) / sy),
        )


def _overlap(a: Rectangle, b: Rectangle) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]
