"""Repairs of every day: longer ones, more driving, one more of them, one more team."""

from __future__ import annotations

from collections.abc import Callable

from caravan.plan.repair import Repair, RepairKind
from caravan.planning.explaining.workshop import Tried, Workshop
from caravan.tour.adjustment import AddDays, AddTeam, Adjustment, DriveMore, WidenDay
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.tour import MAX_TEAMS

STEP_MINUTES = 15
MOST_MINUTES = 120
"""Nobody is asked for more than two hours a day."""

_FIRST_MINUTES = 60


def later_end(shop: Workshop) -> Repair | None:
    """Every day ends later, by as little as will do."""
    room = MINUTES_PER_DAY - shop.tour.rules.hours.ends
    return _least(shop, RepairKind.LATER_END, room, lambda n: WidenDay(later=n))


def earlier_start(shop: Workshop) -> Repair | None:
    """Every day begins earlier, by as little as will do."""
    room = shop.tour.rules.hours.begins
    return _least(shop, RepairKind.EARLIER_START, room, lambda n: WidenDay(earlier=n))


def more_driving(shop: Workshop) -> Repair | None:
    """The driving limit of a day is raised by as little as will do."""
    room = MINUTES_PER_DAY - shop.tour.rules.max_driving_minutes
    return _least(shop, RepairKind.MORE_DRIVING, room, DriveMore)


def one_more_day(shop: Workshop) -> Repair | None:
    """The tour ends a day later, or else begins a day earlier."""
    return shop.repair(RepairKind.ONE_MORE_DAY, AddDays(after=1)) or shop.repair(
        RepairKind.ONE_MORE_DAY, AddDays(before=1)
    )


def one_more_team(shop: Workshop) -> Repair | None:
    """The events are shared by one more team."""
    if shop.tour.teams == MAX_TEAMS:
        return None
    return shop.repair(RepairKind.ONE_MORE_TEAM, AddTeam())


def _least(
    shop: Workshop, kind: RepairKind, room: int, change: Callable[[int], Adjustment]
) -> Repair | None:
    """The change by the least number of steps that does.

    What a few minutes more allow, more minutes allow too: so it is found by halving. An hour is tried
    first, because longer days are many more.
    """
    most = min(room, MOST_MINUTES) // STEP_MINUTES
    best: Tried | None = None
    least, enough = 0, most + 1  # so few don't do; so many do, or are more than is asked
    steps = min(most, _FIRST_MINUTES // STEP_MINUTES)
    while enough - least > 1:
        tried = shop.tried(change(steps * STEP_MINUTES))
        if tried is None:
            least = steps
        else:
            best, enough = tried, steps
        steps = most if best is None else (least + enough) // 2
    return None if best is None else shop.repair_of(kind, best, change(enough * STEP_MINUTES))
