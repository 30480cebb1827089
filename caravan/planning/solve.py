"""From a tour to its plan."""

from __future__ import annotations

from collections.abc import Callable

from caravan.plan.infeasible import Infeasible, Omission
from caravan.plan.plan import Plan
from caravan.planning.bounds import bounds_of
from caravan.planning.columns import Columns, enumerate_columns
from caravan.planning.event_limit import refuse_too_many
from caravan.planning.omissions import single_omissions
from caravan.planning.problem import Problem, problem_of
from caravan.planning.progress import Phase, Progress, Watch
from caravan.planning.search import Found
from caravan.planning.settle import settle
from caravan.planning.written_out import plan_of, proved_bound
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes

# Shares of the time limit after which days and bounds are taken as they are.
_TIME_FOR_DAYS, _TIME_FOR_BOUNDS = 0.35, 0.6


def solve(
    tour: Tour,
    *,
    travel: TravelTimes | None = None,
    time_limit: float | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Plan | Infeasible:
    """The best plan of a tour, with proof if there is time for it.

    First every feasible day is enumerated, then days are chosen so that, in this order, the
    events kept are worth most, travel takes least, and the days are most even.

    Args:
        travel: travel times, by default over the tour's own roads and ferries.
        time_limit: seconds after which the best plan so far is returned; None for no limit.
        on_progress: called with each news of the search.
        should_stop: asked now and then; when true, the best plan so far is returned.

    Among all plans in which the team stops only where it starts, hosts and sleeps, goes from stop
    to stop by one journey of `TravelTimes` inside the working hours, boarding included, and takes
    its break at a stop.

    Every plan has passed the checker of `caravan.plan.check` before it is returned.

    Raises CaravanError for a tour with more events than can be planned, WrongPlanError when the
    checker finds the planner at fault.
    """
    refuse_too_many(tour)
    watch = Watch(time_limit, on_progress, should_stop)
    travel = travel or TravelTimes(tour)
    on_progress(Progress(Phase.DAYS, watch.seconds))
    columns = enumerate_columns(
        tour, travel, should_stop=lambda: watch.should_end_step(_TIME_FOR_DAYS)
    )
    problem = problem_of(tour, columns)
    on_progress(Progress(Phase.BOUND, watch.seconds, len(columns)))
    bounds = bounds_of(problem, lambda: watch.should_end_step(_TIME_FOR_BOUNDS))

    def news(best: Found | None, bound: int, phase: Phase) -> None:
        known = bound if columns.complete else 0
        on_progress(_progress(tour, problem, columns, watch, phase, best, known))

    verdict = settle(problem, bounds, on_news=news, should_stop=watch.should_stop)
    best = verdict.best
    if best is None and verdict.is_settled and columns.complete:
        return Infeasible(proved=True, omissions=_omissions(tour, columns, watch))
    if best is None:
        return Infeasible(proved=False)
    plan = plan_of(tour, travel, columns, problem, best, verdict.bound if columns.complete else 0)
    news(best, verdict.bound, Phase.SEARCH)
    return plan


def _omissions(tour: Tour, columns: Columns, watch: Watch) -> tuple[Omission, ...]:
    """Which single omissions would help, as far as time allows."""
    watch.on_progress(Progress(Phase.EXPLAIN, watch.seconds, len(columns)))
    found = single_omissions(tour, columns, should_stop=watch.should_stop)
    watch.on_progress(Progress(Phase.EXPLAIN, watch.seconds, len(columns)))
    return found


def _progress(
    tour: Tour,
    problem: Problem,
    columns: Columns,
    watch: Watch,
    phase: Phase,
    best: Found | None,
    bound: int,
) -> Progress:
    least = proved_bound(tour, problem, bound)
    if best is None:
        # Of a plan that leaves something out the minutes say nothing: which, isn't known yet.
        whole = bound <= problem.most and least.value == sum(e.value for e in tour.events)
        minutes = least.travel_minutes if whole else None
        return Progress(phase, watch.seconds, len(columns), bound=minutes)
    reached = proved_bound(tour, problem, best.cost)
    comparable = least.value == reached.value
    return Progress(
        phase,
        watch.seconds,
        len(columns),
        reached.value,
        reached.travel_minutes,
        least.travel_minutes if comparable else None,
    )
