"""The whole search over a choice of days: find a plan, improve it, prove it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from caravan.planning.bounds import Bounds
from caravan.planning.improvement import improved
from caravan.planning.problem import Problem
from caravan.planning.progress import Phase
from caravan.planning.search import Found, Verdict, find, prove

News = Callable[[Found | None, int, Phase], None]
"""Told the best choice so far, a cost that no choice undercuts, and what the search does."""


def settle(
    problem: Problem,
    bounds: Bounds,
    *,
    on_news: News = lambda _best, _bound, _phase: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Verdict:
    """The best choice of days, settled if memory and time allow."""

    def news(best: Found | None, bound: int) -> None:
        on_news(best, bound, Phase.SEARCH)

    verdict = find(problem, bounds, on_news=news, should_stop=should_stop)
    if not verdict.is_settled and verdict.best is not None:
        bound_so_far = verdict.bound
        better = improved(
            problem,
            verdict.best,
            on_news=lambda found: on_news(found, bound_so_far, Phase.IMPROVE),
            should_stop=should_stop,
        )
        verdict = replace(verdict, best=better)
    if not verdict.is_settled:
        verdict = prove(problem, verdict, on_news=news, should_stop=should_stop)
    return verdict
