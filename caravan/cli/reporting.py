"""Telling how far a search is, and hearing when it should stop."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

import click

from caravan.cli.json_lines import JsonLines
from caravan.cli.progress_line import ProgressLine
from caravan.cli.stopping import listen_for_stop, stopped_by_signals
from caravan.errors import CaravanError, InputFaults, Message

if TYPE_CHECKING:
    from caravan.planning.progress import Progress


class Reporter(Protocol):
    """Somebody who is told about a search and may stop it."""

    is_for_people: bool

    def told_to_stop(self) -> bool:
        """Whether the search should end with the best plan so far."""

    def told(self, progress: Progress) -> None:
        """News of the search."""

    def counted(self, done: int, wanted: int, seconds: float, **facts: object) -> None:
        """How many of many things are done since so many seconds; facts tell of the newest."""

    def mailed(self, done: int, wanted: int, seconds: float, **facts: object) -> None:
        """How many of how many mails are through; facts tell of the newest."""

    def uploaded(self, done: int, wanted: int, seconds: float) -> None:
        """How many of how many files of a site are there."""

    def explained(self, stage: str, done: int, wanted: int, seconds: float) -> None:
        """News of an explanation."""

    def warned(self, warning: Message) -> None:
        """Something a person must know about the plan."""

    def ended(self, result: str, **facts: object) -> None:
        """How it ended: "optimal", "priced", "sent", "published", "failed" and so on."""


@contextlib.contextmanager
def reporter(kind: str) -> Iterator[Reporter]:
    """The reporter for ``--progress``: "auto", "none" or "json". Ctrl-C stops the search.

    What is raised inside is told as the result "faults", for input that is wrong, or "failed".
    """
    stop = threading.Event()
    report: Reporter
    if kind == "json":
        listen_for_stop(stop)
        report = JsonLines(stop)
    else:
        report = ProgressLine(stop, shown=kind == "auto")
    with stopped_by_signals(stop):
        try:
            yield report
        except CaravanError as error:
            first = error.faults[0].problem if isinstance(error, InputFaults) else error.message
            # Its parts too, for whoever shows it in another language.
            report.ended(
                "faults",
                message=str(error),
                template=first.template,
                values=dict(first.values),
            )
            raise
        except Exception as error:
            message = error.message if isinstance(error, click.ClickException) else str(error)
            report.ended("failed", message=message or type(error).__name__)
            raise
