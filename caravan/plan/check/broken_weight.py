"""What the promises weigh that a plan breaks, re-stated."""

from __future__ import annotations

from caravan.plan.day import Stop, StopKind
from caravan.plan.plan import Plan
from caravan.plan.promise import CONFIRMED_FACTOR, TOLERANCE_MINUTES, WEIGHTS, Breach


def broken_weight(plan: Plan) -> int:
    """The weight of the broken promises of a plan; 0 when it has no precedent."""
    if plan.precedent is None:
        return 0
    held = {
        item.event: (day.date, item.begins)
        for day in plan.days
        for item in day.items
        if isinstance(item, Stop) and item.kind is StopKind.EVENT
    }
    total = 0
    for promise in plan.precedent.promises:
        date, begins = held.get(promise.event, (None, 0))
        if date is None:
            weight = WEIGHTS[Breach.LEFT_OUT]
        elif date != promise.date:
            weight = WEIGHTS[Breach.OTHER_DAY]
        elif abs(begins - promise.begins) >= TOLERANCE_MINUTES:
            weight = WEIGHTS[Breach.OTHER_HOUR]
        else:
            continue
        total += weight * (CONFIRMED_FACTOR if promise.is_confirmed else 1)
    return total
