"""The menu of repairs: one function a kind, and the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from caravan.plan.repair import Repair, RepairKind
from caravan.planning.choice import StoppedError
from caravan.planning.explaining.bed_repairs import another_bed
from caravan.planning.explaining.day_repairs import (
    earlier_start,
    later_end,
    more_driving,
    one_more_day,
    one_more_team,
)
from caravan.planning.explaining.event_repairs import (
    drop_forbidden_pair,
    drop_order,
    free_date,
    free_hour,
    leave_out,
)
from caravan.planning.explaining.sailing_repairs import other_sailing
from caravan.planning.explaining.window_repairs import wider_window
from caravan.planning.explaining.workshop import UndecidedError, Workshop

KINDS = (
    RepairKind.LEAVE_OUT,
    RepairKind.FREE_DATE,
    RepairKind.FREE_HOUR,
    RepairKind.DROP_ORDER,
    RepairKind.DROP_FORBIDDEN_PAIR,
    RepairKind.ONE_MORE_DAY,
    RepairKind.WIDER_WINDOW,
    RepairKind.LATER_END,
    RepairKind.EARLIER_START,
    RepairKind.MORE_DRIVING,
    RepairKind.ANOTHER_BED,
    RepairKind.ONE_MORE_TEAM,
    RepairKind.OTHER_SAILING,
)
"""The kinds in the order in which they are tried: first those that are decided at once."""


@dataclass(frozen=True)
class Decided:
    """What became of a kind.

    Attributes:
        is_decided: False when time ran out or it was too much to decide.
        repair: the cheapest one, None when it is proved that none helps.
    """

    kind: RepairKind
    is_decided: bool
    repair: Repair | None = None


def decided(shop: Workshop, kind: RepairKind, helping: tuple[str, ...]) -> Decided:
    """The cheapest repair of a kind.

    Args:
        helping: ids of the events whose leaving out may help. Where that doesn't help, nothing does
            that frees the event or its host.
    """
    try:
        return Decided(kind, is_decided=True, repair=_repair(shop, kind, helping))
    except (UndecidedError, StoppedError):
        return Decided(kind, is_decided=False)


def _repair(shop: Workshop, kind: RepairKind, helping: tuple[str, ...]) -> Repair | None:
    match kind:
        case RepairKind.LEAVE_OUT:
            return leave_out(shop, helping)
        case RepairKind.FREE_DATE:
            return free_date(shop, helping)
        case RepairKind.FREE_HOUR:
            return free_hour(shop, helping)
        case RepairKind.WIDER_WINDOW:
            return wider_window(shop, helping)
        case _:
            return _OTHERS[kind](shop)


_OTHERS: dict[RepairKind, Callable[[Workshop], Repair | None]] = {
    RepairKind.DROP_ORDER: drop_order,
    RepairKind.DROP_FORBIDDEN_PAIR: drop_forbidden_pair,
    RepairKind.ONE_MORE_DAY: one_more_day,
    RepairKind.LATER_END: later_end,
    RepairKind.EARLIER_START: earlier_start,
    RepairKind.MORE_DRIVING: more_driving,
    RepairKind.ANOTHER_BED: another_bed,
    RepairKind.ONE_MORE_TEAM: one_more_team,
    RepairKind.OTHER_SAILING: other_sailing,
}


def menu(shop: Workshop, helping: tuple[str, ...]) -> Iterator[Decided]:
    """Each kind as it is decided, in their order."""
    for kind in KINDS:
        yield decided(shop, kind, helping)
