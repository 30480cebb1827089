"""The exact choice of days: a dynamic programme over (day, place, events held).

A state is kept only while its cost so far plus a lower bound of its completion stays within a
threshold. States and columns add up to that estimate, so for each state only the leading columns
of a sorted list need to be looked at. If a plan is found within the threshold it is the best of
all; if none is, every plan costs more than the threshold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from caravan.planning.bounds import Bounds
from caravan.planning.day_routes import Bools, Ints, changes
from caravan.planning.problem import UNREACHABLE, DayChoices, Problem

_PAIRS_AT_ONCE = 2_000_000
_PAIRS_A_STATE = 200


@dataclass(frozen=True)
class States:
    """Partial plans in the evening of a day, as arrays of equal length.

    Attributes:
        place: where the team sleeps.
        mask: events held so far, as bits.
        reduced: cost so far less the prices of the events held; events missed for good are
            charged their penalty less their price.
        parent: row of the state of the evening before.
        column: row of the column of this day.
    """

    place: Ints
    mask: Ints
    reduced: Ints
    parent: Ints
    column: Ints

    def __len__(self) -> int:
        return len(self.mask)

    def take(self, rows: Ints | Bools) -> States:
        """The states of these rows, in this order."""
        return States(
            self.place[rows],
            self.mask[rows],
            self.reduced[rows],
            self.parent[rows],
            self.column[rows],
        )


@dataclass(frozen=True)
class Choice:
    """Complete plans within a threshold.

    Attributes:
        evenings: the states of each day; the last are complete plans.
        cost: of each complete plan, by row.
        exact: whether all plans within the threshold were looked at.
    """

    evenings: tuple[States, ...]
    cost: Ints
    exact: bool

    def columns(self, row: int) -> tuple[int, ...]:
        """The rows of the columns, day by day, of one complete plan."""
        chosen = []
        for states in reversed(self.evenings):
            chosen.append(int(states.column[row]))
            row = int(states.parent[row])
        return tuple(reversed(chosen))

    def best(self) -> int | None:
        """Row of the cheapest complete plan, None when there is none."""
        return int(np.argmin(self.cost)) if len(self.cost) else None


class StoppedError(Exception):
    """The choice was told to stop before it knew."""


def choose(
    problem: Problem,
    bounds: Bounds,
    threshold: int,
    *,
    state_limit: int,
    should_stop: Callable[[], bool] = lambda: False,
) -> Choice:
    """All ways of choosing days whose cost may stay within the threshold, without doubles.

    Of choices that lead to one place with the same events held, the cheapest survives; ties go to
    the one that comes first in the order of the columns. Beyond `state_limit` states an evening
    those with the lowest estimates are kept (a beam), and the choice isn't `exact`.

    Raises StoppedError when told to stop.
    """
    base = int(bounds.prices.sum())
    states = States(
        place=np.array([problem.start], dtype=np.int64),
        mask=np.zeros(1, dtype=np.int64),
        reduced=np.zeros(1, dtype=np.int64),
        parent=np.full(1, -1, dtype=np.int64),
        column=np.full(1, -1, dtype=np.int64),
    )
    evenings: list[States] = []
    exact = True
    for number in range(len(problem.days)):
        parts = []
        held = 0
        fans = _fans(problem, bounds, number, states)
        slack = _slack_within(fans, states, threshold - base, _PAIRS_A_STATE * state_limit)
        exact = exact and slack == threshold - base
        for part in _extended(problem, bounds, number, states, fans, slack):
            if should_stop():
                raise StoppedError
            parts.append(_cheapest(part, problem))
            held += len(parts[-1])
            if held > 4 * state_limit:
                parts = [_cheapest(_joined(parts), problem)]
                held = len(parts[0])
                if held > 2 * state_limit:
                    exact = False
                    parts = [_best(parts[0], bounds, number, 2 * state_limit)]
                    held = len(parts[0])
        states = _cheapest(_joined(parts), problem)
        states = _charged(states, problem, bounds, bounds.last_chances[number])
        states = states.take(_estimate(states, bounds, number) <= threshold - base)
        if len(states) > state_limit:
            exact = False
            states = _best(states, bounds, number, state_limit)
        evenings.append(states)
    return Choice(tuple(evenings), states.reduced + base, exact)


@dataclass(frozen=True)
class _Fan:
    """The states of one place, and the columns that leave it, cheapest estimate first."""

    rows: Ints
    columns: Ints
    estimate: Ints

    def counts(self, reduced: Ints, slack: int) -> Ints:
        """For each state how many of the leading columns stay within the slack."""
        return np.searchsorted(self.estimate, slack - reduced[self.rows], side="right")


def _fans(problem: Problem, bounds: Bounds, number: int, states: States) -> list[_Fan]:
    day = problem.days[number]
    # Whatever was held before, the completion begins with the column's own tracked events held.
    onward = _least_completion(bounds.completion[number + 1])[day.overnight, bounds.held(day.mask)]
    fans = []
    for place in np.unique(states.place).tolist():
        columns = np.nonzero((day.first == place) & (onward < UNREACHABLE))[0]
        estimate = bounds.reduced[number][columns] + onward[columns]
        order = np.argsort(estimate, kind="stable")
        rows = np.nonzero(states.place == place)[0]
        fans.append(_Fan(rows, columns[order], estimate[order]))
    return fans


def _slack_within(fans: list[_Fan], states: States, slack: int, pairs: int) -> int:
    """The slack, lowered as far as it takes to look at no more than so many pairs."""

    def total(some: int) -> int:
        return sum(int(fan.counts(states.reduced, some).sum()) for fan in fans)

    if total(slack) <= pairs:
        return slack
    low = min(
        int(fan.estimate[0] + states.reduced[fan.rows].min()) for fan in fans if len(fan.estimate)
    )
    high = slack
    while low < high - 1:
        middle = (low + high) // 2
        if total(middle) <= pairs:
            low = middle
        else:
            high = middle
    return low


def _extended(
    problem: Problem,
    bounds: Bounds,
    number: int,
    states: States,
    fans: list[_Fan],
    slack: int,
) -> Iterator[States]:
    """All states of the next evening within the slack, in handy portions, with doubles."""
    day = problem.days[number]
    for fan in fans:
        counts = fan.counts(states.reduced, slack)
        for begin, end in _portions(counts):
            yield _paired(
                day,
                bounds.reduced[number],
                states,
                fan.rows[begin:end],
                fan.columns,
                counts[begin:end],
            )


def _portions(counts: Ints) -> Iterator[tuple[int, int]]:
    """Spans of rows whose counts add up to a handy number."""
    total = np.cumsum(counts)
    begin = 0
    while begin < len(counts):
        before = total[begin - 1] if begin else 0
        end = int(np.searchsorted(total, before + _PAIRS_AT_ONCE, side="right"))
        yield begin, max(end, begin + 1)
        begin = max(end, begin + 1)


def _paired(
    day: DayChoices, reduced: Ints, states: States, rows: Ints, columns: Ints, counts: Ints
) -> States:
    """Each row's state with as many of the leading columns as it counts, where events differ."""
    row = np.repeat(rows, counts)
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    column = columns[np.arange(len(row)) - starts]
    fits = (states.mask[row] & day.mask[column]) == 0
    row, column = row[fits], column[fits]
    return States(
        place=day.overnight[column],
        mask=states.mask[row] | day.mask[column],
        reduced=states.reduced[row] + reduced[column],
        parent=row,
        column=column,
    )


