"""What is said to be proved of a plan, and its status."""

from __future__ import annotations

from collections.abc import Iterator

from caravan.errors import msg
from caravan.plan.check.violation import Rule, Violation
from caravan.plan.plan import Plan, Status


def check_bound(plan: Plan) -> Iterator[Violation]:
    """The bound allows the plan, and the plan is called optimal when it reaches it, and only then.

    Promises come first, then value, then minutes: a later one is compared when those before it
    are equal.
    """
    said, bound = plan.objective, plan.bound
    value, minutes = said.value, said.travel_minutes
    if bound.broken > said.broken:
        message = msg(
            "the plan breaks promises of weight {broken}, the bound says at least {bound}",
            broken=said.broken,
            bound=bound.broken,
        )
        yield Violation(Rule.BOUND, message)
        return  # A wrong bound says nothing about the status.
    same = bound.broken == said.broken
    if same and bound.value < value:
        message = msg(
            "the plan has value {value}, the bound allows at most {bound}",
            value=value,
            bound=bound.value,
        )
        yield Violation(Rule.BOUND, message)
        return
    if same and bound.value == value and bound.travel_minutes > minutes:
        message = msg(
            "the plan travels {minutes} minutes, the bound says at least {bound}",
            minutes=minutes,
            bound=bound.travel_minutes,
        )
        yield Violation(Rule.BOUND, message)
        return
    reached = same and (bound.value, bound.travel_minutes) == (value, minutes)
    if plan.status is Status.OPTIMAL and not reached:
        if same:
            message = msg(
                "the plan is called optimal with value {value} and {minutes} travel minutes, the "
                "bound is {bound_value} and {bound_minutes}",
                value=value,
                minutes=minutes,
                bound_value=bound.value,
                bound_minutes=bound.travel_minutes,
            )
        else:
            message = msg(
                "the plan is called optimal with broken promises of weight {broken}, the bound is "
                "{bound}",
                broken=said.broken,
                bound=bound.broken,
            )
        yield Violation(Rule.STATUS, message)
    if plan.status is not Status.OPTIMAL and reached:
        message = msg("the plan reaches its bound, but is not called optimal")
        yield Violation(Rule.STATUS, message)
