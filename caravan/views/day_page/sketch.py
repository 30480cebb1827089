"""The day's map as a drawing: no script, no request, sharp on paper, readable when saved."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date as Date
from itertools import pairwise

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.views.day_page.labels import Area, best_place, spread
from caravan.views.day_page.land import land_path, line_path
from caravan.views.day_page.view import WIDTH, Dot, View
from caravan.views.map.marks import ChipKind, Mark
from caravan.views.map.scene import Scene, scene
from caravan.views.map.tracks import Track

_CHIP = 20.0
"""Height of a chip, and width of one that shows a drawing."""
_LANE = 5.0
"""Distance of two legs side by side on one road."""
_SIZE, _SMALL = 12.5, 10.5
_TOLERABLE = 12.0
"""Badness of a place above which the name of a town that isn't visited is left out."""


@dataclass(frozen=True, slots=True)
class Way:
    """A leg: a path, and the path of small arrow heads along it."""

    path: str
    arrows: str
    is_ferry: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name, centred on a point."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A stop's number, a bed, the start or the end; `x` and `y` are its centre."""

    kind: str
    x: str
    y: str
    width: str
    text: str


@dataclass(frozen=True, slots=True)
class Stand:
    """A marked place: chips, name, and a line to the point when the chips stand beside it."""

    point: tuple[str, str]
    leader: str
    chips: tuple[Chip, ...]
    name: Name


@dataclass(frozen=True, slots=True)
class Sketch:
    """The whole drawing, all coordinates as text."""

    width: str
    height: str
    title: str
    land: str
    shores: str
    borders: str
    roads: str
    ways: tuple[Way, ...]
    stands: tuple[Stand, ...]
    towns: tuple[Name, ...]
    dots: tuple[tuple[str, str], ...]
    bar: str
    bar_text: Name


def sketch(plan: Plan, date: Date, language: Language) -> Sketch:
    """The drawing of one date. Raises KeyError when the plan has no such date."""
    what = scene(plan, language, date)
    view = View.around(what.bounds)
    stands, taken, lines = _stands(what, view)
    km, length = view.round_km(90.0)
    bar_y = view.height - 10
    bar_text = language.km(km) if km >= 1 else f"{language.number(km * 1000)} m"
    taken.append(Area(6, bar_y - 18, 16 + length, view.height))
    towns, dots = _towns(what, view, taken, lines)
    ground = what.ground
    return Sketch(
        width=units(WIDTH),
        height=units(view.height),
        title=", ".join(_spoken(mark) for mark in what.marks if mark.chips),
        land=land_path(ground, view),
        shores=line_path(ground, ground.shores, view),
        borders=line_path(ground, ground.borders, view),
        roads="".join(_path([view.dot(end) for end in road]) for road in ground.roads),
        ways=tuple(_way(track, view) for track in what.tracks),
        stands=stands,
        towns=towns,
        dots=dots,
        bar=f"M10 {units(bar_y - 4)}v4h{units(length)}v-4",
        bar_text=Name(units(10 + length / 2), units(bar_y - 5), bar_text),
    )


def _stands(what: Scene, view: View) -> tuple[tuple[Stand, ...], list[Area], list[Dot]]:
    """All marks with their names, the areas that they take, and points along the ways."""
    points = [view.dot(mark.at) for mark in what.marks]
    chips = [_shown_chips(mark) for mark in what.marks]
    widths = [sum(_chip_width(text) for _, text in row) or 6.0 for row in chips]
    standing = [index for index, row in enumerate(chips) if row]
    centres = dict(
        zip(
            standing,
            spread(
                [points[index] for index in standing],
                [widths[index] for index in standing],
                _CHIP,
                view.height,
            ),
            strict=True,
        )
    )
    areas = [
        Area.about(centres.get(index, points[index]), widths[index], _CHIP if row else 6.0)
        for index, row in enumerate(chips)
    ]
    lines = [dot for track in what.tracks for dot in _along(_beside(track, view))]
    taken = list(areas)
    stands = []
    for index, mark in enumerate(what.marks):
        size = _SIZE if chips[index] else _SMALL
        others = [area for number, area in enumerate(taken) if number != index]
        area, _ = best_place(areas[index], mark.name, size, others, lines, view.height)
        taken.append(area)
        point, centre = points[index], centres.get(index, points[index])
        leader = _path([point, centre]) if math.dist(point, centre) > _CHIP / 2 else ""
        stands.append(
            Stand(
                point=(units(point[0]), units(point[1])),
                leader=leader,
                chips=_placed(chips[index], centre, widths[index]),
                name=_name(area, mark.name, size),
            )
        )
    return tuple(stands), taken, lines


