"""A team's days as a row: the right dates, and where it sleeps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from caravan.errors import msg
from caravan.plan.check.reference import Reference
from caravan.plan.check.violation import Rule, Violation
from caravan.plan.plan import Team


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
    if first.start != tour.start:
        message = msg(
            "the first day starts in “{place}”, the tour in “{start}”",
            place=first.start,
            start=tour.start,
        )
        yield Violation(Rule.START, message, team.id, first.date, first.start)
    if last.overnight != tour.end:
        message = msg(
            "the last day ends in “{place}”, the tour in “{end}”",
            place=last.overnight,
            end=tour.end,
        )
        yield Violation(Rule.END, message, team.id, last.date, last.overnight)
    for day in team.days[:-1]:
        place = reference.places.get(day.overnight)
        if place is not None and not place.can_sleep:
            message = msg("nobody can sleep in “{place}”", place=place.id)
            yield Violation(Rule.BED, message, team.id, day.date, place.id)
    for evening, morning in pairwise(team.days):
        if evening.overnight != morning.start:
            message = msg(
                "the day starts in “{start}”, the night was in “{overnight}”",
                start=morning.start,
                overnight=evening.overnight,
            )
            yield Violation(Rule.MORNING, message, team.id, morning.date, morning.start)
