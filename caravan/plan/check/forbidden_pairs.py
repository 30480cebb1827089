"""Events that nobody holds on one day."""

from __future__ import annotations

from collections.abc import Iterator

from caravan.errors import msg
from caravan.plan.check.reference import Reference
from caravan.plan.check.violation import Rule, Violation
from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.plan import Plan


def check_forbidden_pairs(plan: Plan, reference: Reference) -> Iterator[Violation]:
    """Every forbidden pair that a team holds on one day, unless both had begun already."""
    for pair in reference.tour.forbidden_pairs:
        for team in plan.teams:
            for day in team.days:
                both = [stop for event in pair if (stop := _held(day, event)) is not None]
                if len(both) < 2 or all(reference.happened.is_fact(day, s) for s in both):
                    continue
                later = max(both, key=lambda stop: stop.begins)
                other = next(event for event in pair if event != later.event)
                message = msg(
                    "“{event}” is on one day with “{other}”, that pair is forbidden",
                    event=later.event,
                    other=other,
                )
                yield Violation(
                    Rule.FORBIDDEN_PAIR, message, team.id, day.date, later.place, later.event
                )


def _held(day: Day, event: str) -> Stop | None:
    for item in day.items:
        if isinstance(item, Stop) and item.kind is StopKind.EVENT and item.event == event:
            return item
    return None
