"""Can all required events be held at all? Decided exactly, whatever travel would cost.

Up to some twenty required events the sets that can be held are all listed (`held_sets`); of more,
lists for parts of the events prune a search for all of them (`part_search`).

Other events than those required don't count at first: days that differ in them only are one. That
proves impossibility. A choice of days that holds another event twice is no plan, though: then days
without other events are tried, then days with all events counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from caravan.planning.arrays import Ints
from caravan.planning.held_sets import held_sets
from caravan.planning.listing import USUAL, Effort
from caravan.planning.part_search import searched
from caravan.planning.problem import Problem


@dataclass(frozen=True)
class Coverage:
    """Whether some choice of days holds all events asked for, each once.

    Attributes:
        is_possible: False when it is proved that none does, None when neither is known.
        columns: when it is possible such a choice: by day the row of its column.
    """

    is_possible: bool | None
    columns: tuple[int, ...] | None = None


IMPOSSIBLE = Coverage(is_possible=False)
UNDECIDED = Coverage(is_possible=None)


def coverage(
    problem: Problem,
    required: int | None = None,
    *,
    effort: Effort = USUAL,
    should_stop: Callable[[], bool] = lambda: False,
) -> Coverage:
    """Whether all of these events can be held, and by which days.

    It speaks of the problem's columns: whether they are all feasible days, the caller knows.

    Args:
        required: bits of the events asked for, by default the problem's required ones; the others
            are optional.
        effort: how far the search may go.

    Raises StoppedError when told to stop.
    """
    wanted = problem.required if required is None else required

    def decided(part: Problem) -> Coverage:
        return _decided(part, wanted, effort, should_stop)

    found = decided(problem)
    if found.columns is None or is_choice(problem, found.columns, wanted):
        return found
    plain, rows = _without_others(problem, wanted)
    found = decided(plain)
    if found.columns is not None:
        columns = tuple(int(r[c]) for r, c in zip(rows, found.columns, strict=True))
        return Coverage(is_possible=True, columns=columns)
    return _all_counted(problem, wanted, effort, should_stop)


def is_choice(problem: Problem, columns: tuple[int, ...], required: int) -> bool:
    """Whether days follow each other, hold no event twice or too early, and all those required."""
    place, held = problem.start, 0
    for day, column in zip(problem.days, columns, strict=True):
        barred = int(day.mask[column] | day.later[column])
        if int(day.first[column]) != place or held & barred:
            return False
        place, held = int(day.overnight[column]), held | int(day.mask[column])
    return place == problem.end and held & required == required


def _decided(
    problem: Problem,
    required: int,
    effort: Effort,
    should_stop: Callable[[], bool],
) -> Coverage:
    """The answer when other events don't count: they may be held twice."""
    events = [event for event in range(problem.events) if required >> event & 1]
    found = searched(problem, events, effort, should_stop)
    if found.columns is not None:
        return Coverage(is_possible=True, columns=found.columns)
    return IMPOSSIBLE if found.is_complete else UNDECIDED


def _all_counted(
    problem: Problem, required: int, effort: Effort, should_stop: Callable[[], bool]
) -> Coverage:
    """The exact answer with the other events counted too, unless they are too many."""
    every = held_sets(
        problem, range(problem.events), work_limit=effort.work, should_stop=should_stop
    )
    if every is None:
        return UNDECIDED
    masks = every.all_held()
    masks = masks[(masks & required) == required]
    if len(masks) == 0:
        return IMPOSSIBLE
    fewest = int(masks[np.argmin(np.bitwise_count(masks))])
    return Coverage(is_possible=True, columns=every.columns(fewest))


def _without_others(problem: Problem, required: int) -> tuple[Problem, list[Ints]]:
    """The problem with those columns only that hold no other events, and their rows."""
    rows = [np.nonzero((day.mask & ~np.int64(required)) == 0)[0] for day in problem.days]
    days = tuple(day.take(row) for day, row in zip(problem.days, rows, strict=True))
    return replace(problem, days=days), rows
