"""The best choice of days when not all required events can be kept: leave out as few as can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from caravan.planning.arrays import Ints
from caravan.planning.bounds import bounds_of
from caravan.planning.choice import StoppedError
from caravan.planning.held_sets import held_sets
from caravan.planning.problem import Problem
from caravan.planning.progress import Phase
from caravan.planning.search import Found, Verdict
from caravan.planning.settle import News, settle

MANY_WAYS_OUT = 60
"""Sets of events to leave out that are tried one by one; more are left to one search for all."""


def best_effort(
    problem: Problem,
    required: int,
    *,
    on_news: News = lambda _best, _bound, _phase: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Verdict:
    """The cheapest choice of days, in which required events may be left out at their penalty.

    Which sets of required events can be held at all is listed first. With all of them held, or with
    each of the few sets that leave out the fewest, the search has no choice between required events
    left: it is far quicker than one that weighs their penalties against everything else.

    Args:
        problem: with `required` of none: every choice is a plan.
        required: bits of the events that are to be kept as far as can be.
    """
    ways_out = _ways_out(problem, required, should_stop)
    if ways_out is None:
        bounds = bounds_of(problem, should_stop)
        return settle(problem, bounds, on_news=on_news, should_stop=should_stop)
    best: Found | None = None
    is_settled = True
    for left_out in ways_out:
        base = _penalty(problem, left_out)
        if best is not None and base >= best.cost:
            continue
        part = _Part.of(problem, required, left_out, None if best is None else best.cost - base - 1)

        def news(found: Found | None, _bound: int, phase: Phase, part: _Part = part) -> None:
            on_news(part.whole(found), part.base, phase)

        verdict = settle(
            part.problem,
            bounds_of(part.problem, should_stop),
            on_news=news,
            should_stop=should_stop,
        )
        is_settled = is_settled and verdict.is_settled
        best = part.whole(verdict.best) or best
    bounds = bounds_of(problem, lambda: True)
    bound = best.cost if best is not None and is_settled else max(0, bounds.least(problem))
    return Verdict(best, bound, bounds, is_settled and best is not None)


def _ways_out(problem: Problem, required: int, should_stop: Callable[[], bool]) -> list[int] | None:
    """The sets of required events that a choice must leave out, cheapest first.

    None when they are too many, or can't be listed.
    """
    events = [event for event in range(problem.events) if required >> event & 1]
    try:
        sets = held_sets(problem, events, should_stop=should_stop)
    except StoppedError:
        return None
    held = None if sets is None else sets.all_held()
    if held is None or len(held) == 0:
        return None
    count = np.bitwise_count(held)
    missing = (np.int64(required) & ~held[count == count.max()]).tolist()
    if len(missing) > MANY_WAYS_OUT:
        return None
    return sorted(missing, key=lambda left_out: (_penalty(problem, left_out), left_out))


@dataclass(frozen=True)
class _Part:
    """The problem of keeping all required events but some.

    Attributes:
        base: what leaving those out costs.
        rows: by day, the rows of the whole problem that its columns are.
    """

    problem: Problem
    base: int
    rows: tuple[Ints, ...]

    @classmethod
    def of(cls, problem: Problem, required: int, left_out: int, ceiling: int | None) -> _Part:
        penalties = problem.penalties.copy()
        penalties[[event for event in range(problem.events) if left_out >> event & 1]] = 0
        rows = tuple(
            np.nonzero((day.mask & np.int64(left_out)) == 0)[0].astype(np.int64)
            for day in problem.days
        )
        days = tuple(day.take(row) for day, row in zip(problem.days, rows, strict=True))
        part = replace(
            problem,
            days=days,
            penalties=penalties,
            required=required & ~left_out,
            ceiling=ceiling,
        )
        return cls(part, _penalty(problem, left_out), rows)

    def whole(self, found: Found | None) -> Found | None:
        """A choice of the part as one of the whole problem."""
        if found is None:
            return None
        columns = tuple(int(r[c]) for r, c in zip(self.rows, found.columns, strict=True))
        return Found(found.cost + self.base, columns)


def _penalty(problem: Problem, events: int) -> int:
    penalties: list[int] = problem.penalties.tolist()
    return sum(p for event, p in enumerate(penalties) if events >> event & 1)
