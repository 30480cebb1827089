"""The command line: ``caravan`` and its commands, each in a file of its own.

Libraries that take long to import are imported by the functions that need them: help is quick.
"""

from __future__ import annotations

import click

from caravan import __version__
from caravan.cli.backup import backup
from caravan.cli.check import check
from caravan.cli.compare import compare
from caravan.cli.explain import explain
from caravan.cli.export import export
from caravan.cli.faults import FaultTellingGroup
from caravan.cli.geocode import geocode
from caravan.cli.plan import plan
from caravan.cli.prices import prices
from caravan.cli.publish import publish
from caravan.cli.replan import replan
from caravan.cli.replies import replies
from caravan.cli.restore import restore
from caravan.cli.send import send
from caravan.cli.serve import serve


@click.group(cls=FaultTellingGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="caravan")
def main() -> None:
    """Plan a touring event, check the plan, and publish it.

    Exit codes: 0 done; 1 a violation was found or something failed; 2 misuse or faults in the
    files; 3 no plan keeps all required events, or none was found in time.

    \b
    Example:
      caravan plan data/schedule.yaml --out plan.json
      caravan check plan.json
      caravan export plan.json --format ics --out out/
    """  # noqa: D301 click reads \b: keep these lines as they are


main.add_command(plan)
main.add_command(check)
main.add_command(compare)
main.add_command(prices)
main.add_command(replan)
main.add_command(explain)
main.add_command(export)
main.add_command(geocode)
main.add_command(publish)
main.add_command(send)
main.add_command(replies)
main.add_command(serve)
main.add_command(backup)
main.add_command(restore)
