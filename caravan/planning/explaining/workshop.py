"""Trying changes of a tour: can it be planned then, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from caravan.errors import CaravanError
from caravan.plan.plan import Plan, Status
from caravan.plan.repair import Repair, RepairKind
from caravan.planning.bounds import bounds_of
from caravan.planning.choice import StoppedError
from caravan.planning.columns import Columns, enumerate_columns
from caravan.planning.coverage import Coverage, coverage
from caravan.planning.explaining.cost import cost_of
from caravan.planning.problem import Problem, problem_of
from caravan.planning.search import Found, find
from caravan.planning.written_out import plan_of
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import Adjustment
from caravan.tour.tour import Tour
from caravan.travel.roads import RoadTable
from caravan.travel.times import TravelTimes


class UndecidedError(Exception):
    """Whether a changed tour can be planned was too much to decide."""


@dataclass(frozen=True)
class Tried:
    """A changed tour that can be planned.

    Attributes:
        tour: the changed one.
        columns, problem, chosen: its days, and a choice of them that holds all required events.
    """

    tour: Tour
    columns: Columns
    problem: Problem
    chosen: tuple[int, ...]


class Workshop:
    """Tries changes of one tour. Travel times are shared as far as changes leave them.

    Every method raises StoppedError when told to stop, and UndecidedError when something was too
    much to decide.
    """

    def __init__(
        self,
        tour: Tour,
        roads: RoadTable | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self.tour = tour
        self.should_stop = should_stop
        self._travel = TravelTimes(tour, roads)
        self._columns: Columns | None = None

    @property
    def columns(self) -> Columns:
        """All feasible days of the tour as it is."""
        if self._columns is None:
            self._columns = self.enumerated(self.tour)
        return self._columns

    def travel(self, tour: Tour) -> TravelTimes:
        """Travel times of a changed tour."""
        if tour.ferries == self.tour.ferries:
            return self._travel
        return TravelTimes(tour, self._travel.roads)

    def enumerated(self, tour: Tour) -> Columns:
        """All feasible days of a changed tour, or too many of them."""
        self._look_up()
        columns = enumerate_columns(tour, self.travel(tour), should_stop=self.should_stop)
        self._look_up()
        return columns

    def chosen(self, problem: Problem, *, complete: bool) -> tuple[int, ...] | None:
        """A choice of days that holds all required events, None when it is proved there is none.

        Args:
            complete: whether the problem has all feasible days.
        """
        self._look_up()
        found: Coverage = coverage(problem, should_stop=self.should_stop)
        if found.columns is not None:
            return found.columns
        if found.is_possible is False and complete:
            return None
        raise UndecidedError

    def tried(self, *adjustments: Adjustment) -> Tried | None:
        """The tour with these changes when it can be planned; None when it is proved that it can't.

        Changes that make no tour, as a sixty-first day, are None too.
        """
        try:
            tour = adjusted(self.tour, *adjustments)
        except CaravanError:
            return None
        columns = self.enumerated(tour)
        problem = problem_of(tour, columns)
        chosen = self.chosen(problem, complete=columns.complete)
        return None if chosen is None else Tried(tour, columns, problem, chosen)

    def plan(self, tried: Tried) -> Plan:
        """A plan of the changed tour: one that holds all required events, good or not."""
        chosen = zip(tried.problem.days, tried.chosen, strict=True)
        cost = sum(int(day.cost[row]) for day, row in chosen)
        held = 0
        for day, row in zip(tried.problem.days, tried.chosen, strict=True):
            held |= int(day.mask[row])
        penalties: list[int] = tried.problem.penalties.tolist()
        cost += sum(penalty for n, penalty in enumerate(penalties) if not held >> n & 1)
        found = Found(cost, tried.chosen)
        travel = self.travel(tried.tour)
        return plan_of(tried.tour, travel, tried.columns, tried.problem, found, 0)

    def repair(self, kind: RepairKind, *adjustments: Adjustment) -> Repair | None:
        """The repair that these changes are, None when it is proved that they don't help."""
        tried = self.tried(*adjustments)
        return None if tried is None else self.repair_of(kind, tried, *adjustments)

    def repair_of(self, kind: RepairKind, tried: Tried, *adjustments: Adjustment) -> Repair:
        """The repair that changes are which were tried already."""
        return Repair(kind, adjustments, cost_of(adjustments, self.tour), self.plan(tried))

    def improved(self, repair: Repair) -> Repair:
        """The repair with the best plan that a search of limited effort finds.

        The effort is counted in partial plans, not in seconds: the same tour gives the same plan.
        """
        tour = repair.plan.tour
        columns = self.enumerated(tour)
        problem = problem_of(tour, columns)
        bounds = bounds_of(problem, self.should_stop)
        verdict = find(problem, bounds, should_stop=self.should_stop)
        if verdict.best is None:
            return repair
        bound = verdict.bound if columns.complete else 0
        plan = plan_of(tour, self.travel(tour), columns, problem, verdict.best, bound)
        return replace(repair, plan=min(plan, repair.plan, key=_rank))

    def _look_up(self) -> None:
        if self.should_stop():
            raise StoppedError


def _rank(plan: Plan) -> tuple[int, int, int, bool]:
    """Plans in order, the best first; of equal ones that of which more is proved."""
    objective = plan.objective
    is_proved = plan.status is Status.OPTIMAL
    return (-objective.value, objective.travel_minutes, objective.balance, not is_proved)