def _joined(parts: list[States]) -> States:
    if not parts:
        empty = np.zeros(0, dtype=np.int64)
        return States(empty, empty, empty, empty, empty)
    return States(
        np.concatenate([part.place for part in parts]),
        np.concatenate([part.mask for part in parts]),
        np.concatenate([part.reduced for part in parts]),
        np.concatenate([part.parent for part in parts]),
        np.concatenate([part.column for part in parts]),
    )


def _cheapest(states: States, problem: Problem) -> States:
    """Of the states with one place and one set of events the cheapest, the first among equals."""
    if len(states) == 0:
        return states
    if problem.places << problem.events < 2**62:
        keys = [states.mask * problem.places + states.place]
    else:
        keys = [states.place, states.mask]
    order = np.lexsort((states.reduced, *keys))
    return states.take(order[changes([key[order] for key in keys])])


def _best(states: States, bounds: Bounds, number: int, limit: int) -> States:
    """The states with the lowest estimates, in their order."""
    estimate = _estimate(states, bounds, number)
    return states.take(np.sort(np.argsort(estimate, kind="stable")[:limit]))


def _least_completion(completion: Ints) -> Ints:
    """For each place and set of tracked events the least completion over all larger sets."""
    least = completion.copy()
    subsets = np.arange(least.shape[1])
    bit = 1
    while bit < least.shape[1]:
        without = subsets[(subsets & bit) == 0]
        least[:, without] = np.minimum(least[:, without], least[:, without | bit])
        bit <<= 1
    return least


def _estimate(states: States, bounds: Bounds, number: int) -> Ints:
    """Reduced cost so far and at least to come, in the evening of a day."""
    onward: Ints = bounds.completion[number + 1, states.place, bounds.held(states.mask)]
    return states.reduced + onward


def _charged(states: States, problem: Problem, bounds: Bounds, events: tuple[int, ...]) -> States:
    """The states, charged for those of these events that they have missed for good."""
    reduced = states.reduced.copy()
    for event in events:
        loss = int(problem.penalties[event] - bounds.prices[event])
        reduced += (1 - ((states.mask >> event) & 1)) * loss
    return States(states.place, states.mask, reduced, states.parent, states.column)
