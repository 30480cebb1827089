"""Orders that were set by hand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from caravan.errors import msg
from caravan.plan.check.reference import Reference
from caravan.plan.check.violation import Rule, Violation
from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.plan import Plan

_Held = tuple[str, Day, Stop]


def check_orders(plan: Plan, reference: Reference) -> Iterator[Violation]:
    """Of each order every two events that are held the other way round.

    One team keeps an order over the whole tour, several keep it within each day of each of them.
    An event that was early is a fact; holding the other one later is no fault.
    """
    held = _held(plan)
    for order in reference.tour.orders:
        for first, later in combinations(order, 2):
            if first not in held or later not in held:
                continue
            _, first_day, first_stop = held[first]
            team, day, stop = held[later]
            if reference.tour.teams > 1 and (held[first][0], first_day.date) != (team, day.date):
                continue
            if reference.happened.is_fact(day, stop):
                continue
            if (day.date, stop.begins) < (first_day.date, first_stop.begins):
                message = msg(
                    "“{later}” is held before “{first}”, the order is the other way round",
                    later=later,
                    first=first,
                )
                yield Violation(Rule.ORDER, message, team, day.date, stop.place, later)


def _held(plan: Plan) -> dict[str, _Held]:
    """Where each event is held first."""
    held: dict[str, _Held] = {}
    for team in plan.teams:
        for day in team.days:
            for item in day.items:
                if isinstance(item, Stop) and item.kind is StopKind.EVENT:
                    held.setdefault(item.event, (team.id, day, item))
    return held
