"""From columns to the best choice of days, with proof where time and memory allow.

Rounds of the exact choice with a rising threshold: a round looks at every choice of days that may
cost at most the threshold. The best plan found within it is the best of all; a round without one
proves that every plan costs more. `find` keeps rounds small and takes what a narrow beam gives
when they grow; `prove` then settles, at any size that memory allows, whether that is the best.

Where no plan exists, rounds only grow. So as soon as they do without a plan, `find` has decided
whether there is any (`coverage`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from caravan.planning.bounds import Bounds, tightened
from caravan.planning.choice import Choice, StoppedError, choose
from caravan.planning.coverage import UNDECIDED, coverage
from caravan.planning.listing import Effort
from caravan.planning.problem import Problem

STATE_LIMIT = 1_000_000
"""Partial plans kept per evening in the exact search: 40 bytes each."""

BEAM_WIDTHS = (2_000, 20_000)
"""Partial plans kept per evening while no plan is known and the exact search is too large."""

# A round costs more than twice its slack's growth, tracking three more events eight times as much
# memory and time: both are raised only when the rounds have become that large.
_STATES_AT_FIRST = 30_000
_GROWTH = 1.25
_FIRST_SLACK_MINUTES = 20
_TRACKED_AT_FIRST, _TRACKED_AT_ONCE, _TRACKED_AT_MOST = 9, 3, 15
_TRACKING_WORK = 2**28  # columns times sets of tracked events: some seconds
_MANY_STATES = 40_000
_DOUBTFUL_STATES = 2_000  # The decision takes as long as a few rounds of this size.


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
        bounds: the bounds as they were tightened.
        is_settled: proved best, or proved that no choice keeps all required events.
    """

    best: Found | None
    bound: int
    bounds: Bounds
    is_settled: bool


News = Callable[[Found | None, int], None]
"""Told the best choice so far and the bound, whenever either improves."""


def find(
    problem: Problem,
    bounds: Bounds,
    *,
    on_news: News = lambda _best, _bound: None,
    should_stop: Callable[[], bool] = lambda: False,
    state_limit: int = _STATES_AT_FIRST,
) -> Verdict:
    """Find a plan: the best one, settled, while rounds stay small; else a good one by beams.

    Args:
        state_limit: partial plans per evening beyond which a round isn't small any more.
    """
    bound = bounds.least(problem)
    best: Found | None = None
    decision = _Decision(problem, should_stop)
    try:
        if bound <= problem.most:
            bounds = tracking(problem, bounds, _TRACKED_AT_FIRST, should_stop)
        verdict = _rounds(
            problem,
            Verdict(None, bound, bounds, is_settled=False),
            state_limit,
            on_news,
            should_stop,
            decision,
        )
        bound, bounds, best = verdict.bound, verdict.bounds, verdict.best
        if verdict.is_settled:
            return verdict
        impossible = Verdict(None, problem.most + 1, bounds, is_settled=True)
        if best is None and decision.is_impossible(by_parts=False):
            return impossible
        for width in BEAM_WIDTHS:
            if best is None:
                beam = choose(
                    problem, bounds, problem.most, state_limit=width, should_stop=should_stop
                )
                best = _better(problem, beam, None)
        if best is None and decision.is_impossible(by_parts=True):
            return impossible
        best = best or decision.choice
        on_news(best, bound)
    except StoppedError:
        pass
    return Verdict(best or decision.choice, bound, bounds, is_settled=False)


def prove(
    problem: Problem,
    before: Verdict,
    *,
    on_news: News = lambda _best, _bound: None,
    should_stop: Callable[[], bool] = lambda: False,
    state_limit: int = STATE_LIMIT,
) -> Verdict:
    """Settle whether the best choice known is the best of all, unless memory or time run out."""
    return _rounds(problem, before, state_limit, on_news, should_stop)


