"""All that a map shows, in words and degrees: no markup, nothing of Leaflet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.views.itinerary import DayItinerary, itinerary
from caravan.views.map.box import Box, Point
from caravan.views.map.ground import Ground, frame_of, ground
from caravan.views.map.marks import Mark, marks
from caravan.views.map.tracks import Track, tracks
from caravan.views.map.words import words
from caravan.views.palette import DayStyle, day_style


@dataclass(frozen=True, slots=True)
class DayLayer:
    """A day in the legend.

    Attributes:
        day: index of the day in the tour.
        label: its date.
        stops: the numbers of its stops: ``4–6``; empty without any.
    """

    day: int
    label: str
    stops: str
    style: DayStyle


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole map.

    Attributes:
        language, direction: code and direction of writing.
        title, subtitle: name of the tour and its dates, or the one date that is shown.
        bounds: south-west and north-east corner of what is shown.
        words: the fixed texts of the page by key.
    """

    language: str
    direction: str
    title: str
    subtitle: str
    bounds: tuple[Point, Point]
    days: tuple[DayLayer, ...]
    tracks: tuple[Track, ...]
    marks: tuple[Mark, ...]
    ground: Ground
    words: dict[str, str]


def scene(plan: Plan, language: Language, date: Date | None = None) -> Scene:
    """The whole tour, or one date of it.

    Raises KeyError when the plan has no such date.
    """
    tour = plan.tour
    told = itinerary(plan, language)
    shown = tuple(
        (day, one) for day, one in zip(plan.days, told, strict=True) if date in (None, day.date)
    )
    if not shown:
        raise KeyError(date)
    frame = frame_of(tour)
    lines = tracks(tour, shown, frame, language)
    stands = marks(plan, shown, frame, language, one_day=date is not None)
    below = ground(
        plan, frozenset(mark.place for mark in stands), frame, language, one_day=date is not None
    )
    points = [mark.at for mark in stands] + [point for line in lines for point in line.points]
    points += [town.at for town in below.towns if town.is_left_out]
    dates = language.dates(tour.first_day, tour.last_day)
    return Scene(
        language=language.code,
        direction=language.direction,
        title=language.name(tour.names),
        subtitle=dates if date is None else language.long_date(date),
        bounds=corners(Box.around(points), frame),
        days=_layers([one for _, one in shown]),
        tracks=lines,
        marks=stands,
        ground=below,
        words=words(language, below.sources),
    )


def _layers(days: list[DayItinerary]) -> tuple[DayLayer, ...]:
    """One layer a date, also when several teams are on the way."""
    layers = []
    for index in sorted({day.colour_index for day in days}):
        same = [day for day in days if day.colour_index == index]
        numbers = [str(row.number) for day in same for row in day.events]
        stops = numbers[0] if len(numbers) == 1 else ""
        if len(numbers) > 1:
            stops = ", ".join(numbers) if len(same) > 1 else f"{numbers[0]}–{numbers[-1]}"
        layers.append(DayLayer(index, same[0].label, stops, day_style(index)))
    return tuple(layers)


def corners(box: Box, frame: Box) -> tuple[Point, Point]:
    """The corners on the same turn round the earth as the frame."""
    _, west = frame.unwrapped((box.south, box.west))
    return (box.south, west), (box.north, west + box.width)
