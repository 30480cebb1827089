"""Deciding: whether a tour can be done at all, what would help, and what now."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bench.measure import Figure
from bench.set_partitioning import solve_by_cp_sat
from bench.tight import without_evenings
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan
from caravan.plan.repair import Explanation
from caravan.planning.columns import enumerate_columns
from caravan.planning.explaining.explain import Stage, Step, explain
from caravan.planning.explaining.menu import KINDS
from caravan.planning.problem import problem_of
from caravan.planning.replan import replan
from caravan.planning.solve import solve
from caravan.planning.taken_over import Now
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import Adjustment, CancelSailings, LeaveOut, RefuseDate
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes

Say = Callable[[str], None]


def impossible(tour: Tour, runs: int, seconds: float, say: Say) -> None:
    """Time to prove that there is no plan, and to tell which single omissions would help.

    Args:
        seconds: limit of the alternative, CP-SAT on the same days; 0 leaves it out.
    """
    cases = {
        "hosts close at 18:00": without_evenings(tour),
        "no road is known": replace(tour, roads=()),
        "it ends in Sakiet Eddaïer": replace(tour, end="sakiet-eddaier"),
    }
    say(f"variants of the 2020 tour that can't be done, median of {runs} (least to most)")
    for name, variant in cases.items():
        proofs, tables, helping = [], [], 0
        for _ in range(runs):
            began = time.perf_counter()
            first: list[float] = []

            def told(progress: object, began: float = began, first: list[float] = first) -> None:
                if getattr(progress, "phase", "") == "explain" and not first:
                    first.append(time.perf_counter() - began)

            answer = solve(variant, on_progress=told)
            tables.append(time.perf_counter() - began)
            if not isinstance(answer, Infeasible) or not answer.proved:
                sys.exit(f"expected to be proved impossible: {name}")
            proofs.append(first[0])
            helping = sum(omission.helps is True for omission in answer.omissions)
        say(f"  {name}: {helping} of {len(tour.events)} towns would help, left out")
        say(f"    proved impossible          {Figure(tuple(proofs))} s")
        say(f"    with the table of towns    {Figure(tuple(tables))} s")
        if seconds > 0:
            problem = problem_of(variant, enumerate_columns(variant, TravelTimes(variant)))
            result = solve_by_cp_sat(problem, seconds)
            say(
                f"    CP-SAT on the same days    {result.status.lower()} after {result.seconds:.1f} s"
            )
    say("")


def ways_out(tour: Tour, runs: int, say: Say) -> None:
    """Time to the conflict, to the whole menu of repairs, and until their plans are improved."""
    variant = without_evenings(tour)
    why, menu, improved, found = [], [], [], None
    for _ in range(runs):
        began = time.perf_counter()
        stages: dict[Stage, float] = {}

        def told(
            _: Explanation,
            step: Step,
            began: float = began,
            stages: dict[Stage, float] = stages,
        ) -> None:
            stages.setdefault(step.stage, time.perf_counter() - began)

        found = explain(variant, on_news=told)
        improved.append(time.perf_counter() - began)
        why.append(stages[Stage.REPAIRS])
        menu.append(stages[Stage.IMPROVE])
    if not isinstance(found, Explanation):
        sys.exit("the tight tour was expected to have no plan")
    say(f"hosts close at 18:00: {len(found.repairs)} kinds of ways out, median of {runs}")
    say(f"  what is in the way                 {Figure(tuple(why))} s")
    say(f"  the menu, all {len(KINDS)} kinds decided      {Figure(tuple(menu))} s")
    say(f"  the plan of each way out improved  {Figure(tuple(improved))} s")
    say("")


def what_now(tour: Tour, runs: int, say: Say) -> None:
    """Time from what has happened to the plan that is proved to break the fewest promises."""
    plan = solve(tour)
    if isinstance(plan, Infeasible):
        sys.exit(f"the tour {tour.id} has no plan")
    say(f"what now, on the 2020 tour, median of {runs} (least to most)")
    for name, now, happened in _happened(plan):
        took, weight = [], 0
        for _ in range(runs):
            began = time.perf_counter()
            answer = replan(plan, adjusted(tour, *happened), now)
            took.append(time.perf_counter() - began)
            if isinstance(answer, Infeasible) or answer.plan.bound.broken != (
                weight := answer.plan.objective.broken
            ):
                sys.exit(f"expected a plan with a proof: {name}")
        say(f"  {name:<44} {Figure(tuple(took))} s, weight {weight}")
    say("")


def _happened(plan: Plan) -> list[tuple[str, Now, tuple[Adjustment, ...]]]:
    """Some cases of each kind."""
    tour = plan.tour
    held = {stop.event: day.date for day, stop in plan.kept}

    def at(day: int, minute: int, late: int = 0) -> Now:
        return Now(tour.instant(tour.first_day + timedelta(days=day), minute), late)

    boats = tuple(CancelSailings(ferry.id, tour.last_day) for ferry in tour.ferries)
    refusals = [
        (f"the day before, {event} refuses its date", at(-1, 720), (RefuseDate(event, date),))
        for event, date in held.items()
    ]
    return [
        *refusals,
        ("on day 2, Tozeur is cancelled", at(1, 420), (LeaveOut("tozeur"),)),
        ("on day 4 at 10:00, 40 minutes late", at(3, 600, 40), ()),
        ("on day 6 at noon, two hours late", at(5, 720, 120), ()),
        ("on the last day no boat sails", at(7, 420), boats),
    ]
