"""Where the names on a drawn map go, so that they hide neither stops nor each other."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

from caravan.views.day_page.view import WIDTH, Dot

GAP = 4.0


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in units."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def about(cls, dot: Dot, width: float, height: float) -> Area:
        """The rectangle around a centre."""
        x, y = dot
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def overlap(self, other: Area) -> float:
        """The area that both share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, width) * max(0.0, height)

    def outside(self, height: float) -> float:
        """The part that the window of this height cuts off, in units of length."""
        sides = (-self.left, self.right - WIDTH, -self.top, self.bottom - height)
        return sum(max(0.0, side + 2) for side in sides)

    def holds(self, dot: Dot) -> bool:
        """Whether a point lies in it."""
        return self.left <= dot[0] <= self.right and self.top <= dot[1] <= self.bottom


def text_width(text: str, size: float) -> float:
    """About how wide a text is at a font size: nobody can measure before there is a screen."""
    wide = sum(
        0.0
        if unicodedata.combining(c)
        else 1.0
        if unicodedata.east_asian_width(c) in "WF"
        else 0.58
        for c in text
    )
    return wide * size


def shortened(text: str, size: float) -> str:
    """A name cut to half the width of the drawing: a longer one would hide the way."""
    if text_width(text, size) <= WIDTH / 2:
        return text
    while text and text_width(text + "…", size) > WIDTH / 2:
        text = text[:-1]
    return text.rstrip(" \u200d") + "…"  # a joiner would join the dots to an emoji


def best_place(
    around: Area, text: str, size: float, taken: list[Area], lines: list[Dot], height: float
) -> tuple[Area, float]:
    """The best of eight places beside a mark for a name, and how bad even that is.

    To lie on another mark or name is worst, to stick out bad, to cross the way a blemish.
    """
    width, tall = text_width(text, size), size * 1.15
    middle_x, middle_y = (around.left + around.right) / 2, (around.top + around.bottom) / 2
    right, left = around.right + GAP + width / 2, around.left - GAP - width / 2
    above, below = around.top - tall / 2 - 1, around.bottom + tall / 2 + 1
    centres = [
        (right, middle_y),
        (left, middle_y),
        (middle_x, below),
        (middle_x, above),
        (right - GAP, below - 3),
        (right - GAP, above + 3),
        (left + GAP, below - 3),
        (left + GAP, above + 3),
    ]
    rated = []
    for rank, centre in enumerate(centres):
        area = Area.about(centre, width, tall)
        badness = sum(area.overlap(other) for other in taken)
        badness += 40 * area.outside(height) + 6 * sum(area.holds(dot) for dot in lines)
        rated.append((badness + rank / 10, rank, area))
    badness, _, area = min(rated, key=lambda one: one[:2])
    return area, badness


def spread(dots: list[Dot], widths: list[float], tall: float, height: float) -> list[Dot]:
    """The centres of chips, pushed apart until none hides another, all inside the window.

    Two that overlap move away from each other, half the way each, sideways or up and down,
    whichever is shorter; again and again, as each may push a third.
    """
    places = list(dots)
    for _ in range(60):
        moved = False
        for b in range(len(places)):
            for a in range(b):
                step = _apart(places[a], places[b], (widths[a] + widths[b]) / 2, tall)
                if step is None:
                    continue
                moved = True
                places[a] = (places[a][0] - step[0], places[a][1] - step[1])
                places[b] = (places[b][0] + step[0], places[b][1] + step[1])
        places = [
            (
                min(max(x, width / 2 + 2), WIDTH - width / 2 - 2),
                min(max(y, tall / 2 + 2), height - tall / 2 - 2),
            )
            for (x, y), width in zip(places, widths, strict=True)
        ]
        if not moved:
            break
    return places


def _apart(a: Dot, b: Dot, wide: float, tall: float) -> Dot | None:
    """Half the shortest step that parts two centres, from a towards b; None when they are apart."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    sideways, upwards = wide + 1 - abs(dx), tall + 1 - abs(dy)
    if sideways <= 0 or upwards <= 0:
        return None
    if sideways < upwards:
        return math.copysign(sideways / 2 + 0.01, dx), 0.0
    return 0.0, math.copysign(upwards / 2 + 0.01, dy)
