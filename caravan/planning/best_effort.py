"""The best choice of days when not all required events can be kept: leave out as few as can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from caravan.planning.arrays import Ints
from caravan.planning.bounds import bounds_of, bounds_with
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
    pinned: int = 0,
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
        pinned: bits of those among them that are to be kept before the others.
    """
    ways_out = _ways_out(problem, required, pinned, should_stop)
    if ways_out is None:
        bounds = bounds_of(problem, should_stop)
        return settle(problem, bounds, on_news=on_news, should_stop=should_stop)
    best: Found | None = None
    is_settled = True
    for left_out, least in _most_promising_first(problem, required, ways_out, should_stop):
        if best is not None and least >= best.cost:
            continue
        base = _penalty(problem, left_out)
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


def _most_promising_first(
    problem: Problem, required: int, ways_out: list[int], should_stop: Callable[[], bool]
) -> list[tuple[int, int]]:
    """The sets to leave out, each with a cost that no choice undercuts which leaves it out.

    The prices that bound the first of them bound the others too, only less tightly; with several
    to compare that is worth it, since the cheapest choice then comes early and ends the others.
    """
    if len(ways_out) == 1:
        return [(ways_out[0], 0)]
    first = _Part.of(problem, required, ways_out[0], None).problem
    prices = bounds_of(first, should_stop).prices
    found = []
    for left_out in ways_out:
        part = _Part.of(problem, required, left_out, None)
        bounds = bounds_with(part.problem, np.minimum(prices, part.problem.penalties), ())
        found.append((left_out, bounds.least(part.problem) + part.base))
    return sorted(found, key=lambda entry: (entry[1], entry[0]))


def _ways_out(
    problem: Problem, required: int, pinned: int, should_stop: Callable[[], bool]
) -> list[int] | None:
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
    firm = np.bitwise_count(held & np.int64(pinned))
    held = held[firm == firm.max()]
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
