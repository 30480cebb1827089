"""Suggestions for week-ends on which calendars are open."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date as Date

from caravan.almanac.question import Question, open_as_usual
from caravan.almanac.suggestion import NewHours, Suggestion, Weekend
from caravan.almanac.weekend import weekend
from caravan.tour.opening import OpeningHours

_USUAL = {5, 6}
"""Saturday and Sunday: the hours of a tour may have been copied from a country where it is so."""


def weekends(question: Question, free: Collection[Date]) -> Iterator[Suggestion]:
    """One suggestion for each country in which a calendar is open on a week-end.

    Only of calendars that follow the week of offices: closed on a part of the week-end, or on that
    of most countries. A square that is always open and a museum that is closed on Mondays aren't
    meant. `free` are the dates of holidays, which have suggestions of their own.
    """
    dates = [date for date in question.dates if date not in free]
    for country in question.countries:
        days = weekend(country, question.first)
        changes = [
            change
            for calendar in question.calendars_of({country})
            for change in _changes(calendar, days, dates)
        ]
        touched = sorted({new.date for new in changes if new.date.weekday() in days})
        if touched:
            about = Weekend(country, tuple(sorted(days)))
            yield Suggestion(about, tuple(touched), tuple(changes))


def _changes(calendar: OpeningHours, days: frozenset[int], dates: list[Date]) -> Iterator[NewHours]:
    """Close it on the week-end; a week that lies otherwise moves to the country's working days."""
    shut = [weekday for weekday in range(7) if not calendar.weekly[weekday]]
    if not shut or not (set(shut) <= days or set(shut) == _USUAL):
        return
    open_then = [weekday for weekday in sorted(days) if calendar.weekly[weekday]]
    moved = dict(zip((weekday for weekday in shut if weekday not in days), open_then, strict=False))
    decided = dict(calendar.dates)
    for date in dates:
        weekday = date.weekday()
        if weekday in days and open_as_usual(calendar, date):
            yield NewHours(calendar.id, date, ())
        elif weekday in moved and date not in decided:
            yield NewHours(calendar.id, date, calendar.weekly[moved[weekday]])
