"""What now: from a plan and what life has changed to the plan that breaks the fewest promises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan, Precedent
from caravan.plan.promise import Promise, broken_promises, promises_of
from caravan.plan.replanned import Replanned
from caravan.planning.best_effort import best_effort
from caravan.planning.columns import Columns, DayColumns, enumerate_columns
from caravan.planning.event_limit import refuse_too_many
from caravan.planning.held_promise import holding, only_as_promised
from caravan.planning.problem import Problem, problem_of
from caravan.planning.progress import Phase, Progress, Watch
from caravan.planning.search import Found, Verdict
from caravan.planning.standing import Standing
from caravan.planning.taken_over import Now, refuse_earlier, standings_of
from caravan.planning.written_out import plan_of, proved_bound
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import Adjustment, EndAt, MakeOptional
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes

_TIME_FOR_DAYS = 0.35


def replan(
    before: Plan,
    tour: Tour,
    now: Now,
    *,
    hold: Promise | None = None,
    travel: TravelTimes | None = None,
    time_limit: float | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Replanned | Infeasible:
    """The plan that keeps what can be kept of a plan, with proof if there is time for it.

    What has begun before the instant stays as it was. Then, in this order: as many required events
    as can be are kept, promises of the least weight are broken (`caravan.plan.promise`), and all
    else is as in `solve`.

    Args:
        before: the plan that everybody knows; it need not be right by the rules of today.
        tour: its tour with what has changed.
        now: the moment from which on the plan may change.
        hold: a promise that has to be kept, whatever else is broken for it.
        travel, time_limit, on_progress, should_stop: as in `solve`.

    Infeasible means that the teams can't even go home, as no way leads them to a bed each night, or
    that the promise to hold can't be kept.

    Raises CaravanError for a change of the past, or for too many events.
    """
    refuse_too_many(tour)
    watch = Watch(time_limit, on_progress, should_stop)
    travel = travel or TravelTimes(tour)
    known = {event.id: event for event in tour.events}
    if hold is not None:
        tour = only_as_promised(tour, hold)
    promises = _single(promises_of(before.days, known))
    precedent = Precedent(now.instant, promises)
    refuse_earlier(before, now)
    standings = standings_of(before, tour, now)
    on_progress(Progress(Phase.DAYS, watch.seconds))
    columns, overtime = _ways_on(tour, travel, promises, standings, watch)
    problem = problem_of(tour, columns, promises=promises, may_leave_out=True)
    if _has_no_way(problem):
        columns, overtime = _ways_on(tour, travel, promises, standings, watch, ends_anywhere=True)
        problem = problem_of(tour, columns, promises=promises, may_leave_out=True)
    precedent = replace(precedent, overtime=overtime)
    if hold is not None:
        columns = holding(tour, columns, hold)
        problem = problem_of(tour, columns, promises=promises, may_leave_out=True)
    verdict = _searched(tour, problem, columns, watch)
    best = verdict.best
    if best is None:
        return Infeasible(proved=verdict.is_settled and columns.complete)
    held = 0
    for day, column in zip(columns.chain, best.columns, strict=True):
        held |= int(day.mask[column])
    changes: list[Adjustment] = [
        MakeOptional(event.id)
        for number, event in enumerate(tour.events)
        if event.must_be_kept and not held >> number & 1
    ]
    ends = _ends(columns, best)
    if ends != {tour.end} and len(ends) == 1:
        changes.append(EndAt(min(ends)))
    if len(ends) > 1:
        # Each team would end somewhere else: they end together.
        together = EndAt(min(ends))
        again = replan(
            before,
            adjusted(tour, together),
            now,
            travel=None,
            time_limit=watch.left,
            on_progress=on_progress,
            should_stop=should_stop,
        )
        if isinstance(again, Infeasible):
            return again
        return replace(again, given_up=(together, *again.given_up))
    open_tour = adjusted(tour, *changes)
    bound = verdict.bound if columns.complete else 0
    plan = plan_of(open_tour, travel, columns, problem, best, bound, precedent)
    return Replanned(plan, tuple(changes), broken_promises(promises, plan.days))


def _ways_on(
    tour: Tour,
    travel: TravelTimes,
    promises: tuple[Promise, ...],
    standings: tuple[Standing, ...],
    watch: Watch,
    *,
    ends_anywhere: bool = False,
) -> tuple[Columns, tuple[str, ...]]:
    """All days from here on, and the teams that the limits of today don't hold for any more."""

    def columns_of(standings: tuple[Standing, ...]) -> Columns:
        return enumerate_columns(
            tour,
            travel,
            promises=promises,
            standings=standings,
            ends_anywhere=ends_anywhere,
            should_stop=lambda: watch.should_end_step(_TIME_FOR_DAYS),
        )

    columns = columns_of(standings)
    late = {n for n, team in enumerate(columns.teams) if _is_stranded(team)}
    if late:
        columns = columns_of(
            tuple(replace(standing, has_overtime=n in late) for n, standing in enumerate(standings))
        )
    return columns, tuple(f"team-{n + 1}" for n in sorted(late))


def _is_stranded(team: tuple[DayColumns, ...]) -> bool:
    """Whether no way leads the team to a bed today."""
    return any(day.under_way is not None and len(day) == 0 for day in team)


def _has_no_way(problem: Problem) -> bool:
    """Whether no choice of days leads to the end, whatever events it holds."""
    here = {problem.start}
    for day in problem.days:
        rows = np.isin(day.first, list(here))
        here = set(day.overnight[rows].tolist())
    return problem.end not in here


def _ends(columns: Columns, best: Found) -> set[str]:
    """Where the teams' last days end."""
    chosen = iter(best.columns)
    ends = set()
    for team in columns.teams:
        rows = [next(chosen) for _ in team]
        ends.add(columns.index.places[int(team[-1].overnight[rows[-1]])])
    return ends


def _single(promises: tuple[Promise, ...]) -> tuple[Promise, ...]:
    """One promise for each event: the first, should a plan that nobody checked have two."""
    seen: dict[str, Promise] = {}
    for promise in promises:
        seen.setdefault(promise.event, promise)
    return tuple(seen.values())


def _searched(tour: Tour, problem: Problem, columns: Columns, watch: Watch) -> Verdict:
    watch.on_progress(Progress(Phase.BOUND, watch.seconds, len(columns)))
    required = sum(1 << n for n, event in enumerate(tour.events) if event.must_be_kept)

    def news(best: Found | None, bound: int, phase: Phase) -> None:
        least = proved_bound(tour, problem, bound if columns.complete else 0)
        if best is None:
            watch.on_progress(Progress(phase, watch.seconds, len(columns)))
            return
        reached = proved_bound(tour, problem, best.cost)
        same = (least.value, least.broken) == (reached.value, reached.broken)
        watch.on_progress(
            Progress(
                phase,
                watch.seconds,
                len(columns),
                reached.value,
                reached.travel_minutes,
                least.travel_minutes if same else None,
            )
        )

    pinned = sum(1 << n for n, event in enumerate(tour.events) if event.pin is not None)
    return best_effort(problem, required, pinned, on_news=news, should_stop=watch.should_stop)
