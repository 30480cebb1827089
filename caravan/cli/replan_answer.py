"""All that ``caravan replan`` answers: the plan that follows, or what the plan so far breaks."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caravan.cli.reporting import Reporter
    from caravan.plan.check import Violation
    from caravan.plan.plan import Plan
    from caravan.plan.promise import BrokenPromise
    from caravan.plan.replanned import Replanned, Touched
    from caravan.planning.taken_over import Now
    from caravan.tour.tour import Tour

_REASONS_SECONDS = 20.0
"""Time for the reasons, after the plan is known."""


@dataclass(frozen=True, slots=True)
class ReplanAnswer:
    """What there is to tell.

    Attributes:
        replanned: None when the teams can't even go home, or no plan was found in time.
        proved: whether that there is none is proved.
        touched: who has to be told.
        is_late: whether the teams are.
        as_it_is: the programme so far with what has changed; told when the teams are late, and when
            there is nothing better.
    """

    replanned: Replanned | None
    proved: bool
    touched: tuple[Touched, ...] = ()
    is_late: bool = False
    as_it_is: Plan | None = None


def replan_answer(
    before: Plan, tour: Tour, now: Now, time_limit: float | None, report: Reporter
) -> ReplanAnswer:
    """Search, unless told to stop; then the best that is known, which may be the plan so far."""
    from caravan.plan.geometry import with_legs
    from caravan.plan.infeasible import Infeasible
    from caravan.plan.timing.kept_on import kept_on
    from caravan.planning.best_known import best_known
    from caravan.planning.replan import replan
    from caravan.planning.touched import touched_by
    from caravan.travel.engines import EngineRoads, engine_settings, roads_of
    from caravan.travel.times import TravelTimes

    roads = roads_of(tour, engine_settings(os.environ))
    travel = TravelTimes(tour, roads)
    found = replan(
        before,
        tour,
        now,
        travel=travel,
        time_limit=time_limit,
        on_progress=report.told,
        should_stop=report.told_to_stop,
    )
    for warning in roads.warnings:
        report.warned(warning)
    kept = kept_on(before, tour, now.instant, now.late_minutes, travel, team=now.late_team)
    found = best_known(found, kept)
    is_late = now.late_minutes > 0
    if isinstance(found, Infeasible):
        return ReplanAnswer(None, found.proved, is_late=is_late, as_it_is=kept)
    touched = touched_by(
        found,
        before,
        tour,
        now,
        travel=travel,
        time_limit=_REASONS_SECONDS if time_limit is None else min(time_limit, _REASONS_SECONDS),
        should_stop=report.told_to_stop,
    )
    if isinstance(roads, EngineRoads):
        found = replace(found, plan=with_legs(found.plan, roads.with_geometry))
    as_it_is = kept if is_late else None
    return ReplanAnswer(found, proved=True, touched=touched, is_late=is_late, as_it_is=as_it_is)


def breaks_of(plan: Plan) -> tuple[tuple[BrokenPromise, ...], tuple[Violation, ...]]:
    """The promises and the rules that a programme breaks."""
    from caravan.plan.check import broken_rules
    from caravan.plan.promise import broken_promises

    promises = plan.precedent.promises if plan.precedent else ()
    return broken_promises(promises, plan.days), broken_rules(plan)


def facts_of(answer: ReplanAnswer) -> dict[str, object]:
    """The answer for programs, but for the plan itself."""
    from caravan.files.replan_json import (
        broken_to_data,
        given_up_to_data,
        touched_to_data,
        violation_to_data,
    )

    facts: dict[str, object] = {"result": "infeasible", "proved": answer.proved}
    if answer.replanned is not None:
        facts = {
            "result": answer.replanned.plan.status.value,
            "given_up": given_up_to_data(answer.replanned.given_up),
            "touched": touched_to_data(answer.touched),
        }
    if answer.as_it_is is not None:
        broken, violations = breaks_of(answer.as_it_is)
        facts["as_it_is"] = {
            "broken": [broken_to_data(entry) for entry in broken],
            "violations": [violation_to_data(violation) for violation in violations],
        }
    return facts
