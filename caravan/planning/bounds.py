"""Lower bounds: prices of the events, a few events tracked exactly, and what both prove.

With any price π for each event, at most its penalty, every way of completing a partial plan costs
at least the price of the events still missing plus the shortest path over days in which each
column is paid less the prices of its events (Lagrangian relaxation of "each event at most once").
The prices come from a linear programme (`prices`) and are rounded to integers before use; any
prices give a true bound, so no proof rests on floating point.

That path may hold an event twice and another never. The bound rises when the events it abuses are
tracked: the path then remembers which of them are held (state-space relaxation, made finer where
it lies; Christofides, Mingozzi, Toth 1981; Righini, Salani 2008).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from caravan.planning.arrays import Ints, changes, priced
from caravan.planning.prices import best_prices
from caravan.planning.problem import UNREACHABLE, Problem


@dataclass(frozen=True)
class Bounds:
    """What is known of every completion of a partial plan.

    Attributes:
        prices: by event, integer costs.
        reduced: by day, the columns' costs less the prices of their events.
        tracked: the events that the bound remembers.
        completion: [day, place, tracked events held] → least reduced cost from the morning of
            that day to the end; row ``len(days)`` is the end itself. Tracked events that no later
            day can hold are charged their penalty less their price.
        last_chances: by day, the events that no later day can hold.
    """

    prices: Ints
    reduced: tuple[Ints, ...]
    tracked: tuple[int, ...]
    completion: Ints
    last_chances: tuple[tuple[int, ...], ...]

    def least(self, problem: Problem) -> int:
        """A cost that no plan undercuts; UNREACHABLE or more when there is none at all."""
        path = int(self.completion[0, problem.start, 0])
        return path if path >= UNREACHABLE else path + int(self.prices.sum())

    def held(self, mask: Ints) -> Ints:
        """The index into `completion` of sets of events."""
        index = np.zeros(len(mask), dtype=np.int64)
        for bit, event in enumerate(self.tracked):
            index |= ((mask >> event) & 1) << bit
        return index


def bounds_of(problem: Problem, should_stop: Callable[[], bool] = lambda: False) -> Bounds:
    """The bounds of a problem, with prices from the linear programme and no event tracked."""
    return bounds_with(problem, best_prices(problem, should_stop), ())


def bounds_with(problem: Problem, prices: Ints, tracked: tuple[int, ...]) -> Bounds:
    """The bounds that given prices prove; prices above an event's penalty are cut to it."""
    prices = np.minimum(prices, problem.penalties)
    reduced = [day.cost - priced(day.mask, prices) for day in problem.days]
    subsets = 1 << len(tracked)
    completion = np.full((len(problem.days) + 1, problem.places, subsets), UNREACHABLE)
    completion[-1, problem.end] = 0
    bounds = Bounds(prices, tuple(reduced), tracked, completion, _last_chances(problem))
    for number in reversed(range(len(problem.days))):
        _complete(problem, bounds, number)
    return bounds


def tightened(problem: Problem, bounds: Bounds, more: int) -> Bounds:
    """The bounds with up to `more` further events tracked: those that the cheapest path abuses."""
    uses = _uses(problem, bounds)
    abused = [
        event
        for event in sorted(range(problem.events), key=lambda event: (-abs(uses[event] - 1), event))
        if event not in bounds.tracked and uses[event] != 1
    ]
    return bounds_with(problem, bounds.prices, (*bounds.tracked, *abused[:more]))


def _complete(problem: Problem, bounds: Bounds, number: int) -> None:
    """Fill in the completions from the morning of a day, those of the next being there."""
    day = problem.days[number]
    evening = bounds.completion[number + 1].copy()
    subsets = np.arange(evening.shape[1])
    for bit, event in enumerate(bounds.tracked):
        if event in bounds.last_chances[number]:
            loss = problem.penalties[event] - bounds.prices[event]
            evening += np.where((subsets >> bit) & 1, 0, loss)
    held = bounds.held(day.mask)
    order = np.lexsort((bounds.reduced[number], day.overnight, day.first, held))
    order = order[changes([held[order], day.first[order], day.overnight[order]])]
    held, first, overnight = held[order], day.first[order], day.overnight[order]
    reduced = bounds.reduced[number][order]
    begins = np.append(np.nonzero(changes([held]))[0], len(held))
    morning = bounds.completion[number]
    for begin, end in zip(begins[:-1].tolist(), begins[1:].tolist(), strict=True):
        before = subsets[(subsets & held[begin]) == 0]
        onward = evening[overnight[begin:end, None], before | held[begin]]
        total = onward + reduced[begin:end, None]
        rows = np.nonzero(changes([first[begin:end]]))[0]
        places = first[begin:end][rows]
        cell = np.ix_(places, before)
        morning[cell] = np.minimum(morning[cell], np.minimum.reduceat(total, rows, axis=0))
    # A path that can't reach the end stays unreachable, whatever its columns are paid.
    morning[morning > UNREACHABLE // 2] = UNREACHABLE


def _uses(problem: Problem, bounds: Bounds) -> list[int]:
    """How often the cheapest path of the relaxation holds each event."""
    uses = [0] * problem.events
    place, held = problem.start, 0
    for number, day in enumerate(problem.days):
        index = bounds.held(day.mask)
        rows = np.nonzero((day.first == place) & ((index & held) == 0))[0]
        after = index[rows] | held
        total = (
            bounds.reduced[number][rows] + bounds.completion[number + 1, day.overnight[rows], after]
        )
        for bit, event in enumerate(bounds.tracked):
            if event in bounds.last_chances[number]:
                loss = problem.penalties[event] - bounds.prices[event]
                total = total + np.where((after >> bit) & 1, 0, loss)
        if len(rows) == 0:
            break
        best = int(rows[np.argmin(total)])
        place, held = int(day.overnight[best]), held | int(index[best])
        for event in range(problem.events):
            uses[event] += int(day.mask[best]) >> event & 1
    return uses


def _last_chances(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """For each day the events that no later day can hold; the last day has those never held."""
    later = 0
    chances = []
    for number, day in reversed(list(enumerate(problem.days))):
        today = int(np.bitwise_or.reduce(day.mask, initial=0))
        if number == len(problem.days) - 1:
            today = (1 << problem.events) - 1
        new = today & ~later
        chances.append(tuple(event for event in range(problem.events) if new >> event & 1))
        later |= today
    return tuple(chances[::-1])
