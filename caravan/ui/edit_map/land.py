"""The land under a map that is edited: the world coarsely, the tour's surroundings finely."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from caravan.views.map.box import MAX_LATITUDE, Box, Point
from caravan.views.map.coast import Coast, coarse_coast, coast_around
from caravan.views.map.ground import packed

_WORLD = Box(-180.0, -MAX_LATITUDE, 180.0, MAX_LATITUDE)
_INHABITED = Box(-180.0, -60.0, 180.0, MAX_LATITUDE)
_WORLD_TOLERANCE = 0.7
"""Degrees: a pixel or two where one sees a continent at once."""
_LEAST_EXTENT = 0.5
"""Degrees around a single town."""
_REACH = 1.2
"""How far the fine coast goes beyond the points, in parts of their extent."""


def frame_around(points: Iterable[Point]) -> Box | None:
    """A box around the points, on round degrees; None without points.

    A point that is moved a little or added between the others leaves it as it is, so that the
    coast needn't be worked out and sent again.
    """
    points = list(points)
    if not points:
        return None
    box = Box.around(points)
    box = box.grown(max(0.0, (_LEAST_EXTENT - box.extent) / 2))
    step = 2.0 ** math.floor(math.log2(box.extent / 2))
    if box.width >= 360 - 2 * step:
        return _WORLD
    return Box(
        math.floor(box.west / step) * step,
        max(-MAX_LATITUDE, math.floor(box.south / step) * step),
        math.ceil(box.east / step) * step,
        min(MAX_LATITUDE, math.ceil(box.north / step) * step),
    )


@lru_cache(maxsize=32)
def land_in(frame: Box) -> dict[str, Any]:
    """The coast in and around a frame, with the box that it fills, as the map's script reads it.

    Attributes of the answer: limits (south-west and north-east corner), and of
    `caravan.views.map.ground.Ground`: scale, translate, land, shores, borders.
    """
    limits = frame.grown(_REACH * frame.extent)
    return _land(coast_around(frame, limits), limits)


@lru_cache(maxsize=1)
def world_land() -> dict[str, Any]:
    """The same of the whole world, as coarse as one sees it from afar."""
    return _land(coarse_coast(_INHABITED, _WORLD_TOLERANCE), _INHABITED)


def _land(coast: Coast, limits: Box) -> dict[str, Any]:
    return {
        "limits": [[limits.south, limits.west], [limits.north, limits.east]],
        "scale": coast.scale,
        "translate": coast.translate,
        "land": packed(coast.land),
        "shores": packed(coast.shores),
        "borders": packed(coast.borders),
    }
