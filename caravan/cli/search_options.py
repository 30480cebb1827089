"""The options that all commands have which search: when to stop, and how to tell the progress."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def no_riddle(_context: click.Context, _option: click.Parameter, seconds: float | None) -> object:
    """Refuse a time limit that is no number: it would never be over. Raises BadParameter."""
    if seconds is not None and math.isnan(seconds):
        raise click.BadParameter("nan is not a number of seconds.")
    return seconds


def time_limit_option(what_then: str) -> Callable[[Command], Command]:
    """``--time-limit SECONDS``, handed over as `time_limit`; its help says what happens then."""
    return click.option(
        "--time-limit",
        type=click.FloatRange(min=0, min_open=True),
        callback=no_riddle,
        metavar="SECONDS",
        help=what_then,
    )


def progress_options(what: str) -> Callable[[Command], Command]:
    """``--json``, handed over as `as_json`, and ``--progress``.

    Args:
        what: "the answer", for example: what ``--json`` prints.
    """
    as_json = click.option("--json", "as_json", is_flag=True, help=f"Print {what} as JSON.")
    progress = click.option(
        "--progress",
        type=click.Choice(["auto", "none", "json"]),
        default="auto",
        show_default=True,
        help="How to tell the progress: in a line on the terminal, not at all, or as JSON lines on"
        ' the output; these also stop the search at a line "stop" in the input, or at its end.',
    )
    return lambda command: as_json(progress(command))


def refuse_two_outputs(progress: str, *, as_json: bool) -> None:
    """Raises UsageError when two of these options want the output for themselves."""
    if as_json and progress == "json":
        raise click.UsageError("--json and --progress json both want the output; choose one.")
