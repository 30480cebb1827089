"""Improving a plan piece by piece, for tours too large to be chosen exactly as a whole.

A few days in a row are freed, everything around them stays; the freed days are chosen anew,
exactly, for the events that they held and those that no day holds. That is repeated until no
stretch of days can be improved (a large neighbourhood search whose repair step is exact).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from caravan.planning.bounds import bounds_of
from caravan.planning.choice import StoppedError, choose
from caravan.planning.problem import DayChoices, Problem
from caravan.planning.search import STATE_LIMIT, Found

_FEWEST_DAYS, _MOST_DAYS = 2, 5


def improved(
    problem: Problem,
    best: Found,
    *,
    on_news: Callable[[Found], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Found:
    """A choice of days that no stretch of up to five days can improve, or the best in time."""
    try:
        length = min(_FEWEST_DAYS, len(problem.days))
        while length <= min(_MOST_DAYS, len(problem.days)):
            better = None
            for begin in range(len(problem.days) - length + 1):
                better = _stretch_improved(problem, best, begin, length, should_stop)
                if better is not None:
                    break
            if better is None:
                length += 1
            else:
                best = better
                on_news(best)
                length = min(_FEWEST_DAYS, len(problem.days))
    except StoppedError:
        pass
    return best


def _stretch_improved(
    problem: Problem, best: Found, begin: int, length: int, should_stop: Callable[[], bool]
) -> Found | None:
    """A cheaper choice that differs in these days only, None when there is none."""
    chosen = list(zip(problem.days, best.columns, strict=True))
    stretch = chosen[begin : begin + length]
    before, behind = _held(chosen[:begin]), _held(chosen[begin + length :])
    kept = before | behind
    # What the days after the stretch hold may have to come after what the stretch holds.
    early = 0
    for day, column in chosen[begin + length :]:
        early |= int(day.later[column])
    rows = [
        np.nonzero(
            ((day.mask & np.int64(kept | early)) == 0) & ((day.later & np.int64(before)) == 0)
        )[0]
        for day, _ in stretch
    ]
    penalties = problem.penalties.copy()
    penalties[[number for number in range(problem.events) if kept >> number & 1]] = 0
    part = Problem(
        days=tuple(day.take(row) for (day, _), row in zip(stretch, rows, strict=True)),
        places=problem.places,
        start=int(stretch[0][0].first[stretch[0][1]]),
        end=int(stretch[-1][0].overnight[stretch[-1][1]]),
        penalties=penalties,
        scales=problem.scales,
        most_travel=problem.most_travel,
        most_broken=problem.most_broken,
        required=problem.required & ~kept,
    )
    now = _cost(part, [int(day.mask[column]) for day, column in stretch]) + sum(
        int(day.cost[column]) for day, column in stretch
    )
    bounds = bounds_of(part, should_stop)
    choice = choose(part, bounds, now - 1, state_limit=STATE_LIMIT // 4, should_stop=should_stop)
    row = choice.best()
    if row is None:
        return None
    columns = [int(r[column]) for r, column in zip(rows, choice.columns(row), strict=True)]
    cost = best.cost - now + int(choice.cost[row])
    return Found(cost, (*best.columns[:begin], *columns, *best.columns[begin + length :]))


def _held(chosen: list[tuple[DayChoices, int]]) -> int:
    """Bits of the events that these days hold."""
    held = 0
    for day, column in chosen:
        held |= int(day.mask[column])
    return held


def _cost(problem: Problem, masks: list[int]) -> int:
    """The penalties of the events that none of these sets holds."""
    held = 0
    for mask in masks:
        held |= mask
    penalties: list[int] = problem.penalties.tolist()
    return sum(p for number, p in enumerate(penalties) if not held >> number & 1)
