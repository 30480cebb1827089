"""A choice of days for more events than sets can be listed of: lists for parts of them prune it.

From the last evening back: a state is a place and the events that the days up to then must hold.
It can be dropped as soon as those of one part of the events can't be held by that evening.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from caravan.planning.arrays import Ints, changes
from caravan.planning.choice import StoppedError
from caravan.planning.held_sets import HeldSets, held_sets
from caravan.planning.problem import DayChoices, Problem

STATE_LIMIT = 50_000
"""Partial choices kept per evening."""

_LARGEST_PART = 18
_PAIRS_AT_ONCE = 2_000_000


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

    def take(self, rows: Ints) -> _States:
        return _States(self.place[rows], self.open[rows], self.column[rows], self.parent[rows])


def searched(
    problem: Problem,
    events: Sequence[int],
    work_limit: int,
    state_limit: int,
    should_stop: Callable[[], bool],
) -> Searched:
    """A choice of days that holds each of these events once; whether others are is ignored.

    Raises StoppedError when told to stop.
    """
    wanted = sum(1 << event for event in events)
    parts = _parts(problem, events, work_limit, should_stop)
    zero = np.zeros(1, dtype=np.int64)
    states = _States(zero + problem.end, zero + wanted, zero, zero)
    is_complete = True
    mornings: list[_States] = []
    for number in reversed(range(len(problem.days))):
        states = _mornings(problem.days[number], number, states, wanted, parts, should_stop)
        if len(states.place) > state_limit:
            is_complete = False
            fewest = np.argsort(np.bitwise_count(states.open), kind="stable")
            states = states.take(np.sort(fewest[:state_limit]))
        mornings.append(states)
    done = np.nonzero((states.open == 0) & (states.place == problem.start))[0]
    if len(done) == 0:
        return Searched(None, is_complete)
    row = int(done[0])
    columns = []
    for states in reversed(mornings):
        columns.append(int(states.column[row]))
        row = int(states.parent[row])
    return Searched(tuple(columns), is_complete)


def _parts(
    problem: Problem, events: Sequence[int], work_limit: int, should_stop: Callable[[], bool]
) -> list[HeldSets]:
    """The lists for parts of the events as large as can be, the rarest and the most common first.

    Events that few days hold are hard to place, those that many hold crowd each other out.
    """
    uses = {
        event: sum(int(((day.mask >> event) & 1).sum()) for day in problem.days) for event in events
    }
    ranked = sorted(events, key=lambda event: (uses[event], event))
    for size in range(min(_LARGEST_PART, len(ranked)), 0, -1):
        chosen = [ranked[:size], ranked[-size:]]
        chosen += [ranked[begin : begin + size] for begin in range(size, len(ranked) - size, size)]
        parts: list[HeldSets] = []
        for part in chosen:
            sets = held_sets(
                problem, part, work_limit=work_limit // len(chosen), should_stop=should_stop
            )
            if sets is None:
                break
            parts.append(sets)
        else:
            return parts
    return []


def _mornings(
    day: DayChoices,
    number: int,
    evening: _States,
    wanted: int,
    parts: list[HeldSets],
    should_stop: Callable[[], bool],
) -> _States:
    """The states of the evening before a day, without those that no days before can lead to."""
    mask, later = day.mask & wanted, day.later & wanted
    others = np.bitwise_count(day.mask & ~np.int64(wanted))
    order = np.lexsort((others, later, mask, day.first, day.overnight))
    keys = (day.overnight[order], day.first[order], mask[order], later[order])
    rows = order[changes(list(keys))]
    found: list[_States] = []
    for place in np.unique(evening.place).tolist():
        here = np.nonzero(evening.place == place)[0]
        columns = rows[day.overnight[rows] == place]
        at_once = max(1, _PAIRS_AT_ONCE // max(1, len(columns)))
        for begin in range(0, len(here), at_once):
            if should_stop():
                raise StoppedError
            some = here[begin : begin + at_once]
            opened = evening.open[some][:, None]
            before = opened & ~mask[columns]
            fits = ((mask[columns] & ~opened) == 0) & ((later[columns] & before) == 0)
            states, chosen = np.nonzero(fits)
            made = _States(
                day.first[columns[chosen]], before[states, chosen], columns[chosen], some[states]
            )
            found.append(_possible(_distinct(made), number, parts))
    empty = np.zeros(0, dtype=np.int64)
    return _distinct(_joined(found)) if found else _States(empty, empty, empty, empty)


def _possible(states: _States, days: int, parts: list[HeldSets]) -> _States:
    """The states whose open events can be held by so many days, as far as the parts tell."""
    for part in parts:
        positions = part.layout.positions(states.open)
        possible = np.zeros(len(positions), dtype=np.bool_)
        for place in np.unique(states.place).tolist():
            here = states.place == place
            possible[here] = part.by_evening(days, place, positions[here])
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
