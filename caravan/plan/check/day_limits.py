"""The limits of a day: its working hours, and how long it drives."""

from __future__ import annotations

from collections.abc import Iterator

from caravan.errors import msg
from caravan.plan.check.overtime import is_overtime
from caravan.plan.check.reference import Reference
from caravan.plan.check.timeline import begin_place, is_work
from caravan.plan.check.violation import Rule, Violation
from caravan.plan.day import Day
from caravan.tour.clock import format_clock
from caravan.travel.leg import Leg, LegKind


def check_day_limits(day: Day, team: str, reference: Reference) -> Iterator[Violation]:
    """Work before and after the working hours, once each, and driving beyond the limit."""
    if is_overtime(day, team, reference):
        return
    hours = reference.tour.rules.hours
    work = [i for i in day.items if is_work(i) and not reference.happened.is_fact(day, i)]
    early = [item for item in work if item.begins < hours.begins]
    late = [item for item in work if item.ends > hours.ends]
    if early:
        message = msg(
            "work begins at {begins}, the working hours at {limit}",
            begins=format_clock(min(item.begins for item in early)),
            limit=format_clock(hours.begins),
        )
        yield Violation(Rule.WORKING_HOURS, message, team, day.date, begin_place(early[0]))
    if late:
        message = msg(
            "work ends at {ends}, the working hours at {limit}",
            ends=format_clock(max(item.ends for item in late)),
            limit=format_clock(hours.ends),
        )
        yield Violation(Rule.WORKING_HOURS, message, team, day.date, begin_place(late[0]))
    yield from _check_driving_limit(day, team, reference)


def _check_driving_limit(day: Day, team: str, reference: Reference) -> Iterator[Violation]:
    """What had been driven can't be undone: beyond the limit already, the day breaks it no more."""
    limit = reference.tour.rules.max_driving_minutes
    drives = [item for item in day.items if isinstance(item, Leg) and item.kind is LegKind.DRIVE]
    driven = sum(leg.ends - leg.begins for leg in drives)
    before = sum(leg.ends - leg.begins for leg in drives if reference.happened.is_fact(day, leg))
    if driven > limit >= before:
        message = msg(
            "{minutes} minutes of driving, at most {limit} are allowed in a day",
            minutes=driven,
            limit=limit,
        )
        yield Violation(Rule.DRIVING_LIMIT, message, team, day.date)
