"""How failures are told on the command line: as sentences, never as tracebacks."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Any

import click

from caravan.cli.exit_codes import ExitCode
from caravan.cli.output import forget_unwritten, forgive_encodings, one_line, say, say_json
from caravan.errors import CaravanError, Fault, InputFaults


class FaultTellingGroup(click.Group):
    """The program: whatever its commands raise ends as a sentence and an exit code."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command and end the program."""
        forgive_encodings()
        try:
            return super().main(*args, **extra)
        except SystemExit:
            _forget_interrupt()
            raise
        # What click explains itself doesn't come here.
        except Exception as error:  # noqa: BLE001 the last place where a failure can be told
            code = _tell(error)
        forget_unwritten()
        sys.exit(code)


class AnsweringCommand(click.Command):
    """A command with ``--json``: what is wrong is JSON on the output, too."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except InputFaults as error:
            if ctx.params.get("as_json"):
                say_json({"faults": [_plain(fault) for fault in error.faults]})
            raise
        except CaravanError as error:
            if ctx.params.get("as_json"):
                say_json({"error": str(error)})
            raise


def _forget_interrupt() -> None:
    """Let Ctrl-C, which click has told, end the program with click's exit code.

    Python remembers an interrupt within code that a library runs from a text, as dataclasses do when
    they are imported, even if it is handled; and would end as if killed. Other such code forgets it.
    """
    exec("")  # noqa: S102 a constant


def _plain(fault: Fault) -> dict[str, str | int | None]:
    return {
        "file": fault.file,
        "line": fault.line,
        "where": fault.where,
        "problem": str(fault.problem),
        "remedy": str(fault.remedy),
    }


def _tell(error: Exception) -> ExitCode:
    """Say what went wrong; the exit code that belongs to it."""
    try:
        return _told(error)
    except OSError:  # nobody listens, or the disk that should keep the output is full
        return ExitCode.FAILURE


def _told(error: Exception) -> ExitCode:
    if isinstance(error, CaravanError):
        for text in error.faults if isinstance(error, InputFaults) else (error,):
            say(one_line(str(text)), err=True)
        from caravan.store.state_folder import StateUnusable

        # A database that can't be used is no fault in what was asked.
        return ExitCode.FAILURE if isinstance(error, StateUnusable) else ExitCode.BAD_INPUT
    if isinstance(error, BrokenPipeError):
        # Somebody reads only the first lines, as in `caravan plan … | head`.
        return ExitCode.FAILURE
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        say(f"Error: {place}{error.strerror or error}", err=True)
        return ExitCode.FAILURE
    if isinstance(error, MemoryError):
        say("Error: this machine has not enough memory for that", err=True)
        return ExitCode.FAILURE
    if os.environ.get("CARAVAN_DEBUG") == "1":
        traceback.print_exception(error)
    what = " ".join(f"{type(error).__name__}: {error}".split())
    say(
        f"Internal error ({what[:500]}). That is a fault of caravan, not yours: please report it,"
        " with what CARAVAN_DEBUG=1 adds.",
        err=True,
    )
    return ExitCode.FAILURE
