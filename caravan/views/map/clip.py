"""Cutting rings and lines at a rectangle."""

from __future__ import annotations

from collections.abc import Sequence

GridPoint = tuple[int, int]
"""(x, y) on the grid of the coast file; y grows northward."""
Rectangle = tuple[int, int, int, int]
"""Least x and y, greatest x and y."""


def clip_ring(ring: Sequence[GridPoint], rectangle: Rectangle) -> list[GridPoint]:
    """The part of a closed ring inside the rectangle, cut at one side after the other.

    Method: Sutherland and Hodgman, "Reentrant polygon clipping", 1974. A part that falls into
    pieces stays one ring that runs along the rectangle's sides: filled, it looks right; its
    outline must not be drawn (`clip_line` is for that).
    """
    result = list(ring)
    for axis, limit, above in _sides(rectangle):
        source, result = result, []
        if not source:
            break
        before = source[-1]
        was_inside = before[axis] >= limit if above else before[axis] <= limit
        for point in source:
            is_inside = point[axis] >= limit if above else point[axis] <= limit
            if is_inside is not was_inside:
                result.append(_crossing(before, point, axis, limit))
            if is_inside:
                result.append(point)
            before, was_inside = point, is_inside
    return result


def clip_line(line: Sequence[GridPoint], rectangle: Rectangle) -> list[list[GridPoint]]:
    """The parts of an open line inside the rectangle, in order."""
    parts = [list(line)]
    for axis, limit, above in _sides(rectangle):
        parts = [piece for part in parts for piece in _cut(part, axis, limit, above=above)]
    return parts


def _sides(rectangle: Rectangle) -> tuple[tuple[int, int, bool], ...]:
    """The four sides: axis, limit, and whether the inside lies above it."""
    west, south, east, north = rectangle
    return (0, west, True), (0, east, False), (1, south, True), (1, north, False)


def _cut(line: list[GridPoint], axis: int, limit: int, *, above: bool) -> list[list[GridPoint]]:
    pieces: list[list[GridPoint]] = []
    current: list[GridPoint] = []
    before: GridPoint | None = None
    was_inside = False
    for point in line:
        is_inside = point[axis] >= limit if above else point[axis] <= limit
        if before is not None and is_inside is not was_inside:
            crossing = _crossing(before, point, axis, limit)
            if is_inside:
                current = [crossing]
            else:
                pieces.append([*current, crossing])
                current = []
        if is_inside:
            current.append(point)
        before, was_inside = point, is_inside
    pieces.append(current)
    return [piece for piece in pieces if len(piece) > 1]


def _crossing(a: GridPoint, b: GridPoint, axis: int, limit: int) -> GridPoint:
    """Where the line from a to b crosses the limit, on the grid."""
    other = 1 - axis
    at = a[other] + round((limit - a[axis]) * (b[other] - a[other]) / (b[axis] - a[axis]))
    return (limit, at) if axis == 0 else (at, limit)
