"""``caravan replan``: from a plan and what has happened to the plan that follows."""

from __future__ import annotations

import json
import sys
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
from caravan.cli.replan_answer import ReplanAnswer, breaks_of, facts_of, replan_answer
from caravan.cli.reporting import reporter
from caravan.cli.search_options import progress_options, refuse_two_outputs, time_limit_option
from caravan.cli.targets import checked_file, write

if TYPE_CHECKING:
    from caravan.plan.plan import Plan


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
    "--late-team", default="", metavar="TEAM", help="Only this team is late, like team-2."
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
    late_team: str,
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
    if late_team and not late:
        raise click.UsageError("--late-team says who is late: give --late MINUTES, too")
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
        now = Now(instant_of(instant, tour), late, late_team)
        tour = adjusted(
            tour,
            *refusals(refuse, before, tour, now),
            *cancellations(cancel, tour),
            *cancelled_sailings(no_sailing, tour, now),
            *closed_roads(close_road, tour),
        )
        answer = replan_answer(before, tour, now, time_limit, report)
        if answer.replanned is not None and out is not None:
            write(out, plan_to_json(answer.replanned.plan).encode())
        facts = facts_of(answer)
        report.ended(str(facts.pop("result")), **facts)
    if as_json:
        say_json(_with_plan(answer))
    elif report.is_for_people:
        _print(answer, before, out)
    if answer.replanned is None:
        sys.exit(ExitCode.INFEASIBLE)


def _with_plan(answer: ReplanAnswer) -> dict[str, object]:
    from caravan.files.plan_json import plan_to_json

    facts = facts_of(answer)
    if answer.replanned is not None:
        facts["plan"] = json.loads(plan_to_json(answer.replanned.plan))
    return facts


def _print(answer: ReplanAnswer, before: Plan, out: Path | None) -> None:
    from caravan.cli.programme import programme
    from caravan.language.language import language
    from caravan.views.replan_text import replan_text

    if answer.replanned is None:
        say(
            "Proved: no way leads the convoy to a bed each night."
            if answer.proved
            else "Not found in time: a plan that follows; it is not proved that there is none."
            " Until one is found, the plan so far is the best that is known."
        )
        _print_as_it_is(answer, before)
        return
    _print_as_it_is(answer, before)
    plan = answer.replanned.plan
    english = language("en")
    text = replan_text(plan, answer.replanned.given_up, answer.touched, before.tour, english)
    say(f"{text}\n\n{programme(plan)}")
    if out is not None:
        say(f"\nThe plan is in {out}.")


def _print_as_it_is(answer: ReplanAnswer, before: Plan) -> None:
    from caravan.language.language import language
    from caravan.views.as_it_is_text import as_it_is_text

    if answer.as_it_is is None:
        return
    broken, violations = breaks_of(answer.as_it_is)
    text = as_it_is_text(before, broken, violations, language("en"), is_late=answer.is_late)
    say(f"{text}\n" if answer.replanned else str(text))
