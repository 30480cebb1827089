"""From columns to the best choice of days, with proof where time and memory allow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from caravan.planning.bounds import Bounds, tightened
from caravan.planning.choice import Choice, StoppedError, choose
from caravan.planning.problem import Problem

STATE_LIMIT = 1_000_000
"""Partial plans kept per evening in the exact search: 40 bytes each."""

BEAM_WIDTHS = (1_000, 10_000, 100_000)
"""Partial plans kept per evening when the exact search grows too large."""

# A round costs more than twice its slack's growth, tracking three more events eight times as much
# memory and time: both are raised only when the rounds have become that large.
_GROWTH = 1.25
_TRACKED_AT_FIRST, _TRACKED_AT_MOST = 9, 15
_TRACKED_AT_ONCE = 3
_MANY_STATES = 40_000


@dataclass(frozen=True)
class Found:
    """A complete choice of days: its cost and the column of each day."""

    cost: int
    columns: tuple[int, ...]


@dataclass(frozen=True)
class Verdict:
    """How far a search came.

    Attributes:
        best: the cheapest choice found that keeps all required events, None without any.
        bound: a cost that no choice undercuts.
        open_: whether the search ended before it knew: neither proved best nor impossible.
    """

    best: Found | None
    bound: int
    open_: bool


def search(
    problem: Problem,
    bounds: Bounds,
    *,
    on_news: Callable[[Found | None, int], None] = lambda _best, _bound: None,
    should_stop: Callable[[], bool] = lambda: False,
    state_limit: int = STATE_LIMIT,
) -> Verdict:
    """Search with a rising threshold until the best choice is found and proved.

    Each round looks at every choice that may cost at most the threshold. The best plan found
    within it is the best of all; a round without one proves that every plan costs more. When a
    round outgrows `state_limit`, beams of rising width look for a good plan without proof.

    Args:
        on_news: called with the best choice so far and the bound, whenever either improves.
    """
    best: Found | None = None
    bound = bounds.least(problem)
    slack = float(problem.minute * 20)
    try:
        while len(bounds.tracked) < min(_TRACKED_AT_FIRST, problem.events):
            tracked = len(bounds.tracked)
            bounds = tightened(problem, bounds, _TRACKED_AT_ONCE)
            if len(bounds.tracked) == tracked:
                break
        while bound <= problem.most:
            bound = max(bound, bounds.least(problem))
            limit = problem.most if best is None else best.cost - 1
            threshold = min(max(bound, bounds.least(problem) + int(slack)), limit)
            choice = choose(
                problem, bounds, threshold, state_limit=state_limit, should_stop=should_stop
            )
            better = _better(problem, choice, best)
            if not choice.exact:
                best = better
                break
            if better is not best or threshold == limit:
                best = better
                bound = problem.most + 1 if best is None else best.cost
                return Verdict(best, bound, open_=False)
            bound = threshold + 1
            on_news(best, bound)
            if sum(len(evening) for evening in choice.evenings) > _MANY_STATES:
                if len(bounds.tracked) < _TRACKED_AT_MOST:
                    bounds = tightened(problem, bounds, _TRACKED_AT_ONCE)
                if best is None:
                    beam = choose(
                        problem,
                        bounds,
                        problem.most,
                        state_limit=BEAM_WIDTHS[0],
                        should_stop=should_stop,
                    )
                    best = _better(problem, beam, best)
                    on_news(best, bound)
            slack *= _GROWTH
        else:
            return Verdict(None, bound, open_=False)
        for width in BEAM_WIDTHS:
            on_news(best, bound)
            limit = problem.most if best is None else best.cost - 1
            beam = choose(problem, bounds, limit, state_limit=width, should_stop=should_stop)
            best = _better(problem, beam, best)
    except StoppedError:
        pass
    on_news(best, bound)
    return Verdict(best, bound, open_=True)


def _better(problem: Problem, choice: Choice, best: Found | None) -> Found | None:
    """The cheaper of the best so far and the best of a choice, if it keeps what is required."""
    row = choice.best()
    if row is None or int(choice.cost[row]) > problem.most:
        return best
    cost = int(choice.cost[row])
    if best is not None and best.cost <= cost:
        return best
    return Found(cost, choice.columns(row))
