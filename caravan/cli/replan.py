"""``caravan replan``: from a plan and what has happened to the plan that follows."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caravan.cli.exit_codes import ExitCode
from caravan.cli.faults import AnsweringCommand
from caravan.cli.life import (
    cancellations,
    cancelled_sailings,
    closed_roads,
    instant_of,
    refusals,
)
from caravan.cli.output import say, say_json
from caravan.cli.reporting import Reporter, reporter
from caravan.cli.search_options import progress_options, refuse_two_outputs, time_limit_option
from caravan.cli.targets import checked_file, write

if TYPE_CHECKING:
    from caravan.plan.check import Violation
    from caravan.plan.plan import Plan
    from caravan.plan.promise import BrokenPromise
    from caravan.plan.replanned import Replanned, Touched
    from caravan.planning.taken_over import Now
    from caravan.tour.tour import Tour
    from caravan.travel.times import TravelTimes


@dataclass(frozen=True, slots=True)
class _Answer:
    """What there is to tell; `replanned` is None when the teams can't even go home."""

    replanned: Replanned | None
    proved: bool
    touched: tuple[Touched, ...] = ()
    as_it_is: Plan | None = None


@click.command(cls=AnsweringCommand)
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "instant",
    required=True,
    metavar="INSTANT",
    help="Now, like 2020-03-13T18:00, local time of the tour unless it has an offset: what began"
    " before is as it happened.",
)
@click.option(
    "--refuse", multiple=True, metavar="TOWN@DATE", help="A town can't receive the convoy then."
)
@click.option("--cancel", multiple=True, metavar="TOWN", help="A town is taken out.")
@click.option(
    "--late",
    type=click.IntRange(0, 24 * 60),
    default=0,
    metavar="MINUTES",
    help="The convoy is late: what it does now ends so many minutes later.",
)
@click.option(
    "--no-sailing", multiple=True, metavar="FERRY@DATE", help="A ferry doesn't sail on a date."
)
@click.option(
    "--close-road", multiple=True, metavar="A:B", help="The road between two places is closed."
)
@click.option(
    "--tour",
    "schedule",
    type=click.Path(path_type=Path),
    metavar="SCHEDULE",
    help="Take the tour from this file, as it is now, not from the plan: for any other change.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the new plan there."
)
@time_limit_option("Stop the search then, with the best plan so far.")
@progress_options("the answer")
def replan(  # noqa: PLR0913, PLR0917 - one parameter for each option, as click hands them over
    plan_file: Path,
    instant: str,
    refuse: tuple[str, ...],
    cancel: tuple[str, ...],
    late: int,
    no_sailing: tuple[str, ...],
    close_road: tuple[str, ...],
    schedule: Path | None,
    out: Path | None,
    time_limit: float | None,
    progress: str,
    *,
    as_json: bool,
) -> None:
    """Change the plan of the file PLAN after what has happened, with the fewest broken promises.

    What began before the instant stays as it was. Of all plans from then on, the one is found that
    keeps most of the towns, then breaks the promises of least weight (partners who have confirmed
    above those invited, another day above another hour, less than 15 minutes is none), then travels
    least. It tells who is touched and why each. Exit code 3 when the convoy can't even reach a bed
    each night.

    \b
    Examples:
      caravan replan plan.json --from 2020-03-08T12:00 --refuse gafsa@2020-03-10 --out new.json
      caravan replan plan.json --from 2020-03-12T10:00 --late 40
    """  # noqa: D301 click reads \b: keep these lines as they are
    refuse_two_outputs(progress, as_json=as_json)
    inputs = (plan_file, *([schedule] if schedule else []))
    if out is not None:
        checked_file(out, "--out", inputs=inputs)
    from caravan.files.plan_json import plan_to_json, read_plan
    from caravan.files.read_tour import read_tour
    from caravan.planning.taken_over import Now
    from caravan.tour.adjusting import adjusted

    with reporter(progress) as report:
        before = read_plan(plan_file)
        tour = before.tour if schedule is None else read_tour(schedule)
        now = Now(instant_of(instant, tour), late)
        tour = adjusted(
            tour,
            *refusals(refuse, before, tour, now),
            *cancellations(cancel, tour),
            *cancelled_sailings(no_sailing, tour, now),
            *closed_roads(close_road, tour),
        )
        answer = _answered(before, tour, now, time_limit, report)
        if answer.replanned is not None and out is not None:
            write(out, plan_to_json(answer.replanned.plan).encode())
        facts = _facts(answer)
        report.ended(str(facts.pop("result")), **facts)
    if as_json:
        say_json(_with_plan(answer))
    elif report.is_for_people:
        _print(answer, before, out)
    if answer.replanned is None:
        sys.exit(ExitCode.INFEASIBLE)


