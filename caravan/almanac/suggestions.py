"""Suggestions for a tour: what its dates and towns touch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date as Date

from caravan.almanac.clocks import clock_changes
from caravan.almanac.daylight import daylight
from caravan.almanac.fasting import fasting
from caravan.almanac.public_holidays import Holiday, public_holidays
from caravan.almanac.question import Question, open_as_usual
from caravan.almanac.suggestion import RAMADAN_HOURS, NewHours, Suggestion
from caravan.almanac.weekends import weekends
from caravan.tour.opening import Hours


def suggestions(
    question: Question, language: str, ramadan_hours: Hours = RAMADAN_HOURS
) -> tuple[Suggestion, ...]:
    """What an organizer may want to know or change, the most urgent kind first.

    Holidays, week-ends, Ramadan, daylight, changes of the clocks. What the calendars say already
    isn't suggested: hours of a single date were decided by somebody.

    Args:
        question: where and when the tour is.
        language: ISO 639 code in which names of holidays are wanted.
        ramadan_hours: what to propose for offices in Ramadan.

    Raises ZoneInfoNotFoundError for an unknown time zone.
    """
    if not question.dates:
        return ()
    question = replace(question, last=question.dates[-1])  # A mistyped year is 8000 too long.
    free: dict[Date, dict[str, Holiday]] = {}
    for country in question.countries:
        for holiday in public_holidays(country, question.first, question.last, language):
            free.setdefault(holiday.date, {})[country] = holiday
    return (
        *_holidays(question, free),
        *weekends(question, frozenset(free)),
        *fasting(question, ramadan_hours, frozenset(free)),
        *daylight(question, frozenset(free)),
        *(
            Suggestion(change, (change.date,))
            for change in clock_changes(question.zone, question.first, question.last)
        ),
    )


def _holidays(question: Question, free: dict[Date, dict[str, Holiday]]) -> Iterator[Suggestion]:
    for date in sorted(free):
        closed = tuple(
            NewHours(calendar.id, date, ())
            for calendar in question.calendars_of(free[date])
            if open_as_usual(calendar, date)
        )
        for country, holiday in free[date].items():
            if question.touches(country, date):
                own = question.used_in(country)
                changes = tuple(change for change in closed if change.calendar in own)
                yield Suggestion(holiday, (date,), changes)
