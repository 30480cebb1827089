"""Repairs that free single events, and one that leaves an event out."""

from __future__ import annotations

from collections.abc import Iterable

from caravan.plan.repair import Repair, RepairKind
from caravan.planning.explaining.cost import cost_of
from caravan.planning.explaining.workshop import Workshop
from caravan.tour.adjustment import (
    Adjustment,
    DropForbiddenPair,
    DropOrder,
    FreeDate,
    FreeHour,
    LeaveOut,
)


def leave_out(shop: Workshop, helping: Iterable[str]) -> Repair | None:
    """One event is left out."""
    return _cheapest(shop, RepairKind.LEAVE_OUT, [LeaveOut(event) for event in helping])


def free_date(shop: Workshop, helping: Iterable[str]) -> Repair | None:
    """An event may be on another date than the one at which it is pinned or fixed."""
    fixed = [
        FreeDate(event)
        for event in helping
        if shop.tour.event(event).date is not None or shop.tour.event(event).pin is not None
    ]
    return _cheapest(shop, RepairKind.FREE_DATE, fixed)


def free_hour(shop: Workshop, helping: Iterable[str]) -> Repair | None:
    """An event may begin at another hour than the one at which it is pinned or fixed."""
    fixed = []
    for id_ in helping:
        event = shop.tour.event(id_)
        if event.begins is not None or (event.pin is not None and event.pin.begins is not None):
            fixed.append(FreeHour(id_))
    return _cheapest(shop, RepairKind.FREE_HOUR, fixed)


def drop_order(shop: Workshop) -> Repair | None:
    """An order that was set by hand is forgotten."""
    return _cheapest(shop, RepairKind.DROP_ORDER, [DropOrder(order) for order in shop.tour.orders])


def drop_forbidden_pair(shop: Workshop) -> Repair | None:
    """Two events may be on one day again."""
    pairs = [DropForbiddenPair(pair) for pair in shop.tour.forbidden_pairs]
    return _cheapest(shop, RepairKind.DROP_FORBIDDEN_PAIR, pairs)


def _cheapest(shop: Workshop, kind: RepairKind, candidates: Iterable[Adjustment]) -> Repair | None:
    """The repair by the cheapest of these changes that does, the first among equals."""
    for adjustment in sorted(candidates, key=lambda change: cost_of([change], shop.tour)):
        repair = shop.repair(kind, adjustment)
        if repair is not None:
            return repair
    return None
