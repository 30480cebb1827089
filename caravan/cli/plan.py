"""``caravan plan``: from the files of a tour to its plan."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caravan.cli.exit_codes import ExitCode
from caravan.cli.faults import AnsweringCommand
from caravan.cli.output import say, say_json, say_json_text
from caravan.cli.reporting import Reporter, reporter
from caravan.cli.search_options import (
    progress_options,
    refuse_two_outputs,
    time_limit_option,
)
from caravan.cli.targets import checked_file, write

if TYPE_CHECKING:
    from caravan.plan.infeasible import Infeasible
    from caravan.plan.plan import Plan
    from caravan.tour.tour import Tour


@click.command(cls=AnsweringCommand)
@click.argument("schedule", type=click.Path(path_type=Path))
@click.option(
    "--cities",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="Read the places from this file, not from the one that the schedule names.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the plan to this file."
)
@time_limit_option("Stop the search then, with the best plan so far.")
@progress_options("the answer")
def plan(
    schedule: Path,
    cities: Path | None,
    out: Path | None,
    time_limit: float | None,
    progress: str,
    *,
    as_json: bool,
) -> None:
    """Plan the tour of the file SCHEDULE.

    Prints the programme day by day and how good it is proved to be. Ctrl-C stops the search with
    the best plan so far, a second one ends at once. Exit code 3 when no plan keeps all required
    events: then it says whether that is proved, and which towns stand in the way.

    \b
    Example:
      caravan plan data/schedule.yaml --out plan.json
    """  # noqa: D301 click reads \b: keep these lines as they are
    refuse_two_outputs(progress, as_json=as_json)
    if out is not None:
        checked_file(out, "--out", inputs=(schedule, *([cities] if cities else [])))
    from caravan.files.plan_json import plan_to_json
    from caravan.files.read_tour import read_tour
    from caravan.plan.infeasible import Infeasible

    with reporter(progress) as report:
        tour = read_tour(schedule, cities)
        answer = _answer(tour, time_limit, report)
        if isinstance(answer, Infeasible):
            report.ended("infeasible", **_facts(answer))
        else:
            if out is not None:
                write(out, plan_to_json(answer).encode())
            report.ended(answer.status.value)
    if isinstance(answer, Infeasible):
        _print_no_plan(answer, tour, report, as_json=as_json)
        if out is not None and out.exists():
            say(f"{out} is an older plan and stays as it was.", err=True)
        sys.exit(ExitCode.INFEASIBLE)
    _print_plan(answer, out, report, as_json=as_json)


def _answer(tour: Tour, time_limit: float | None, report: Reporter) -> Plan | Infeasible:
    from caravan.plan.geometry import with_legs
    from caravan.plan.infeasible import Infeasible
    from caravan.planning.solve import solve
    from caravan.travel.engines import EngineRoads, engine_settings, roads_of
    from caravan.travel.times import TravelTimes

    roads = roads_of(tour, engine_settings(os.environ))
    answer = solve(
        tour,
        travel=TravelTimes(tour, roads),
        time_limit=time_limit,
        on_progress=report.told,
        should_stop=report.told_to_stop,
    )
    if isinstance(roads, EngineRoads) and not isinstance(answer, Infeasible):
        answer = with_legs(answer, roads.with_geometry)
    for warning in roads.warnings:
        report.warned(warning)
    return answer


def _print_plan(plan: Plan, out: Path | None, report: Reporter, *, as_json: bool) -> None:
    from caravan.cli.programme import programme
    from caravan.files.plan_json import plan_to_json

    if as_json:
        say_json_text(plan_to_json(plan))
    elif report.is_for_people:
        say(programme(plan))
        if out is not None:
            say(f"\nThe plan is in {out}.")


def _print_no_plan(answer: Infeasible, tour: Tour, report: Reporter, *, as_json: bool) -> None:
    from caravan.language.language import language
    from caravan.views.no_plan import infeasible_text

    if as_json:
        say_json({"status": "infeasible", **_facts(answer)})
    elif report.is_for_people:
        say(str(infeasible_text(answer, tour, language("en"))))


def _facts(answer: Infeasible) -> dict[str, object]:
    omissions = [
        {
            "event": omission.event,
            "helps": omission.helps,
            "travel_minutes": omission.travel_minutes,
        }
        for omission in answer.omissions
    ]
    return {"proved": answer.proved, "omissions": omissions}
