"""Whether a point lies on land, to warn of one that was dropped into the sea."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from caravan.views.map.atlas import world

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COAST_TOLERANCE = 2000.0
"""Metres from the drawn coast within which nothing is said: harbours, spits and islets."""

_METRES_PER_DEGREE = 111_195.0


_COLUMNS = 360
"""Into how many columns of longitude the coasts are sorted, so that a look-up reads a few."""


class _Shores(NamedTuple):
    """Pieces of coast on the atlas's grid, x within one turn of the earth; both ends of each."""

    x: NDArray[np.int32]
    y: NDArray[np.int32]
    to_x: NDArray[np.int32]
    to_y: NDArray[np.int32]

    def part(self, which: Any) -> _Shores:
        """Some of the pieces: a slice, an array of numbers or of booleans."""
        return _Shores(self.x[which], self.y[which], self.to_x[which], self.to_y[which])


@lru_cache(maxsize=4096)
def on_land(latitude: float, longitude: float) -> bool | None:
    """Whether a point lies on land; None within COAST_TOLERANCE of a coast.

    Lakes count as land. Islets under about a square kilometre may be missing: False is a reason
    to ask, not to refuse. The first call takes a moment to sort the coasts.

    Args:
        latitude, longitude: WGS 84, decimal degrees.

    Raises ValueError for a latitude beyond a pole and for what isn't finite.

    Source: Natural Earth 1:10 million, public domain; see `assets/README.md`.
    """
    if not (math.isfinite(longitude) and -90 <= latitude <= 90):
        raise ValueError(f"no point on earth: {latitude}, {longitude}")
    atlas, columns = world(), _columns()
    x = (longitude - atlas.translate[0]) / atlas.scale[0] % atlas.circle
    y = (latitude - atlas.translate[1]) / atlas.scale[1]
    here = min(_COLUMNS - 1, int(x * _COLUMNS / atlas.circle))
    # At the poles a degree is short. Within a degree of them there is no coast.
    wide = _METRES_PER_DEGREE * 360 / _COLUMNS * math.cos(math.radians(latitude))
    beside = math.ceil(COAST_TOLERANCE / wide) if abs(latitude) < 89 else 0
    for number in range(here - beside, here + beside + 1):
        if _metres_to_coast(columns[number % _COLUMNS], x, y, latitude) <= COAST_TOLERANCE:
            return None
    # How many coasts lie due north: only there the line around a pole needs no closing.
    shores = columns[here]
    ahead = shores.part((shores.x > x) != (shores.to_x > x))
    share = (x - ahead.x) / (ahead.to_x - ahead.x)
    return bool((ahead.y + (ahead.to_y - ahead.y) * share > y).sum() % 2)


def _metres_to_coast(shores: _Shores, x: float, y: float, latitude: float) -> float:
    """Metres to the nearest of some coasts; infinite when it is beyond COAST_TOLERANCE."""
    import numpy as np

    atlas = world()
    wide = _METRES_PER_DEGREE * atlas.scale[0] * math.cos(math.radians(latitude))
    high = _METRES_PER_DEGREE * atlas.scale[1]
    reach = COAST_TOLERANCE / high
    beyond = (shores.y > y + reach) & (shores.to_y > y + reach)
    before = (shores.y < y - reach) & (shores.to_y < y - reach)
    # Land is cut apart along the 180th meridian: no coast is there.
    seam = (shores.x == shores.to_x) & (shores.x % atlas.circle == 0)
    near = shores.part(~(beyond | before | seam))
    if not len(near.x):
        return math.inf
    # A whole turn away is the same place.
    ax = ((near.x - x + atlas.circle / 2) % atlas.circle - atlas.circle / 2) * wide
    ay = (near.y - y) * high
    dx, dy = (near.to_x - near.x) * wide, (near.to_y - near.y) * high
    length = np.maximum(dx * dx + dy * dy, 1e-9)
    along = np.clip(-(ax * dx + ay * dy) / length, 0, 1)
    return float(np.hypot(ax + along * dx, ay + along * dy).min())


@cache
def _columns() -> tuple[_Shores, ...]:
    """The coasts of each column of longitude, from the 180th meridian eastward."""
    import numpy as np

    shores, circle = _all_shores(), world().circle
    west = np.minimum(shores.x, shores.to_x) * _COLUMNS // circle
    east = np.maximum(shores.x, shores.to_x) * _COLUMNS // circle
    across = east - west + 1
    piece = np.repeat(np.arange(len(west)), across)
    column = np.arange(len(piece)) - np.repeat(np.cumsum(across) - across, across) + west[piece]
    order = np.argsort(column, kind="stable")
    cuts = np.searchsorted(column[order], np.arange(_COLUMNS + 1))
    sorted_shores = shores.part(piece[order])
    return tuple(sorted_shores.part(slice(*cut)) for cut in pairwise(cuts))


def _all_shores() -> _Shores:
    import numpy as np

    atlas = world()
    steps = atlas.steps()
    counts = np.array(steps.counts)
    arc = np.repeat(np.arange(len(counts)), counts)
    ends, starts = np.cumsum(counts), np.array(steps.starts)
    lines = []
    for axis, packed in enumerate((steps.dx, steps.dy)):
        deltas = np.frombuffer(packed, "<i2").astype(np.int64)
        walked = np.cumsum(deltas)
        before = np.concatenate(([0], walked))[ends - counts]
        to = starts[arc, axis] + walked - before[arc]
        lines += [to - deltas, to]
    is_coast = ~np.isin(arc, list(atlas.borders))
    x, to_x, y, to_y = (line[is_coast] for line in lines)
    turn = x // atlas.circle * atlas.circle
    x, to_x = x - turn, to_x - turn
    # What leaves this turn of the earth comes in on its other side.
    out = np.flatnonzero((to_x < 0) | (to_x > atlas.circle))
    shift = np.where(to_x[out] < 0, atlas.circle, -atlas.circle)
    x, to_x = np.concatenate((x, x[out] + shift)), np.concatenate((to_x, to_x[out] + shift))
    y, to_y = np.concatenate((y, y[out])), np.concatenate((to_y, to_y[out]))
    return _Shores(*(line.astype(np.int32) for line in (x, y, to_x, to_y)))
