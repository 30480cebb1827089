"""``caravan check``: is a plan right?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caravan.cli.counted import counted
from caravan.cli.exit_codes import ExitCode
from caravan.cli.faults import AnsweringCommand
from caravan.cli.output import one_line, say, say_json

if TYPE_CHECKING:
    from caravan.errors import Fault
    from caravan.plan.check import Violation
    from caravan.plan.plan import Plan


@click.command(cls=AnsweringCommand)
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print what is wrong as JSON.")
def check(plan_file: Path, *, as_json: bool) -> None:
    """Check the plan of the file PLAN against every rule of its tour.

    The check shares nothing with the planner. It also compares the figures that the file states
    with those that follow from its timeline. That no better plan exists is what the planner
    proved; it is not proved again. Exit code 1 when something is wrong.

    \b
    Example:
      caravan check plan.json
    """  # noqa: D301 click reads \b: keep these lines as they are
    from caravan.files.plan_json import disagreements, read_plan
    from caravan.plan.check import check_plan

    plan = read_plan(plan_file)
    violations = check_plan(plan)
    misstated = disagreements(plan_file)
    is_right = not violations and not misstated
    if as_json:
        found = [_violation(violation) for violation in violations]
        figures = [_figure(fault) for fault in misstated]
        say_json({"ok": is_right, "violations": found, "misstated": figures})
    elif is_right:
        say(_praise(plan))
    else:
        for line in (*violations, *misstated):
            say(one_line(str(line)))
    if not is_right:
        sys.exit(ExitCode.FAILURE)


def _violation(violation: Violation) -> dict[str, str | None]:
    return {
        "rule": violation.rule.value,
        "team": violation.team or None,
        "date": violation.date.isoformat() if violation.date else None,
        "place": violation.place or None,
        "event": violation.event or None,
        "message": str(violation.message),
    }


def _figure(fault: Fault) -> dict[str, str]:
    return {"where": fault.where, "message": str(fault.problem)}


def _praise(plan: Plan) -> str:
    days = counted(len({day.date for day in plan.days}), "day")
    return f"The plan keeps every rule of its tour: {days}, {counted(len(plan.kept), 'event')}."
