"""``caravan check``: is a plan right?"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from caravan.cli.faults import FAILURE


@click.command()
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the violations as JSON.")
def check(plan_file: Path, *, as_json: bool) -> None:
    """Check the plan of the file PLAN against every rule of its tour.

    The check shares nothing with the planner. It also compares the figures that the file states
    with those that follow from its timeline. Exit code 1 when something is wrong.

    Example: caravan check plan.json
    """
    from caravan.files.plan_json import disagreements, read_plan
    from caravan.plan.check import check_plan

    plan = read_plan(plan_file)
    violations = check_plan(plan)
    misstated = disagreements(plan_file)
    if as_json:
        found = [
            {
                "rule": violation.rule.value,
                "team": violation.team,
                "date": violation.date.isoformat() if violation.date else None,
                "place": violation.place,
                "event": violation.event,
                "message": str(violation.message),
            }
            for violation in violations
        ]
        figures = [str(fault) for fault in misstated]
        click.echo(
            json.dumps(
                {"ok": not found and not figures, "violations": found, "misstated": figures},
                indent=2,
                ensure_ascii=False,
            )
        )
    else:
        for line in (*violations, *misstated):
            click.echo(str(line))
        if not violations and not misstated:
            days, events = len(plan.days), len(plan.kept)
            click.echo(f"The plan keeps every rule: {days} days, {events} events.")
    if violations or misstated:
        sys.exit(FAILURE)
