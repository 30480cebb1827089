"""Land and coast of a drawn map, cut at its window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from caravan.views.day_page.view import View
from caravan.views.map.clip import GridPoint, Rectangle, clip_line, clip_ring
from caravan.views.map.ground import Ground

_MARGIN = 20.0
"""How far beyond its window land is drawn, in units: its cut sides stay unseen."""


def land_path(ground: Ground, view: View) -> str:
    """All land in the window as one path, to be filled by the even-odd rule."""
    rings = (clip_ring(_points(ring), _rectangle(ground, view)) for ring in ground.land)
    return "".join(f"{_drawn(ring, ground, view)}z" for ring in rings if len(ring) > 2)


def line_path(ground: Ground, lines: Iterable[Sequence[int]], view: View) -> str:
    """Shores or borders in the window as one path."""
    rectangle = _rectangle(ground, view)
    return "".join(
        _drawn(part, ground, view) for line in lines for part in clip_line(_points(line), rectangle)
    )


def _points(packed: Sequence[int]) -> list[GridPoint]:
    """The points of a line given as its first point and the steps from there."""
    x, y = packed[0], packed[1]
    points = [(x, y)]
    for dx, dy in zip(packed[2::2], packed[3::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def _rectangle(ground: Ground, view: View) -> Rectangle:
    sides = view.sides(_MARGIN)
    (east_step, north_step), (west, south) = ground.scale, ground.translate
    return (
        round((sides.west - west) / east_step),
        round((sides.south - south) / north_step),
        round((sides.east - west) / east_step),
        round((sides.north - south) / north_step),
    )


def _drawn(points: Sequence[GridPoint], ground: Ground, view: View) -> str:
    """A path in whole tenths of a unit, written as steps; points that fall together are one."""
    (east_step, north_step), (west, south) = ground.scale, ground.translate
    tenths: list[tuple[int, int]] = []
    for grid_x, grid_y in points:
        x, y = view.dot((south + grid_y * north_step, west + grid_x * east_step))
        tenth = (round(10 * x), round(10 * y))
        # Half a unit is less than anybody sees under the other lines.
        if not tenths or max(abs(tenth[0] - tenths[-1][0]), abs(tenth[1] - tenths[-1][1])) >= 5:
            tenths.append(tenth)
    steps = "".join(
        f" {(bx - ax) / 10:g} {(by - ay) / 10:g}" for (ax, ay), (bx, by) in pairwise(tenths)
    )
    return f"M{tenths[0][0] / 10:g} {tenths[0][1] / 10:g}l{steps.strip()}" if steps else ""
