"""The least cost of holding exactly certain events, where few choices of days do.

From the last evening back, through what the list of sets says can be held by each: when a tour is
nearly impossible, so little can that a few thousand partial choices are all there are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from caravan.planning.arrays import Ints, changes
from caravan.planning.choice import StoppedError
from caravan.planning.held_sets import HeldSets

_STATE_LIMIT = 100_000
_PAIRS_AT_ONCE = 1_000_000


@dataclass(frozen=True)
class _States:
    """Partial choices, from the evening of a day to the end, as arrays of equal length.

    Attributes:
        place: where the team is.
        open: events that the days before must hold, as a position in the lists.
        goal: number of the set that is held in the end.
        cost: of the days from here on.
    """

    place: Ints
    open: Ints
    goal: Ints
    cost: Ints

    def take(self, rows: Ints) -> _States:
        return _States(self.place[rows], self.open[rows], self.goal[rows], self.cost[rows])


def least_costs(
    sets: HeldSets, wanted: Sequence[int], should_stop: Callable[[], bool] = lambda: False
) -> list[int | None] | None:
    """For each set of events the least cost of days that hold just these of the lists' events.

    None for a set that no choice of days holds; None at all when too many choices do.

    Raises StoppedError when told to stop.
    """
    goals = np.array([n for n, mask in enumerate(wanted) if sets.can_hold(mask)], dtype=np.int64)
    states = _States(
        np.full(len(goals), sets.problem.end, dtype=np.int64),
        np.array([sets.layout.position(wanted[goal]) for goal in goals.tolist()], dtype=np.int64),
        goals,
        np.zeros(len(goals), dtype=np.int64),
    )
    for number in reversed(range(len(sets.problem.days))):
        states = _morning(sets, number, states, should_stop)
        if len(states.cost) > _STATE_LIMIT:
            return None
    least: list[int | None] = [None] * len(wanted)
    for goal, cost in zip(states.goal.tolist(), states.cost.tolist(), strict=True):
        least[goal] = cost
    return least


def _morning(
    sets: HeldSets, number: int, evening: _States, should_stop: Callable[[], bool]
) -> _States:
    """The states from which a day leads to those of its evening, the cheapest of each kind."""
    day = sets.problem.days[number]
    held, later = sets.layout.positions(day.mask), sets.layout.positions(day.later)
    found = [evening.take(np.zeros(0, dtype=np.int64))]
    for place in np.unique(evening.place).tolist():
        here = np.nonzero(evening.place == place)[0]
        columns = np.nonzero(day.overnight == place)[0]
        at_once = max(1, _PAIRS_AT_ONCE // max(1, len(columns)))
        for begin in range(0, len(here), at_once):
            if should_stop():
                raise StoppedError
            some = evening.take(here[begin : begin + at_once])
            open_ = some.open[:, None]
            before = open_ & ~held[columns]
            fits = ((held[columns] & ~open_) == 0) & ((later[columns] & before) == 0)
            rows, chosen = np.nonzero(fits)
            chosen = columns[chosen]
            cost = some.cost[rows] + day.cost[chosen]
            made = _States(day.first[chosen], before[fits], some.goal[rows], cost)
            found.append(_cheapest(made.take(_possible(sets, number, made))))
    return _cheapest(
        _States(
            np.concatenate([part.place for part in found]),
            np.concatenate([part.open for part in found]),
            np.concatenate([part.goal for part in found]),
            np.concatenate([part.cost for part in found]),
        )
    )


def _possible(sets: HeldSets, days: int, states: _States) -> Ints:
    """The rows of the states whose open events can be held by so many days."""
    possible = np.zeros(len(states.place), dtype=np.bool_)
    for place in np.unique(states.place).tolist():
        here = states.place == place
        possible[here] = sets.by_evening(days, place, states.open[here])
    return np.nonzero(possible)[0]


def _cheapest(states: _States) -> _States:
    keys = [states.goal, states.place, states.open]
    order = np.lexsort((states.cost, *keys))
    return states.take(order[changes([key[order] for key in keys])])
