"""The exact choice of days: a dynamic programme over (day, place, events held).

A state is kept only while its cost so far plus a lower bound of its completion stays within a
threshold. States and columns add up to that estimate, so for each state only the leading columns
of a sorted list need to be looked at. If a plan is found within the threshold it is the best of
all; if none is, every plan costs more than the threshold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from caravan.planning.arrays import Ints
from caravan.planning.bounds import Bounds
from caravan.planning.fans import extended, fans_of, slack_within
from caravan.planning.problem import Problem
from caravan.planning.states import (
    States,
    charged,
    cheapest,
    estimated,
    joined_states,
    most_promising,
)

_PAIRS_A_STATE = 200


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
        fans = fans_of(problem, bounds, number, states)
        slack = slack_within(fans, states, threshold - base, _PAIRS_A_STATE * state_limit)
        exact = exact and slack == threshold - base
        for part in extended(problem, bounds, number, states, fans, slack):
            if should_stop():
                raise StoppedError
            parts.append(cheapest(part, problem))
            held += len(parts[-1])
            if held > 4 * state_limit:
                parts = [cheapest(joined_states(parts), problem)]
                held = len(parts[0])
                if held > 2 * state_limit:
                    exact = False
                    parts = [most_promising(parts[0], bounds, number, 2 * state_limit)]
                    held = len(parts[0])
        states = cheapest(joined_states(parts), problem)
        states = charged(states, problem, bounds, bounds.last_chances[number])
        states = states.take(estimated(states, bounds, number) <= threshold - base)
        if len(states) > state_limit:
            exact = False
            states = most_promising(states, bounds, number, state_limit)
        evenings.append(states)
    return Choice(tuple(evenings), states.reduced + base, exact)
