"""Lines with fewer points that look the same."""

from __future__ import annotations

from collections.abc import Sequence

from caravan.views.map.clip import GridPoint


def simplify(
    line: Sequence[GridPoint], tolerance: float, stretch: tuple[float, float]
) -> list[GridPoint]:
    """The line without the points that lie closer than `tolerance` to what is left.

    Both ends stay. `stretch` makes grid steps comparable: the length of one step in x and in y,
    in the unit of the tolerance. Method: Douglas and Peucker, 1973, after leaving out points that
    lie closer than half the tolerance to the one before, which keeps it quick on long coasts.
    """
    sx, sy = stretch
    if len(line) < 3 or tolerance < min(sx, sy) / 2:
        return list(line)
    line = _thinned(line, tolerance / 2, stretch)
    keep = bytearray(len(line))
    keep[0] = keep[-1] = 1
    spans = [(0, len(line) - 1)]
    limit = tolerance * tolerance
    while spans:
        first, last = spans.pop()
        ax, ay = line[first][0] * sx, line[first][1] * sy
        dx, dy = line[last][0] * sx - ax, line[last][1] * sy - ay
        length = dx * dx + dy * dy
        worst, where = limit, 0
        for number in range(first + 1, last):
            px, py = line[number][0] * sx - ax, line[number][1] * sy - ay
            if length:
                along = min(1.0, max(0.0, (px * dx + py * dy) / length))
                px, py = px - along * dx, py - along * dy
            distance = px * px + py * py
            if distance > worst:
                worst, where = distance, number
        if where:
            keep[where] = 1
            spans += [(first, where), (where, last)]
    return [point for point, kept in zip(line, keep, strict=True) if kept]


def _thinned(
    line: Sequence[GridPoint], distance: float, stretch: tuple[float, float]
) -> list[GridPoint]:
    sx, sy = stretch
    limit = distance * distance
    result = [line[0]]
    x, y = line[0]
    for point in line[1:-1]:
        dx, dy = (point[0] - x) * sx, (point[1] - y) * sy
        if dx * dx + dy * dy >= limit:
            result.append(point)
            x, y = point
    result.append(line[-1])
    return result
