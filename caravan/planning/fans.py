"""From the states of one evening to those of the next, cheapest estimates first.

A state and a column add up to an estimate of what a plan with both costs at least; with the columns
of a place in order, each state needs only the leading ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from caravan.planning.arrays import Ints
from caravan.planning.bounds import Bounds
from caravan.planning.problem import UNREACHABLE, DayChoices, Problem
from caravan.planning.states import States

_PAIRS_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class Fan:
    """The states of one place, and the columns that leave it, cheapest estimate first."""

    rows: Ints
    columns: Ints
    estimate: Ints

    def counts(self, reduced: Ints, slack: int) -> Ints:
        """For each state how many of the leading columns stay within the slack."""
        return np.searchsorted(self.estimate, slack - reduced[self.rows], side="right")


def fans_of(problem: Problem, bounds: Bounds, number: int, states: States) -> list[Fan]:
    """A fan for each place where a state sleeps, in the order of the places."""
    day = problem.days[number]
    # Whatever was held before, the completion begins with the column's own tracked events held.
    onward = _least_completion(bounds.completion[number + 1])[day.overnight, bounds.held(day.mask)]
    fans = []
    for place in np.unique(states.place).tolist():
        columns = np.nonzero((day.first == place) & (onward < UNREACHABLE))[0]
        estimate = bounds.reduced[number][columns] + onward[columns]
        order = np.argsort(estimate, kind="stable")
        rows = np.nonzero(states.place == place)[0]
        fans.append(Fan(rows, columns[order], estimate[order]))
    return fans


def slack_within(fans: list[Fan], states: States, slack: int, pairs: int) -> int:
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


def extended(
    problem: Problem,
    bounds: Bounds,
    number: int,
    states: States,
    fans: list[Fan],
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
    fits = (states.mask[row] & day.barred[column]) == 0
    row, column = row[fits], column[fits]
    return States(
        place=day.overnight[column],
        mask=states.mask[row] | day.mask[column],
        reduced=states.reduced[row] + reduced[column],
        parent=row,
        column=column,
    )


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
