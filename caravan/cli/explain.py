"""``caravan explain``: why a tour has no plan, and what would give it one."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caravan.cli.exit_codes import ExitCode
from caravan.cli.faults import AnsweringCommand
from caravan.cli.output import say, say_json
from caravan.cli.reporting import Reporter, reporter
from caravan.cli.search_options import (
    progress_options,
    refuse_two_outputs,
    time_limit_option,
)

if TYPE_CHECKING:
    from caravan.plan.plan import Plan
    from caravan.plan.repair import Explanation
    from caravan.planning.explaining.explain import Step
    from caravan.tour.tour import Tour


@click.command(cls=AnsweringCommand)
@click.argument("schedule", type=click.Path(path_type=Path))
@click.option(
    "--cities",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="Read the places from this file, not from the one that the schedule names.",
)
@time_limit_option("Stop then, with what is known so far.")
@progress_options("the answer")
def explain(
    schedule: Path,
    cities: Path | None,
    time_limit: float | None,
    progress: str,
    *,
    as_json: bool,
) -> None:
    """Explain why the tour of the file SCHEDULE has no plan, and what would give it one.

    Names the few wishes that clash, or what is short, then the cheapest change of each kind that
    makes a plan possible, each tried out, with what the plan would then be. Ctrl-C stops with what
    is known so far, a second one ends at once. Exit code 3 when there is no plan, 0 when there is
    one after all.

    \b
    Example:
      caravan explain data/schedule.yaml
    """  # noqa: D301 click reads \b: keep these lines as they are
    refuse_two_outputs(progress, as_json=as_json)
    from caravan.files.explanation_json import explanation_to_data
    from caravan.files.read_tour import read_tour
    from caravan.plan.plan import Plan

    with reporter(progress) as report:
        tour = read_tour(schedule, cities)
        answer = _answer(tour, time_limit, report)
        if isinstance(answer, Plan):
            report.ended("planned")
        else:
            report.ended(_result(answer), explanation=explanation_to_data(answer))
    if isinstance(answer, Plan):
        _print_plan(answer, report, as_json=as_json)
        return
    if as_json:
        say_json({"status": "infeasible", **explanation_to_data(answer)})
    elif report.is_for_people:
        _print(answer, tour)
    sys.exit(ExitCode.INFEASIBLE)


def _answer(tour: Tour, time_limit: float | None, report: Reporter) -> Explanation | Plan:
    from caravan.planning.explaining.explain import explain as explained
    from caravan.travel.engines import engine_settings, roads_of
    from caravan.travel.times import TravelTimes

    def told(_so_far: Explanation, step: Step) -> None:
        report.explained(step.stage.value, step.done, step.total, step.seconds)

    roads = roads_of(tour, engine_settings(os.environ))
    answer = explained(
        tour,
        travel=TravelTimes(tour, roads),
        time_limit=time_limit,
        on_news=told,
        should_stop=report.told_to_stop,
    )
    for warning in roads.warnings:
        report.warned(warning)
    return answer


def _result(explanation: Explanation) -> str:
    """In a word: whether anything is known of why there is no plan, or of a way out."""
    is_known = explanation.infeasible.proved or explanation.repairs
    return "explained" if is_known else "unknown"


def _print(explanation: Explanation, tour: Tour) -> None:
    from caravan.language.language import language
    from caravan.views.explanation import explanation_text

    say(explanation_text(explanation, tour, language("en")).whole)


def _print_plan(plan: Plan, report: Reporter, *, as_json: bool) -> None:
    from caravan.language.language import language
    from caravan.views.verdict import verdict

    if as_json:
        say_json({"status": plan.status.value})
    elif report.is_for_people:
        say(f"The tour can be planned. {verdict(plan, language('en'))}")
