"""What a plan says about itself: its totals."""

from __future__ import annotations

from collections.abc import Iterator

from caravan.errors import msg
from caravan.plan.check.bound import check_bound
from caravan.plan.check.broken_weight import broken_weight
from caravan.plan.check.reference import Reference
from caravan.plan.check.violation import Rule, Violation
from caravan.plan.day import Day, StopKind
from caravan.plan.plan import Plan
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
    broken = broken_weight(plan)
    if said.broken != broken:
        message = msg(
            "broken promises are said to weigh {said}, those of the plan weigh {own}",
            said=said.broken,
            own=broken,
        )
        yield Violation(Rule.OBJECTIVE, message)
    yield from check_bound(plan)


def _value(day: Day, reference: Reference) -> int:
    stops = [item for item in day.items if not isinstance(item, Leg)]
    held = [reference.events.get(s.event) for s in stops if s.kind is StopKind.EVENT]
    return sum(event.value for event in held if event is not None)


def _minutes(day: Day, kind: LegKind) -> int:
    legs = [item for item in day.items if isinstance(item, Leg)]
    return sum(leg.ends - leg.begins for leg in legs if leg.kind is kind)
