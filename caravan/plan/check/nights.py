"""A team's days as a row: the right dates, and where it sleeps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from caravan.errors import msg
from caravan.plan.check.reference import Reference
from caravan.plan.check.violation import Rule, Violation
from caravan.plan.day import Day
from caravan.plan.plan import Team
from caravan.tour.clock import MINUTES_PER_DAY, format_clock


def check_nights(team: Team, reference: Reference) -> Iterator[Violation]:
    """Dates, start, end, and every night between."""
    tour = reference.tour
    dates = tuple(day.date for day in team.days)
    if dates != tour.dates:
        message = msg(
            "the days are {days}, the tour's dates are {dates}",
            days=", ".join(str(date) for date in dates) or "-",
            dates=", ".join(str(date) for date in tour.dates),
        )
        yield Violation(Rule.DATES, message, team.id)
    if not team.days:
        return
    first, last = team.days[0], team.days[-1]
    happened = reference.happened
    if first.start != tour.start and not happened.is_start_fact(first):
        message = msg(
            "the first day starts in “{place}”, the tour in “{start}”",
            place=first.start,
            start=tour.start,
        )
        yield Violation(Rule.START, message, team.id, first.date, first.start)
    if last.overnight != tour.end and not happened.is_behind(last.date):
        message = msg(
            "the last day ends in “{place}”, the tour in “{end}”",
            place=last.overnight,
            end=tour.end,
        )
        yield Violation(Rule.END, message, team.id, last.date, last.overnight)
    for day in team.days[:-1]:
        place = reference.places.get(day.overnight)
        if happened.is_behind(day.date):
            continue
        if place is not None and not place.can_sleep:
            message = msg("nobody can sleep in “{place}”", place=place.id)
            yield Violation(Rule.BED, message, team.id, day.date, place.id)
    for evening, morning in pairwise(team.days):
        if happened.is_start_fact(morning):
            continue
        if evening.overnight != morning.start:
            message = msg(
                "the day starts in “{start}”, the night was in “{overnight}”",
                start=morning.start,
                overnight=evening.overnight,
            )
            yield Violation(Rule.MORNING, message, team.id, morning.date, morning.start)
        yield from _check_short_night(evening, morning, team.id)


def _check_short_night(evening: Day, morning: Day, team: str) -> Iterator[Violation]:
    """A day that ends after midnight ends before the next begins."""
    if not evening.items or not morning.items:
        return
    days = (morning.date - evening.date).days
    ends = evening.items[-1].ends - days * MINUTES_PER_DAY
    if days > 0 and ends > morning.items[0].begins:
        message = msg(
            "the day before lasts until {ends}, this one begins at {begins}",
            ends=format_clock(ends),
            begins=format_clock(morning.items[0].begins),
        )
        yield Violation(Rule.MORNING, message, team, morning.date, morning.start)