class _Decision:
    """Whether any choice of days keeps what is required, decided when it is first asked."""

    def __init__(self, problem: Problem, should_stop: Callable[[], bool]) -> None:
        self._problem = problem
        self._should_stop = should_stop
        self._coverage = UNDECIDED
        self._asked: set[bool] = set()

    def is_impossible(self, *, by_parts: bool) -> bool:
        """Whether it is proved that none does.

        Args:
            by_parts: whether a search is worth it, where events are too many for a list of sets.
        """
        if not self._problem.required:
            return False
        if self._coverage.is_possible is None and by_parts not in self._asked:
            self._asked.add(by_parts)
            self._coverage = coverage(
                self._problem, effort=Effort(by_parts=by_parts), should_stop=self._should_stop
            )
        return self._coverage.is_possible is False

    @property
    def choice(self) -> Found | None:
        """A choice of days that does, when the decision gave one."""
        columns = self._coverage.columns
        return None if columns is None else Found(cost_of(self._problem, columns), columns)


def cost_of(problem: Problem, columns: tuple[int, ...]) -> int:
    """What a choice of days costs."""
    held = cost = 0
    for day, column in zip(problem.days, columns, strict=True):
        held |= int(day.mask[column])
        cost += int(day.cost[column])
    penalties: list[int] = problem.penalties.tolist()
    return cost + sum(p for number, p in enumerate(penalties) if not held >> number & 1)


def _rounds(
    problem: Problem,
    before: Verdict,
    state_limit: int,
    on_news: News,
    should_stop: Callable[[], bool],
    decision: _Decision | None = None,
) -> Verdict:
    """Rounds with a rising threshold until settled, stopped, or too large for `state_limit`."""
    best, bound, bounds = before.best, before.bound, before.bounds
    slack = float(problem.minute * _FIRST_SLACK_MINUTES)
    limit = problem.most if best is None else best.cost - 1
    try:
        while bound <= limit:
            bound = max(bound, bounds.least(problem))
            threshold = min(bound + int(slack), limit)
            choice = choose(
                problem, bounds, threshold, state_limit=state_limit, should_stop=should_stop
            )
            best = _better(problem, choice, best)
            if not choice.exact:
                return Verdict(best, bound, bounds, is_settled=False)
            if best is not None and best.cost <= threshold:
                return Verdict(best, best.cost, bounds, is_settled=True)
            bound = threshold + 1
            on_news(best, bound)
            slack *= _GROWTH
            states = sum(len(evening) for evening in choice.evenings)
            if decision and states > _DOUBTFUL_STATES and decision.is_impossible(by_parts=False):
                return Verdict(None, problem.most + 1, bounds, is_settled=True)
            if states > _MANY_STATES:
                bounds = tracking(
                    problem, bounds, len(bounds.tracked) + _TRACKED_AT_ONCE, should_stop
                )
    except StoppedError:
        return Verdict(best, bound, bounds, is_settled=False)
    return Verdict(best, max(bound, limit + 1), bounds, is_settled=True)


def tracking(
    problem: Problem, bounds: Bounds, wanted: int, should_stop: Callable[[], bool]
) -> Bounds:
    """The bounds with so many events tracked, within reason; fewer when no more are abused."""
    columns = sum(len(day.mask) for day in problem.days)
    affordable = (_TRACKING_WORK // max(1, columns)).bit_length() - 1
    wanted = min(wanted, _TRACKED_AT_MOST, problem.events, affordable)
    while len(bounds.tracked) < wanted and not should_stop():
        more = min(_TRACKED_AT_ONCE, wanted - len(bounds.tracked))
        tighter = tightened(problem, bounds, more)
        if len(tighter.tracked) == len(bounds.tracked):
            break
        bounds = tighter
    return bounds


def _better(problem: Problem, choice: Choice, best: Found | None) -> Found | None:
    """The cheaper of the best so far and the best of a choice, if it keeps what is required."""
    row = choice.best()
    if row is None or int(choice.cost[row]) > problem.most:
        return best
    cost = int(choice.cost[row])
    if best is not None and best.cost <= cost:
        return best
    return Found(cost, choice.columns(row))
