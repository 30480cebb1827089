"""How failures are told on the command line: as sentences, never as tracebacks."""

from __future__ import annotations

import sys
from typing import Any

import click

from caravan.errors import CaravanError, InputFaults

BAD_INPUT = 2
FAILURE = 1


class FaultTellingGroup(click.Group):
    """A group whose commands may raise CaravanError and OSError: both become exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a failure that caravan explains is printed and becomes an exit code."""
        try:
            return super().invoke(ctx)
        except InputFaults as faults:
            for fault in faults.faults:
                click.echo(str(fault), err=True)
            sys.exit(BAD_INPUT)
        except CaravanError as error:
            click.echo(str(error), err=True)
            sys.exit(BAD_INPUT)
        except BrokenPipeError:
            # Somebody reads only the first lines, as in `caravan plan … | head`.
            sys.stderr.close()
            sys.exit(FAILURE)
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            click.echo(f"{place}{error.strerror or error}", err=True)
            sys.exit(FAILURE)
