"""A choice of days that holds certain events: from the last evening back, with lists to prune it.

A state is a place and the events that the days up to then must hold. The first days back are few
enough to be tried all; then the sets that the days before can hold are listed (`held_sets`). Of
more events than sets can be listed of, a state is dropped as soon as those of one part of them
can't be held by that evening.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from caravan.planning.arrays import Ints, changes
from caravan.planning.choice import StoppedError
from caravan.planning.held_sets import HeldSets
from caravan.planning.listing import Effort, lists_of
from caravan.planning.problem import DayChoices, Problem

_PAIRS_AT_ONCE = 1_000_000
# Days are gone back without lists while that takes less than to advance the lists by a day.
_FEW_PAIRS, _PAIRS_A_COLUMN = 500_000, 150
_MOST_PAIRS = 10_000_000  # A day of them takes half a second.


@dataclass(frozen=True)
class Searched:
    """What a search found.

    Attributes:
        columns: by day the row of a column; None when nothing was found.
        is_complete: whether everything was looked at: then nothing found means that nothing is.
    """

    columns: tuple[int, ...] | None
    is_complete: bool


@dataclass(frozen=True)
class _States:
    """Partial choices, from the evening of a day to the end, as arrays of equal length.

    Attributes:
        place: where the team is.
        open: bits of the events that the days before must hold.
        column: row of the column of the day after.
        parent: row of the state of the evening after.
    """

    place: Ints
    open: Ints
    column: Ints
    parent: Ints

    def __len__(self) -> int:
        return len(self.open)

    def take(self, rows: Ints) -> _States:
        return _States(self.place[rows], self.open[rows], self.column[rows], self.parent[rows])


def searched(
    problem: Problem,
    events: Sequence[int],
    effort: Effort,
    should_stop: Callable[[], bool],
) -> Searched:
    """A choice of days that holds each of these events once; whether others are is ignored.

    Raises StoppedError when told to stop.
    """
    wanted = sum(1 << event for event in events)
    one = np.ones(1, dtype=np.int64)
    states = _States(one * problem.end, one * wanted, one * -1, one * -1)
    evenings = [states]
    lists: list[HeldSets] | None = None
    kept, is_complete = effort.states, True
    for number in reversed(range(len(problem.days))):
        day = problem.days[number]
        if lists is None and _pairs(day, states) > min(_FEW_PAIRS, _PAIRS_A_COLUMN * len(day.mask)):
            lists = lists_of(problem, events, number + 1, effort, should_stop)
            if not lists and not effort.by_parts:
                return Searched(None, is_complete=False)
            states = evenings[-1] = _possible(states, number + 1, lists)
            if any(sets.is_exact and len(sets.layout.events) == len(events) for sets in lists):
                kept = 1  # Whatever passes the list of all events leads on to the start.
        affordable = min(kept, max(1, _MOST_PAIRS * len(states) // max(1, _pairs(day, states))))
        if len(states) > affordable:
            is_complete = False
            fewest = np.argsort(np.bitwise_count(states.open), kind="stable")
            states = evenings[-1] = states.take(np.sort(fewest[:affordable]))
        states = _possible(_mornings(day, states, wanted, should_stop), number, lists or [])
        evenings.append(states)
    done = np.nonzero((states.open == 0) & (states.place == problem.start))[0]
    if len(done) == 0:
        return Searched(None, is_complete)
    row = int(done[0])
    columns = []
    for states in reversed(evenings[1:]):
        columns.append(int(states.column[row]))
        row = int(states.parent[row])
    return Searched(tuple(columns), is_complete)


def _pairs(day: DayChoices, states: _States) -> int:
    """Pairs of a state and a column that leads to its place."""
    size = 1 + max(int(day.overnight.max(initial=0)), int(states.place.max(initial=0)))
    columns = np.bincount(day.overnight, minlength=size)
    return int(columns @ np.bincount(states.place, minlength=size))


def _mornings(
    day: DayChoices, evening: _States, wanted: int, should_stop: Callable[[], bool]
) -> _States:
    """The states from which a day leads to those of its evening."""
    mask, later = day.mask & wanted, day.later & wanted
    others = np.bitwise_count(day.mask & ~np.int64(wanted))
    order = np.lexsort((others, later, mask, day.first, day.overnight))
    keys = (day.overnight[order], day.first[order], mask[order], later[order])
    rows = order[changes(list(keys))]
    found = [evening.take(np.zeros(0, dtype=np.int64))]
    for place in np.unique(evening.place).tolist():
        here = np.nonzero(evening.place == place)[0]
        columns = rows[day.overnight[rows] == place]
        at_once = max(1, _PAIRS_AT_ONCE // max(1, len(columns)))
        for begin in range(0, len(here), at_once):
            if should_stop():
                raise StoppedError
            some = here[begin : begin + at_once]
            open_ = evening.open[some][:, None]
            before = open_ & ~mask[columns]
            fits = ((mask[columns] & ~open_) == 0) & ((later[columns] & before) == 0)
            states, chosen = np.nonzero(fits)
            made = (day.first[columns[chosen]], before[fits], columns[chosen], some[states])
            found.append(_distinct(_States(*made)))
    return _distinct(_joined(found))


def _possible(states: _States, days: int, lists: list[HeldSets]) -> _States:
    """The states whose open events can be held by so many days, as far as the lists tell."""
    for sets in lists:
        positions = sets.layout.positions(states.open)
        possible = np.zeros(len(positions), dtype=np.bool_)
        for place in np.unique(states.place).tolist():
            here = states.place == place
            possible[here] = sets.by_evening(days, place, positions[here])
        states = states.take(np.nonzero(possible)[0])
    return states


def _distinct(states: _States) -> _States:
    """The first of the states with one place and the same open events."""
    order = np.lexsort((states.open, states.place))
    return states.take(order[changes([states.place[order], states.open[order]])])


def _joined(parts: list[_States]) -> _States:
    return _States(
        np.concatenate([part.place for part in parts]),
        np.concatenate([part.open for part in parts]),
        np.concatenate([part.column for part in parts]),
        np.concatenate([part.parent for part in parts]),
    )
