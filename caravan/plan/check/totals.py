"""What a plan says about itself: totals, bound and status."""

from __future__ import annotations

from collections.abc import Iterator

from caravan.errors import msg
from caravan.plan.check.reference import Reference
from caravan.plan.check.violation import Rule, Violation
from caravan.plan.day import Day, StopKind
from caravan.plan.plan import Plan, Status
from caravan.travel.leg import Leg, LegKind


def check_totals(plan: Plan, reference: Reference) -> Iterator[Violation]:
    """The objective is that of the items, the bound allows it, the status says so."""
    days = [day for team in plan.teams for day in team.days]
    value = sum(_value(day, reference) for day in days)
    driving = [_minutes(day, LegKind.DRIVE) for day in days]
    sailing = [_minutes(day, LegKind.FERRY) for day in days]
    balance = sum((road + sea) ** 2 for road, sea in zip(driving, sailing, strict=True))
    said = plan.objective
    if said.value != value:
        message = msg(
            "the value is said to be {said}, its events are worth {own}",
            said=said.value,
            own=value,
        )
        yield Violation(Rule.OBJECTIVE, message)
    if said.driving_minutes != sum(driving):
        message = msg(
            "{said} driving minutes are said, the legs have {own}",
            said=said.driving_minutes,
            own=sum(driving),
        )
        yield Violation(Rule.OBJECTIVE, message)
    if said.sailing_minutes != sum(sailing):
        message = msg(
            "{said} sailing minutes are said, the legs have {own}",
            said=said.sailing_minutes,
            own=sum(sailing),
        )
        yield Violation(Rule.OBJECTIVE, message)
    if said.balance != balance:
        message = msg(
            "the balance is said to be {said}, the days have {own}", said=said.balance, own=balance
        )
        yield Violation(Rule.OBJECTIVE, message)
    yield from _check_bound(plan)


def _check_bound(plan: Plan) -> Iterator[Violation]:
    value, minutes = plan.objective.value, plan.objective.travel_minutes
    bound = plan.bound
    if bound.value < value:
        message = msg(
            "the plan has value {value}, the bound allows at most {bound}",
            value=value,
            bound=bound.value,
        )
        yield Violation(Rule.BOUND, message)
    if bound.value == value and bound.travel_minutes > minutes:
        message = msg(
            "the plan travels {minutes} minutes, the bound says at least {bound}",
            minutes=minutes,
            bound=bound.travel_minutes,
        )
        yield Violation(Rule.BOUND, message)
        return  # A wrong bound says nothing about the status.
    reached = (bound.value, bound.travel_minutes) == (value, minutes)
    if plan.status is Status.OPTIMAL and bound.value >= value and not reached:
        message = msg(
            "the plan is called optimal with value {value} and {minutes} travel minutes, the bound "
            "is {bound_value} and {bound_minutes}",
            value=value,
            minutes=minutes,
            bound_value=bound.value,
            bound_minutes=bound.travel_minutes,
        )
        yield Violation(Rule.STATUS, message)
    if plan.status is not Status.OPTIMAL and reached:
        message = msg("the plan reaches its bound, but is not called optimal")
        yield Violation(Rule.STATUS, message)


def _value(day: Day, reference: Reference) -> int:
    stops = [item for item in day.items if not isinstance(item, Leg)]
    held = [reference.events.get(s.event) for s in stops if s.kind is StopKind.EVENT]
    return sum(event.value for event in held if event is not None)


def _minutes(day: Day, kind: LegKind) -> int:
    legs = [item for item in day.items if isinstance(item, Leg)]
    return sum(leg.ends - leg.begins for leg in legs if leg.kind is kind)
