"""A choice of days, written out as a plan that has passed the checker."""

from __future__ import annotations

from caravan.plan.check import check_plan
from caravan.plan.day import Day
from caravan.plan.plan import Bound, Objective, Plan, Precedent, Status, Team
from caravan.plan.promise import Promise
from caravan.planning.columns import Columns, DayColumns
from caravan.planning.course import course_of
from caravan.planning.problem import Problem
from caravan.planning.promised_hours import as_promised
from caravan.planning.search import Found
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes


class WrongPlanError(AssertionError):
    """The planner made a plan that breaks a rule: a fault of the program, not of the tour."""


def plan_of(
    tour: Tour,
    travel: TravelTimes,
    columns: Columns,
    problem: Problem,
    best: Found,
    bound: int,
    precedent: Precedent | None = None,
) -> Plan:
    """The plan that a choice stands for.

    Args:
        bound: a cost that no choice undercuts, 0 when nothing is proved.

    Raises WrongPlanError when the checker finds the planner at fault.
    """
    promises = precedent.promises if precedent else ()
    chosen = iter(best.columns)
    teams = tuple(
        Team(
            f"team-{number}",
            tuple(_written(tour, travel, columns, day, next(chosen), promises) for day in days),
        )
        for number, days in enumerate(columns.teams, start=1)
    )
    objective = Objective.of(tour, tuple(day for team in teams for day in team.days), promises)
    if bound == best.cost:
        known = Bound(objective.value, objective.travel_minutes, objective.broken)
    else:
        known = proved_bound(tour, problem, bound)
    reached = (objective.value, objective.travel_minutes, objective.broken)
    proved = (known.value, known.travel_minutes, known.broken) == reached
    plan = Plan(
        tour=tour,
        status=Status.OPTIMAL if proved else Status.FEASIBLE,
        objective=objective,
        bound=known,
        teams=teams,
        precedent=precedent,
    )
    violations = check_plan(plan)
    if violations:
        raise WrongPlanError("; ".join(str(violation) for violation in violations))
    return plan


def _written(
    tour: Tour,
    travel: TravelTimes,
    columns: Columns,
    day: DayColumns,
    column: int,
    promises: tuple[Promise, ...],
) -> Day:
    course = course_of(tour, travel, columns, day, column)
    if not promises or day.behind is not None:
        return course
    frozen = len(day.under_way.items) if day.under_way else 0
    return as_promised(tour, course, promises, frozen)


def proved_bound(tour: Tour, problem: Problem, cost: int) -> Bound:
    """What a lower bound of the cost says about broken promises, value and travel minutes.

    Where required events may be left out, the value of those that are isn't counted.
    """
    total = sum(event.value for event in tour.events)
    _, rest = divmod(max(0, cost), problem.scales.required)
    broken, rest = divmod(rest, problem.scales.broken)
    lost, rest = divmod(rest, problem.scales.value)
    return Bound(value=total - lost, travel_minutes=rest // problem.minute, broken=broken)