def _spoken(mark: Mark) -> str:
    """A mark for those who hear the page: ``2 Sfax``."""
    numbers = (chip.text for chip in mark.chips if chip.kind is ChipKind.STOP)
    return " ".join((*numbers, mark.name))


def _shown_chips(mark: Mark) -> list[tuple[ChipKind, str]]:
    """The chips to draw: the start of the day says nothing new where it has a stop or a bed."""
    rest = [chip for chip in mark.chips if chip.kind is not ChipKind.START]
    return [(chip.kind, chip.text) for chip in rest or mark.chips[:1]]


def _chip_width(text: str) -> float:
    return max(_CHIP, 8.0 + 7.4 * len(text))


def _placed(row: list[tuple[ChipKind, str]], centre: Dot, width: float) -> tuple[Chip, ...]:
    x = centre[0] - width / 2
    result = []
    for kind, text in row:
        wide = _chip_width(text)
        result.append(
            Chip(kind.value, units(x + wide / 2), units(centre[1]), units(wide - 1), text)
        )
        x += wide
    return tuple(result)


def _towns(
    what: Scene, view: View, taken: list[Area], lines: list[Dot]
) -> tuple[tuple[Name, ...], tuple[tuple[str, str], ...]]:
    """Towns that aren't visited, for orientation, as far as there is room for their names."""
    names, dots = [], []
    for town in what.ground.towns:
        dot = view.dot(town.at)
        about = Area.about(dot, 6, 6)
        if about.outside(view.height) or any(about.overlap(area) for area in taken):
            continue
        area, badness = best_place(about, town.name, _SMALL, taken, lines, view.height)
        if badness > _TOLERABLE:
            continue
        taken += [about, area]
        names.append(_name(area, town.name, _SMALL))
        dots.append((units(dot[0]), units(dot[1])))
    return tuple(names), tuple(dots)


def _name(area: Area, text: str, size: float) -> Name:
    # The baseline lies about a third of the font size below the middle.
    middle = (area.top + area.bottom) / 2 + size * 0.35
    return Name(units((area.left + area.right) / 2), units(middle), text)


def _way(track: Track, view: View) -> Way:
    dots = _beside(track, view)
    return Way(_path(dots), "".join(_arrow(a, b) for a, b in pairwise(dots)), track.is_ferry)


def _beside(track: Track, view: View) -> list[Dot]:
    """The points of a leg, each piece in its lane to the right of the road's middle."""
    dots = [view.dot(point) for point in track.points]
    result: list[Dot] = []
    for (a, b), lane in zip(pairwise(dots), track.lanes, strict=True):
        length = math.dist(a, b) or 1.0
        # Right of the direction of travel, y running downwards.
        aside = ((a[1] - b[1]) / length * lane * _LANE, (b[0] - a[0]) / length * lane * _LANE)
        result += [(a[0] + aside[0], a[1] + aside[1]), (b[0] + aside[0], b[1] + aside[1])]
    return result


def _along(dots: list[Dot]) -> list[Dot]:
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
    return f"{_path([left, tip, right])}z"


def _path(dots: list[Dot]) -> str:
    return "M" + "L".join(f"{units(x)} {units(y)}" for x, y in dots)


def units(value: float) -> str:
    """A coordinate with one digit after the point, without useless zeros."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text
