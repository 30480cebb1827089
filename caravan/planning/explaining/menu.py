"""The menu of repairs: one function a kind, and who does the work."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from typing import TypeVar

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
from caravan.planning.progress import Watch
from caravan.tour.tour import Tour

_LOOK_SECONDS = 0.1

_T = TypeVar("_T")

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


def menu(
    shop: Workshop, helping: tuple[str, ...], watch: Watch, executor: Executor | None
) -> Iterator[Decided]:
    """Each kind as it is decided. With an executor as they come, else in their order."""
    if executor is None:
        for kind in KINDS:
            yield decided(shop, kind, helping)
        return
    tasks = {
        executor.submit(_decided_there, shop.tour, kind, helping, watch.left) for kind in KINDS
    }
    yield from _results(tasks, watch)


def improvements(
    shop: Workshop, repairs: tuple[Repair, ...], watch: Watch, executor: Executor | None
) -> Iterator[Repair]:
    """The same repairs with better plans, as far as time goes."""
    if executor is None:
        for repair in repairs:
            try:
                yield shop.improved(repair)
            except StoppedError:
                return
        return
    tasks = {executor.submit(_improved_there, shop.tour, r, watch.left) for r in repairs}
    for improved in _results(tasks, watch):
        if improved is not None:
            yield improved


def _results(tasks: set[Future[_T]], watch: Watch) -> Iterator[_T]:
    """What the tasks give, as it comes, until told to stop."""
    try:
        while tasks:
            done, tasks = wait(tasks, timeout=_LOOK_SECONDS, return_when=FIRST_COMPLETED)
            for task in done:
                yield task.result()
            if watch.should_stop():
                return
    finally:
        for task in tasks:
            task.cancel()


def _decided_there(
    tour: Tour, kind: RepairKind, helping: tuple[str, ...], seconds: float | None
) -> Decided:
    return decided(_shop_there(tour, seconds), kind, helping)


def _improved_there(tour: Tour, repair: Repair, seconds: float | None) -> Repair | None:
    try:
        return _shop_there(tour, seconds).improved(repair)
    except StoppedError:
        return None


def _shop_there(tour: Tour, seconds: float | None) -> Workshop:
    """A workshop in another process, which nobody can tell to stop but the clock."""
    end = None if seconds is None else time.monotonic() + seconds
    return Workshop(tour, should_stop=lambda: end is not None and time.monotonic() >= end)
