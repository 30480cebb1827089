"""The legs of a drawn map: lines side by side on a road, with heads that show the direction."""

from __future__ import annotations

import math
from itertools import pairwise

from caravan.views.day_page.drawing import Way
from caravan.views.day_page.view import Dot, View
from caravan.views.map.tracks import Track

_LANE = 5.0
"""Distance of two legs side by side on one road, in units."""


def drawn_way(track: Track, view: View) -> Way:
    """A leg with its arrow heads."""
    dots = beside(track, view)
    return Way(path(dots), "".join(_arrow(a, b) for a, b in pairwise(dots)), track.is_ferry)


def beside(track: Track, view: View) -> list[Dot]:
    """The points of a leg, each piece in its lane to the right of the road's middle."""
    dots = [view.dot(point) for point in track.points]
    result: list[Dot] = []
    for (a, b), lane in zip(pairwise(dots), track.lanes, strict=True):
        length = math.dist(a, b) or 1.0
        # Right of the direction of travel, y running downwards.
        aside = ((a[1] - b[1]) / length * lane * _LANE, (b[0] - a[0]) / length * lane * _LANE)
        result += [(a[0] + aside[0], a[1] + aside[1]), (b[0] + aside[0], b[1] + aside[1])]
    return result


def along(dots: list[Dot]) -> list[Dot]:
    """Points on a line, some six units apart."""
    result = []
    for (ax, ay), (bx, by) in pairwise(dots):
        steps = max(1, round(math.dist((ax, ay), (bx, by)) / 6))
        result += [
            (ax + (bx - ax) * step / steps, ay + (by - ay) * step / steps)
            for step in range(steps + 1)
        ]
    return result


def _arrow(a: Dot, b: Dot) -> str:
    """A small head in the middle of a piece that is long enough to need one."""
    length = math.dist(a, b)
    if length < 44:
        return ""
    x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    dx, dy = (b[0] - a[0]) / length, (b[1] - a[1]) / length
    tip = (x + 5 * dx, y + 5 * dy)
    back = (x - 3 * dx, y - 3 * dy)
    left = (back[0] + 4.5 * dy, back[1] - 4.5 * dx)
    right = (back[0] - 4.5 * dy, back[1] + 4.5 * dx)
    return f"{path([left, tip, right])}z"


def path(dots: list[Dot]) -> str:
    """A line through points, as SVG writes it."""
    return "M" + "L".join(f"{units(x)} {units(y)}" for x, y in dots)


def units(value: float) -> str:
    """A coordinate with one digit after the point, without useless zeros."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text
