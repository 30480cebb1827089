"""Partial plans, many at once: the states of the dynamic programme over days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from caravan.planning.arrays import Bools, Ints, changes
from caravan.planning.bounds import Bounds
from caravan.planning.problem import Problem


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


def joined_states(parts: list[States]) -> States:
    """All of these states, in order."""
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


def cheapest(states: States, problem: Problem) -> States:
    """Of the states with one place and one set of events the cheapest, the first among equals."""
    if len(states) == 0:
        return states
    if problem.places << problem.events < 2**62:
        keys = [states.mask * problem.places + states.place]
    else:
        keys = [states.place, states.mask]
    order = np.lexsort((states.reduced, *keys))
    return states.take(order[changes([key[order] for key in keys])])


def most_promising(states: States, bounds: Bounds, number: int, limit: int) -> States:
    """The states with the lowest estimates, in their order."""
    estimate = estimated(states, bounds, number)
    return states.take(np.sort(np.argsort(estimate, kind="stable")[:limit]))


def estimated(states: States, bounds: Bounds, number: int) -> Ints:
    """Reduced cost so far and at least to come, in the evening of a day."""
    onward: Ints = bounds.completion[number + 1, states.place, bounds.held(states.mask)]
    return states.reduced + onward


def charged(states: States, problem: Problem, bounds: Bounds, events: tuple[int, ...]) -> States:
    """The states, charged for those of these events that they have missed for good."""
    reduced = states.reduced.copy()
    for event in events:
        loss = int(problem.penalties[event] - bounds.prices[event])
        reduced += (1 - ((states.mask >> event) & 1)) * loss
    return States(states.place, states.mask, reduced, states.parent, states.column)
