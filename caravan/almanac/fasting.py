"""Suggestions for Ramadan."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date as Date

from caravan.almanac.question import Question, open_as_usual
from caravan.almanac.ramadan import keeps_ramadan, ramadans
from caravan.almanac.suggestion import Fasting, NewHours, Suggestion
from caravan.tour.opening import Hours, OpeningHours, joined


def fasting(question: Question, hours: Hours, free: Collection[Date]) -> Iterator[Suggestion]:
    """One suggestion for each Ramadan that the dates touch, for the countries that keep it.

    `hours` are proposed for offices; `free` are the dates of holidays, which have suggestions of
    their own.
    """
    for month in ramadans(question.first, question.last):
        countries = tuple(
            country for country in question.countries if keeps_ramadan(country, month.first.year)
        )
        if not countries:
            continue
        dates = tuple(date for date in question.dates if month.includes(date))
        changes = tuple(
            NewHours(calendar.id, date, shorter)
            for calendar in question.calendars_of(countries)
            for date in dates
            if date not in free and open_as_usual(calendar, date)
            if (shorter := shortened(calendar, date, hours)) != calendar.on(date)
        )
        if changes or any(
            question.touches(country, date) and not _done(question, country, date, hours)
            for country in countries
            for date in dates
        ):
            yield Suggestion(Fasting(month, countries, hours), dates, changes)


def shortened(calendar: OpeningHours, date: Date, hours: Hours) -> tuple[Hours, ...]:
    """The spans of a date within Ramadan's hours, the lunch break worked through.

    What is blocked on that weekday (a prayer, a market) stays so.
    """
    spans = joined(calendar.weekly[date.weekday()])
    within = [
        Hours(max(span.begins, hours.begins), min(span.ends, hours.ends))
        for span in spans
        if span.begins < hours.ends and span.ends > hours.begins
    ]
    if not within:
        return ()
    left: tuple[Hours, ...] = (Hours(within[0].begins, within[-1].ends),)
    for block in calendar.blocked[date.weekday()]:
        left = tuple(part for span in left for part in span.without(block))
    return left


def _done(question: Question, country: str, date: Date, hours: Hours) -> bool:
    """Whether all usual hours of a country's calendars on a date are short already."""
    ids = question.used_in(country)
    calendars = [calendar for calendar in question.calendars if calendar.id in ids]
    usual = [calendar for calendar in calendars if open_as_usual(calendar, date)]
    return bool(calendars) and all(
        shortened(calendar, date, hours) == calendar.on(date) for calendar in usual
    )
