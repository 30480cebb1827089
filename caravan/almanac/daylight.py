"""Suggestions for hours before sunrise and after sunset."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date as Date
from functools import lru_cache

from caravan.almanac.question import Question, open_as_usual
from caravan.almanac.suggestion import Daylight, NewHours, Suggestion
from caravan.almanac.sun import sun
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.opening import Hours, OpeningHours

_STEP = 5
"""Hours are cut to multiples of this many minutes: nobody announces 18:23."""

_Point = tuple[float, float]


def daylight(question: Question, free: Collection[Date]) -> Iterator[Suggestion]:
    """One suggestion if calendars are open in the dark somewhere, for events in the open.

    `free` are the dates of holidays, which have suggestions of their own.
    """
    dates = [date for date in question.dates if date not in free]
    dark = [found for calendar in question.calendars for found in _dark(question, calendar, dates)]
    if dark:
        about = _common(light for light, _ in dark)
        changes = tuple(change for _, change in dark)
        yield Suggestion(about, tuple(sorted({change.date for change in changes})), changes)


def _dark(
    question: Question, calendar: OpeningHours, dates: Collection[Date]
) -> Iterator[tuple[Daylight, NewHours]]:
    """The dates on which a calendar is open in the dark, with the hours in daylight."""
    points = _outermost({town.point for town in question.towns_of(calendar) if town.point})
    for date in dates if points else ():
        if open_as_usual(calendar, date):
            light = _common(_light(point, date, question.zone) for point in points)
            spans = calendar.on(date)
            bright = _within(spans, light)
            if bright != spans:
                yield light, NewHours(calendar.id, date, bright)


def _outermost(points: Collection[_Point]) -> list[_Point]:
    """The points farthest out to eight sides: nowhere else the sun comes latest or goes first."""
    sides = [(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1) if (a, b) != (0, 0)]
    outer = {
        max(points, key=lambda point: (side[0] * point[0] + side[1] * point[1], point))
        for side in sides
        if points
    }
    return sorted(outer)


@lru_cache(maxsize=4096)
def _light(point: _Point, date: Date, zone: str) -> Daylight:
    lit = sun(*point, date, zone).daylight
    return Daylight(*lit) if lit else Daylight(None, None)


def _common(lights: Iterable[Daylight]) -> Daylight:
    """The latest sunrise and the earliest sunset; none when there is a night without end."""
    lights = list(lights)
    rises = [light.sunrise for light in lights if light.sunrise is not None]
    falls = [light.sunset for light in lights if light.sunset is not None]
    if len(rises) < len(lights) or len(falls) < len(lights):
        return Daylight(None, None)
    return Daylight(max(rises), min(falls))


def _within(spans: tuple[Hours, ...], light: Daylight) -> tuple[Hours, ...]:
    """The parts of hours that are in daylight, cut to full five minutes where they are cut."""
    if light.sunrise is None or light.sunset is None:
        return ()
    bright = []
    for span in spans:
        begins, ends = span.begins, span.ends
        if begins < light.sunrise:
            begins = -(-light.sunrise // _STEP) * _STEP
        if ends > light.sunset and light.sunset < MINUTES_PER_DAY:
            ends = light.sunset // _STEP * _STEP
        if begins < ends:
            bright.append(Hours(begins, ends))
    return tuple(bright)