def _answered(
    before: Plan, tour: Tour, now: Now, time_limit: float | None, report: Reporter
) -> _Answer:
    from caravan.plan.geometry import with_legs
    from caravan.plan.infeasible import Infeasible
    from caravan.planning.replan import replan as replanned_of
    from caravan.planning.touched import touched_by
    from caravan.travel.engines import EngineRoads, engine_settings, roads_of
    from caravan.travel.times import TravelTimes

    roads = roads_of(tour, engine_settings(os.environ))
    travel = TravelTimes(tour, roads)
    found = replanned_of(
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
    as_it_is = _as_it_is(before, now, travel)
    if isinstance(found, Infeasible):
        return _Answer(None, found.proved, as_it_is=as_it_is)
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
    return _Answer(found, proved=True, touched=touched, as_it_is=as_it_is)


_REASONS_SECONDS = 20.0
"""Time for the reasons, after the plan is known."""


def _as_it_is(before: Plan, now: Now, travel: TravelTimes) -> Plan | None:
    """What comes of changing nothing and being late; None when nobody is."""
    from caravan.plan.timing.just_late import just_late

    if not now.late_minutes:
        return None
    return just_late(before, now.instant, now.late_minutes, travel)


def _breaks(plan: Plan) -> tuple[tuple[BrokenPromise, ...], tuple[Violation, ...]]:
    from caravan.plan.check import check_plan
    from caravan.plan.promise import broken_promises

    promises = plan.precedent.promises if plan.precedent else ()
    return broken_promises(promises, plan.days), check_plan(plan)


def _facts(answer: _Answer) -> dict[str, object]:
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
        broken, violations = _breaks(answer.as_it_is)
        facts["as_it_is"] = {
            "broken": [broken_to_data(entry) for entry in broken],
            "violations": [violation_to_data(violation) for violation in violations],
        }
    return facts


def _with_plan(answer: _Answer) -> dict[str, object]:
    from caravan.files.plan_json import plan_to_json

    facts = _facts(answer)
    if answer.replanned is not None:
        facts["plan"] = json.loads(plan_to_json(answer.replanned.plan))
    return facts


def _print(answer: _Answer, before: Plan, out: Path | None) -> None:
    from caravan.cli.programme import programme
    from caravan.language.language import language
    from caravan.views.replan_text import as_it_is_text, replan_text

    english = language("en")
    if answer.as_it_is is not None:
        broken, violations = _breaks(answer.as_it_is)
        say(str(as_it_is_text(broken, violations, answer.as_it_is.tour, english)) + "\n")
    if answer.replanned is None:
        say(
            "Proved: no way leads the convoy to a bed each night."
            if answer.proved
            else "Not found in time: a way to a bed each night; it is not proved that there is none."
        )
        return
    plan = answer.replanned.plan
    text = replan_text(plan, answer.replanned.given_up, answer.touched, before.tour, english)
    say(f"{text}\n\n{programme(plan)}")
    if out is not None:
        say(f"\nThe plan is in {out}.")
