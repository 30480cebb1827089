"""Which single required event, left out, would make an impossible tour possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from caravan.plan.infeasible import Omission
from caravan.planning.bounds import bounds_of
from caravan.planning.choice import StoppedError
from caravan.planning.columns import Columns
from caravan.planning.coverage import coverage
from caravan.planning.held_sets import held_sets
from caravan.planning.least_costs import least_costs
from caravan.planning.listing import Effort
from caravan.planning.problem import Problem, problem_of
from caravan.planning.search import Verdict, prove, tracking
from caravan.tour.tour import Tour

_EFFORT_A_TRIAL = Effort(work=2**27, states=5_000)
_TRACKED = 9
_STATES_A_TRIAL = 30_000


def single_omissions(
    tour: Tour, columns: Columns, *, should_stop: Callable[[], bool] = lambda: False
) -> tuple[Omission, ...]:
    """For each required event, whether a plan keeps all the others, and with how little travel.

    Optional events count as left out. Where the sets of events that can be held can be listed, one
    list answers for all; else each omission is tried by itself, as far as it goes. Told to stop,
    it says what it knows by then.
    """
    table = _Table(_required_only(problem_of(tour, columns)), should_stop)
    try:
        table.fill()
    except StoppedError:
        if not table.helps:
            return ()
    return tuple(
        Omission(event.id, helps=table.helps.get(n), travel_minutes=table.minutes.get(n))
        for n, event in enumerate(tour.events)
        if event.must_be_kept
    )


class _Table:
    """What is known of each omission so far.

    Attributes:
        helps: by number of the event.
        minutes: least travel then, of those that help.
    """

    def __init__(self, problem: Problem, should_stop: Callable[[], bool]) -> None:
        self._problem = problem
        self._should_stop = should_stop
        self._events = [n for n in range(problem.events) if problem.required >> n & 1]
        self.helps: dict[int, bool] = {}
        self.minutes: dict[int, int] = {}

    def fill(self) -> None:
        """Find out as much as can be.

        Raises StoppedError when told to stop.
        """
        sets = held_sets(self._problem, self._events, should_stop=self._should_stop)
        if sets is not None:
            wanted = [self._problem.required & ~(1 << event) for event in self._events]
            self.helps = {
                event: sets.can_hold(mask) for event, mask in zip(self._events, wanted, strict=True)
            }
            least = least_costs(sets, wanted, self._should_stop)
            for event, cost in zip(self._events, least or [], strict=False):
                if cost is not None:
                    self.minutes[event] = cost // self._problem.minute
        else:
            for event in self._events:
                self._try(event)
        for event in self._events:
            if self.helps.get(event) and event not in self.minutes:
                self._travel(event)

    def _try(self, event: int) -> None:
        """Decide whether leaving out this event helps."""
        found = coverage(
            self._without(event), effort=_EFFORT_A_TRIAL, should_stop=self._should_stop
        )
        if found.is_possible is not None:
            self.helps[event] = found.is_possible

    def _travel(self, event: int) -> None:
        """Find the least travel without this event, which is known to help."""
        part = self._without(event)
        bounds = tracking(part, bounds_of(part, self._should_stop), _TRACKED, self._should_stop)
        begin = Verdict(None, bounds.least(part), bounds, is_settled=False)
        found = prove(part, begin, should_stop=self._should_stop, state_limit=_STATES_A_TRIAL)
        if found.is_settled and found.best is not None:
            self.minutes[event] = found.best.cost // part.minute
        if self._should_stop():
            raise StoppedError

    def _without(self, event: int) -> Problem:
        """The problem with this event left out for good."""
        penalties = self._problem.penalties.copy()
        penalties[event] = 0
        return replace(
            _only(self._problem, self._problem.required & ~(1 << event)), penalties=penalties
        )


def _required_only(problem: Problem) -> Problem:
    """The same choice without the optional events."""
    required = np.array([problem.required >> n & 1 for n in range(problem.events)], dtype=np.int64)
    return replace(_only(problem, problem.required), penalties=problem.penalties * required)


def _only(problem: Problem, required: int) -> Problem:
    """The choice of the days that hold none but these events, which are all required."""
    rows = [np.nonzero((day.mask & ~np.int64(required)) == 0)[0] for day in problem.days]
    days = tuple(day.take(row) for day, row in zip(problem.days, rows, strict=True))
    return replace(problem, days=days, required=required)
