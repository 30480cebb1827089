"""What stands on the map: one mark a place, with a chip for each thing that happens there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from caravan.language.language import Language
from caravan.plan.day import Day
from caravan.plan.plan import Plan
from caravan.views.itinerary import DayItinerary
from caravan.views.map.box import Box, Point
from caravan.views.map.detail import Detail, Line, Section, visits


class ChipKind(StrEnum):
    """What a chip stands for."""

    START = "start"
    STOP = "stop"
    BED = "bed"
    END = "end"


@dataclass(frozen=True, slots=True)
class Chip:
    """A small shape in a day's colour.

    Attributes:
        day: index of the day in the tour.
        text: the number of a stop; other chips show a drawing.
    """

    kind: ChipKind
    day: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where the team stops; without chips it only waits there, as at a port.

    Attributes:
        place, name: id and name of the place.
        detail: what happens there, day by day.
    """

    place: str
    at: Point
    name: str
    chips: tuple[Chip, ...]
    detail: Detail


def marks(
    plan: Plan,
    shown: tuple[tuple[Day, DayItinerary], ...],
    frame: Box,
    language: Language,
    *,
    one_day: bool,
) -> tuple[Mark, ...]:
    """The marks of the days shown, in the order in which the team comes by."""
    chips: dict[str, list[Chip]] = {}
    sections: dict[str, list[Section]] = {}
    for day, told in shown:
        if day.date == plan.tour.first_day and day.start not in sections:
            opening = (Line("", language.text("Start of the tour")),)
            sections[day.start] = [Section(told.colour_index, told.label, opening)]
        for place, section in visits(told, day.start, language):
            sections[place] = _joined(sections.get(place, []), section)
            chips.setdefault(place, [])
        for place, chip in _chips(plan, day, told, one_day=one_day):
            chips.setdefault(place, []).append(chip)
    result = []
    for id_, found in chips.items():
        place_ = plan.tour.place(id_)
        name = language.name(place_.names)
        detail = Detail(name, tuple(sections.get(id_, ())))
        at = frame.unwrapped(place_.point)
        result.append(Mark(id_, at, name, tuple(found), detail))
    return tuple(result)


def _chips(plan: Plan, day: Day, told: DayItinerary, *, one_day: bool) -> list[tuple[str, Chip]]:
    index = told.colour_index
    chips = []
    if one_day or day.date == plan.tour.first_day:
        chips.append((day.start, Chip(ChipKind.START, index)))
    chips += [(row.place, Chip(ChipKind.STOP, index, str(row.number))) for row in told.events]
    end = ChipKind.END if told.is_last else ChipKind.BED
    chips.append((day.overnight, Chip(end, index)))
    return chips


def _joined(sections: list[Section], further: Section) -> list[Section]:
    """The sections with one more; what happens on the same day stands under one date."""
    if sections and sections[-1].day == further.day:
        last = sections[-1]
        return [*sections[:-1], replace(last, lines=last.lines + further.lines)]
    return [*sections, further]
