"""The day's map as a drawing: no script, no request, sharp on paper, readable when saved."""

from __future__ import annotations

import math
from datetime import date as Date

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.views.day_page.drawing import Chip, Name, Sketch, Stand
from caravan.views.day_page.labels import Area, best_place, shortened, spread
from caravan.views.day_page.land import land_path, line_path
from caravan.views.day_page.view import WIDTH, Dot, View
from caravan.views.day_page.ways import along, beside, drawn_way, path, units
from caravan.views.map.marks import ChipKind, Mark
from caravan.views.map.scene import Scene, scene

_CHIP = 20.0
"""Height of a chip, and width of one that shows a drawing."""
_DOT = 6.0
"""Room of a place without a chip."""
_SIZE, _SMALL = 12.5, 10.5
_TOLERABLE = 12.0
"""Badness of a place above which the name of a town that isn't visited is left out."""


def sketch(plan: Plan, date: Date, language: Language) -> Sketch:
    """The drawing of one date. Raises KeyError when the plan has no such date."""
    what = scene(plan, language, date)
    view = View.around(what.bounds)
    km, length = view.round_km(90.0)
    centres, areas = _standing(what, view)
    lines = [dot for track in what.tracks for dot in along(beside(track, view))]
    bar = _bar_area(length, areas, lines, view)
    taken = [bar, *areas]
    stands = _stands(what, view, centres, taken, lines)
    bar_text = language.km(km) if km >= 1 else f"{language.number(km * 1000)} m"
    towns, dots = _towns(what, view, taken, lines)
    ground = what.ground
    return Sketch(
        width=units(WIDTH),
        height=units(view.height),
        title=", ".join(_spoken(mark) for mark in what.marks if mark.chips),
        land=land_path(ground, view),
        shores=line_path(ground, ground.shores, view),
        borders=line_path(ground, ground.borders, view),
        roads="".join(path([view.dot(end) for end in road]) for road in ground.roads),
        ways=tuple(drawn_way(track, view) for track in what.tracks),
        stands=stands,
        towns=towns,
        dots=dots,
        bar=f"M{units(bar.left + 4)} {units(bar.bottom - 8)}v4h{units(length)}v-4",
        bar_text=Name(units((bar.left + bar.right) / 2), units(bar.bottom - 9), bar_text),
    )


def _standing(what: Scene, view: View) -> tuple[list[Dot], list[Area]]:
    """For each mark the centre of its chips, or its point when it has none; and what it covers."""
    points = [view.dot(mark.at) for mark in what.marks]
    widths = [_width(_shown_chips(mark)) for mark in what.marks]
    with_chips = [index for index, mark in enumerate(what.marks) if mark.chips]
    moved = spread(
        [points[index] for index in with_chips],
        [widths[index] for index in with_chips],
        _CHIP,
        view.height,
    )
    for index, centre in zip(with_chips, moved, strict=True):
        points[index] = centre
    heights = [_CHIP if mark.chips else _DOT for mark in what.marks]
    return points, [Area.about(*one) for one in zip(points, widths, heights, strict=True)]


def _bar_area(length: float, areas: list[Area], lines: list[Dot], view: View) -> Area:
    """The corner for the scale bar: the first that is free, else the one where it hides least."""
    left, right = (6.0, 14.0 + length), (WIDTH - 14.0 - length, WIDTH - 6.0)
    low, high = (view.height - 26.0, view.height - 2.0), (2.0, 26.0)
    corners = [Area(x[0], y[0], x[1], y[1]) for y in (low, high) for x in (left, right)]
    return min(
        corners,
        key=lambda corner: (
            sum(corner.overlap(area) for area in areas) + sum(map(corner.holds, lines))
        ),
    )


def _stands(
    what: Scene, view: View, centres: list[Dot], taken: list[Area], lines: list[Dot]
) -> tuple[Stand, ...]:
    """All marks with their names; what the names cover is added to `taken`.

    In `taken` the areas of the marks themselves come after the scale bar's.
    """
    areas = taken[1 : 1 + len(what.marks)]
    stands = []
    for mark, centre, about in zip(what.marks, centres, areas, strict=True):
        size = _SIZE if mark.chips else _SMALL
        others = [area for area in taken if area is not about]
        name = shortened(mark.name, size)
        area, _ = best_place(about, name, size, others, lines, view.height)
        taken.append(area)
        point = view.dot(mark.at)
        chips = _shown_chips(mark)
        stands.append(
            Stand(
                point=(units(point[0]), units(point[1])),
                leader=path([point, centre]) if math.dist(point, centre) > _CHIP / 2 else "",
                chips=_placed(chips, centre, _width(chips)),
                name=_name(area, name, size),
            )
        )
    return tuple(stands)


def _spoken(mark: Mark) -> str:
    """A mark for those who hear the page: ``2 Lyon``."""
    numbers = (chip.text for chip in mark.chips if chip.kind is ChipKind.STOP)
    return " ".join((*numbers, mark.name))


def _shown_chips(mark: Mark) -> list[tuple[ChipKind, str]]:
    """The chips to draw: the start of the day says nothing new where it has a stop or a bed."""
    rest = [chip for chip in mark.chips if chip.kind is not ChipKind.START]
    return [(chip.kind, chip.text) for chip in rest or mark.chips[:1]]


def _width(row: list[tuple[ChipKind, str]]) -> float:
    return sum(_chip_width(text) for _, text in row) or _DOT


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
