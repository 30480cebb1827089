"""Two plans on one map: the ways and stops that both have, and those that only one has.

What tells them apart is never colour alone: lines are plain or striped, stops carry a letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from caravan.language.language import Language
from caravan.plan.day import Day
from caravan.plan.plan import Plan
from caravan.travel.leg import LegKind
from caravan.views.itinerary import DayItinerary, event_numbers, itinerary
from caravan.views.kind_text import kind_text
from caravan.views.map.box import Box, Point
from caravan.views.map.detail import Detail, Line, Section, leg_detail
from caravan.views.map.ground import frame_of, ground
from caravan.views.map.marks import Chip, ChipKind, Mark
from caravan.views.map.scene import DayLayer, Scene, corners
from caravan.views.map.tracks import Track, lanes_of, way
from caravan.views.map.words import words
from caravan.views.palette import LIGHT, OKABE_ITO, DayStyle
from caravan.views.timeline import RowKind

BOTH, ONLY_A, ONLY_B = range(3)
"""The layers of the map, as its days otherwise are."""
LETTERS = ("A", "B")

_STYLES = {
    BOTH: DayStyle("#6f675c", LIGHT, LIGHT, 0),
    ONLY_A: DayStyle(OKABE_ITO[1], "#0F0C09", LIGHT, 2),
    ONLY_B: DayStyle(OKABE_ITO[0], LIGHT, LIGHT, 1),
}


@dataclass(slots=True)
class _Place:
    """What the two plans do at a place.

    Attributes:
        stops: of each plan, the numbers of its events there, with the date of each.
        nights: whether each plan sleeps there.
    """

    stops: tuple[dict[str, tuple[int, str]], ...] = field(default_factory=lambda: ({}, {}))
    nights: list[bool] = field(default_factory=lambda: [False, False])
    sections: list[Section] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Way:
    """A leg as it runs on the map: what two plans may share."""

    points: tuple[Point, ...]
    is_ferry: bool


def differing_scene(plans: tuple[Plan, Plan], names: tuple[str, str], language: Language) -> Scene:
    """The whole of both plans; `names` are what people call them."""
    first = plans[0]
    frame = _frame(plans)
    told = tuple(itinerary(plan, language) for plan in plans)
    stands = _marks(plans, told, frame, language)
    lines = _tracks(plans, told, frame, language)
    below = ground(first, frozenset(mark.place for mark in stands), frame, language, one_day=False)
    points = [mark.at for mark in stands] + [point for line in lines for point in line.points]
    points += [town.at for town in below.towns if town.is_left_out]
    used = {line.day for line in lines} | {chip.day for mark in stands for chip in mark.chips}
    return Scene(
        language=language.code,
        direction=language.direction,
        title=language.name(first.tour.names),
        subtitle=language.text("A: {a} · B: {b}", a=names[0], b=names[1]),
        bounds=corners(Box.around(points), frame),
        days=tuple(
            DayLayer(layer, label, "", _STYLES[layer])
            for layer, label in _labels(names, language).items()
            if layer in used
        ),
        tracks=lines,
        marks=stands,
        ground=below,
        words=_words(language, below.sources),
    )


def _frame(plans: tuple[Plan, Plan]) -> Box:
    """The frame of the first tour, unless the other one has places far from it."""
    one, other = (frame_of(plan.tour) for plan in plans)
    corners_of = [(box.south, box.west) for box in (one, other)]
    corners_of += [(box.north, box.east) for box in (one, other)]
    return one if one == other else Box.around(corners_of)


def _labels(names: tuple[str, str], language: Language) -> dict[int, str]:
    _ = language.text
    return {
        BOTH: _("In both"),
        ONLY_A: _("Only in A: {name}", name=names[0]),
        ONLY_B: _("Only in B: {name}", name=names[1]),
    }


def _words(language: Language, sources: tuple[str, ...]) -> dict[str, str]:
    _ = language.text
    return {
        **words(language, sources),
        "days": _("Ways and stops"),
        "stop": _("Event: its plan and its number there"),
        "left_out": _("Town that both plans leave out"),
        "map": _("Map of the differences"),
    }


def _tracks(
    plans: tuple[Plan, Plan],
    told: tuple[tuple[DayItinerary, ...], ...],
    frame: Box,
    language: Language,
) -> tuple[Track, ...]:
    """One line for each way, however often it is driven; what is known of each drive is told."""
    sections: dict[_Way, list[list[Section]]] = {}
    titles: dict[_Way, tuple[str, bool]] = {}
    for which, plan in enumerate(plans):
        for day, one in zip(plan.days, told[which], strict=True):
            rows = (row for row in one.rows if row.is_leg)
            for leg, row in zip(day.legs, rows, strict=True):
                points = way(plan.tour, leg, frame)
                if len(points) < 2:
                    continue
                key = _Way(points, leg.kind is LegKind.FERRY)
                detail = leg_detail(row, one, language)
                titles.setdefault(key, (detail.title, leg.is_estimate))
                lines = detail.sections[0].lines
                sections.setdefault(key, [[], []])[which].append(
                    Section(which, _head(which, one.label, language), lines)
                )
    ways = list(sections)
    result = []
    for key, lane in zip(ways, lanes_of([key.points for key in ways]), strict=True):
        layer = _layer(*map(bool, sections[key]))
        title, is_estimate = titles[key]
        shown = tuple(
            Section(layer, section.head, section.lines)
            for part in sections[key]
            for section in part
        )
        detail = Detail(title, shown)
        result.append(Track(layer, key.is_ferry, is_estimate, key.points, lane, detail))
    return tuple(result)


def _marks(
    plans: tuple[Plan, Plan],
    told: tuple[tuple[DayItinerary, ...], ...],
    frame: Box,
    language: Language,
) -> tuple[Mark, ...]:
    places: dict[str, _Place] = {}
    for which, plan in enumerate(plans):
        numbers = event_numbers(plan)
        for day, one in zip(plan.days, told[which], strict=True):
            for stop in day.events:
                place = places.setdefault(stop.place, _Place())
                place.stops[which][stop.event] = (numbers[stop.event], day.date.isoformat())
            if day.overnight and not one.is_last:
                places.setdefault(day.overnight, _Place()).nights[which] = True
            for id_, section in _sections(which, day, one, language):
                places.setdefault(id_, _Place()).sections.append(section)
    return tuple(_mark(id_, place, plans, frame, language) for id_, place in places.items())


def _mark(
    id_: str, place: _Place, plans: tuple[Plan, Plan], frame: Box, language: Language
) -> Mark:
    known = next(p for plan in plans for p in plan.tour.places if p.id == id_)
    chips = tuple(_chips(place))
    # Each plan's lines are seen with the chips that they belong to.
    layers = {chip.day for chip in chips}
    alone = next(iter(layers)) if len(layers) == 1 else BOTH
    sections = tuple(
        Section(alone if alone in layers else ONLY_A + one.day, one.head, one.lines)
        for one in place.sections
    )
    name = language.name(known.names)
    return Mark(id_, frame.unwrapped(known.point), name, chips, Detail(name, sections))


def _chips(place: _Place) -> Iterator[Chip]:
    """The events that both hold on one day, then those that differ, then the nights."""
    in_a, in_b = place.stops
    for event in (*in_a, *(event for event in in_b if event not in in_a)):
        a, b = in_a.get(event), in_b.get(event)
        if a and b and a[1] == b[1]:
            number = f"{a[0]}" if a[0] == b[0] else f"{a[0]}|{b[0]}"
            yield Chip(ChipKind.STOP, BOTH, number)
            continue
        if a:
            yield Chip(ChipKind.STOP, ONLY_A, f"{LETTERS[0]} {a[0]}")
        if b:
            yield Chip(ChipKind.STOP, ONLY_B, f"{LETTERS[1]} {b[0]}")
    if any(place.nights):
        yield Chip(ChipKind.BED, _layer(*place.nights))


def _sections(
    which: int, day: Day, told: DayItinerary, language: Language
) -> Iterator[tuple[str, Section]]:
    """What a day does where, in short: its events and its night."""
    lines: dict[str, list[Line]] = {}
    for stop in day.events:
        times = f"{language.clock(stop.begins)}–{language.clock(stop.ends)}"
        lines.setdefault(stop.place, []).append(Line(times, kind_text(RowKind.EVENT, language)))
    if not told.is_last:
        night = Line("", kind_text(RowKind.NIGHT, language))
        lines.setdefault(day.overnight, []).append(night)
    for place, found in lines.items():
        yield place, Section(which, _head(which, told.label, language), tuple(found))


def _head(which: int, date: str, language: Language) -> str:
    return language.text("{plan}: {date}", plan=LETTERS[which], date=date)


def _layer(in_a: bool, in_b: bool) -> int:  # noqa: FBT001 the two cases themselves
    if in_a and in_b:
        return BOTH
    return ONLY_A if in_a else ONLY_B
