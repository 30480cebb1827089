"""The command line: ``caravan plan``, ``check``, ``export`` and ``serve``.

Exit codes: 0 done, 1 a violation or a failure, 2 misuse or bad input, 3 no plan keeps all
required events.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import click

import caravan
from caravan.cli.check import check
from caravan.cli.export import export
from caravan.cli.faults import FaultTellingGroup
from caravan.cli.plan import plan
from caravan.cli.serve import serve


def _version() -> str:
    try:
        return version("caravan")
    except PackageNotFoundError:
        return caravan.__version__


@click.group(cls=FaultTellingGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(_version(), prog_name="caravan")
def main() -> None:
    """Plan a touring event, check the plan, and publish it."""


main.add_command(plan)
main.add_command(check)
main.add_command(export)
main.add_command(serve)
