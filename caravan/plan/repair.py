"""The way out: one change that makes a plan possible, and the plan that it gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from caravan.plan.conflict import Conflict, Shortage
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan
from caravan.tour.adjustment import Adjustment


class RepairKind(StrEnum):
    """The kinds of single changes that are tried."""

    FREE_DATE = "free-date"
    FREE_HOUR = "free-hour"
    DROP_ORDER = "drop-order"
    DROP_FORBIDDEN_PAIR = "drop-forbidden-pair"
    WIDER_WINDOW = "wider-window"
    LATER_END = "later-end"
    EARLIER_START = "earlier-start"
    MORE_DRIVING = "more-driving"
    OTHER_SAILING = "other-sailing"
    ANOTHER_BED = "another-bed"
    ONE_MORE_DAY = "one-more-day"
    LEAVE_OUT = "leave-out"
    ONE_MORE_TEAM = "one-more-team"


@dataclass(frozen=True, slots=True)
class Repair:
    """One change with which all other wishes can be met, proved by a plan.

    Attributes:
        adjustments: the change; nearly always a single one.
        cost: what it asks of people, in minutes; see `caravan.planning.explaining.cost`.
        plan: a plan of the changed tour, best or not; its status says so.
    """

    kind: RepairKind
    adjustments: tuple[Adjustment, ...]
    cost: int
    plan: Plan


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why no plan keeps all required events, and what to do.

    Attributes:
        infeasible: the answer that is explained.
        conflict: the smallest one found; None when the smallest names too many events to be of
            use, when nothing was proved, or when time ran out.
        shortage: instead of a conflict.
        repairs: the cheapest of each kind, cheapest first.
        tried: the kinds of repairs that were decided, with or without one; others ran out of time.
    """

    infeasible: Infeasible
    conflict: Conflict | None = None
    shortage: Shortage | None = None
    repairs: tuple[Repair, ...] = ()
    tried: tuple[RepairKind, ...] = ()
