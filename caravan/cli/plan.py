"""``caravan plan``: from the files of a tour to its plan."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caravan.cli.programme import print_no_plan, print_programme
from caravan.cli.reporting import Reporter, reporter
from caravan.errors import CaravanError, InputFaults
from caravan.plan.infeasible import Infeasible

if TYPE_CHECKING:
    from caravan.plan.plan import Plan

INFEASIBLE = 3


@click.command()
@click.argument("schedule", type=click.Path(path_type=Path))
@click.option("--cities", type=click.Path(path_type=Path), help="Towns, instead of the schedule's.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the plan to this file.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Stop then, with the best plan so far.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
@click.option(
    "--progress",
    type=click.Choice(["auto", "none", "json"]),
    default="auto",
    show_default=True,
    help="How to tell the progress: on the terminal, not at all, or as JSON lines on the output,"
    ' which also stop the search when the line "stop" or the end of input is read.',
)
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
    the best plan so far. Exit code 3 when no plan keeps all required events.

    Example: caravan plan data/schedule.yaml --out plan.json
    """
    if as_json and progress == "json":
        raise click.UsageError("--json and --progress json both want the output; choose one.")
    with reporter(progress) as report:
        try:
            answer = _answer(schedule, cities, time_limit, report)
        except (InputFaults, CaravanError) as error:
            report.ended("faults", message=str(error))
            raise
        if isinstance(answer, Infeasible):
            _tell_infeasible(answer, schedule, cities, report, as_json=as_json)
            sys.exit(INFEASIBLE)
        from caravan.files.plan_json import plan_to_json, write_plan

        if out is not None:
            write_plan(answer, out)
        report.ended(answer.status.value)
    if as_json:
        click.echo(plan_to_json(answer), nl=False)
    elif progress != "json":
        print_programme(answer)


def _answer(
    schedule: Path, cities: Path | None, time_limit: float | None, report: Reporter
) -> Plan | Infeasible:
    from caravan.files.read_tour import read_tour
    from caravan.plan.geometry import with_legs
    from caravan.planning.solve import solve
    from caravan.travel.engines import EngineRoads, engine_settings, roads_of
    from caravan.travel.times import TravelTimes

    tour = read_tour(schedule, cities)
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


def _tell_infeasible(
    answer: Infeasible, schedule: Path, cities: Path | None, report: Reporter, *, as_json: bool
) -> None:
    facts = {
        "proved": answer.proved,
        "omissions": [
            {"event": omission.event, "travel_minutes": omission.travel_minutes}
            for omission in answer.omissions
        ],
    }
    report.ended("infeasible", **facts)
    if as_json:
        click.echo(json.dumps({"status": "infeasible", **facts}, indent=2))
    elif report.is_for_people:
        from caravan.files.read_tour import read_tour

        print_no_plan(answer, read_tour(schedule, cities))
