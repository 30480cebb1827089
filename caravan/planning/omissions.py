"""Which single required event, left out, would make an impossible tour possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from caravan.plan.infeasible import Omission
from caravan.planning.bounds import bounds_of
from caravan.planning.choice import Choice, choose
from caravan.planning.columns import Columns
from caravan.planning.problem import Problem, problem_of
from caravan.planning.search import STATE_LIMIT, tracking
from caravan.tour.tour import Tour

_FAR_ABOVE = 16
_TRACKED = 9


def single_omissions(
    tour: Tour, columns: Columns, *, should_stop: Callable[[], bool] = lambda: False
) -> tuple[Omission, ...]:
    """For each required event, the least travel of a plan that keeps all the others.

    One run of the programme over the columns without optional events, in which leaving out one
    event is allowed at a price above all travel. Empty when the run grew too large to be exact.

    Raises StoppedError when told to stop.
    """
    problem = _required_only(problem_of(tour, columns))
    bounds = bounds_of(problem, should_stop)
    most = _price(problem) + (problem.most_travel + 1) * problem.minute - 1
    if bounds.least(problem) > most:
        return _table(tour, {})
    bounds = tracking(problem, bounds, _TRACKED, should_stop)
    choice = choose(problem, bounds, most, state_limit=STATE_LIMIT, should_stop=should_stop)
    return _table(tour, _least_travel(tour, problem, choice)) if choice.exact else ()


def _required_only(problem: Problem) -> Problem:
    """The same choice without the optional events."""
    days = []
    for day in problem.days:
        rows = (day.mask & ~np.int64(problem.required)) == 0
        days.append(day.take(rows))
    price = _price(problem)
    required = [problem.required >> n & 1 for n in range(problem.events)]
    penalties = np.array([price * bit for bit in required], dtype=np.int64)
    return replace(problem, days=tuple(days), penalties=penalties)


def _price(problem: Problem) -> int:
    """What leaving out an event costs.

    Far above all travel, so that the prices of the events tell first of all which choices can't
    keep enough of them. That prunes best.
    """
    return _FAR_ABOVE * (problem.most_travel + 1) * problem.minute


def _least_travel(tour: Tour, problem: Problem, choice: Choice) -> dict[str, int]:
    """The least travel minutes by the id of the one event left out."""
    evening = choice.evenings[-1]
    least: dict[str, int] = {}
    price = _price(problem)
    for mask, cost in zip(evening.mask.tolist(), choice.cost.tolist(), strict=True):
        missing = problem.required & ~mask
        if missing.bit_count() == 1:
            event = tour.events[missing.bit_length() - 1].id
            minutes = (cost - price) // problem.minute
            least[event] = min(minutes, least.get(event, minutes))
    return least


def _table(tour: Tour, least: dict[str, int]) -> tuple[Omission, ...]:
    return tuple(Omission(event.id, least.get(event.id)) for event in tour.events if event.required)
