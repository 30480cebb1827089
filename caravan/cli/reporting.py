"""Telling how far a search is, and hearing when it should stop."""

from __future__ import annotations

import contextlib
import json
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING, Protocol

import click

from caravan.errors import Message

if TYPE_CHECKING:
    from caravan.planning.progress import Progress

_WORDS = {
    "days": "finding every feasible day",
    "bound": "bounding the travel time",
    "search": "choosing days",
    "improve": "improving the plan",
    "explain": "finding out what would help",
}


class Reporter(Protocol):
    """Somebody who is told about a search and may stop it."""

    is_for_people: bool
    told_to_stop: Callable[[], bool]

    def told(self, progress: Progress) -> None:
        """News of the search."""

    def warned(self, warning: Message) -> None:
        """Something a person must know about the plan."""

    def ended(self, result: str, **facts: object) -> None:
        """How it ended: optimal, feasible, infeasible or faults."""


@contextlib.contextmanager
def reporter(kind: str) -> Iterator[Reporter]:
    """The reporter for ``--progress``: "auto", "none" or "json". Ctrl-C stops the search."""
    stop = threading.Event()

    def interrupted(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = {number: signal.signal(number, interrupted) for number in _SIGNALS}
    try:
        if kind == "json":
            _listen(stop)
            yield JsonLines(stop.is_set)
        else:
            terminal = Terminal(stop.is_set, shown=kind == "auto" and sys.stderr.isatty())
            try:
                yield terminal
            finally:
                terminal.clear()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def _listen(stop: threading.Event) -> None:
    """Stop when the input says so or ends; its reader must not outlive the search."""

    def listen() -> None:
        for line in sys.stdin:
            if line.strip() == "stop":
                break
        stop.set()

    threading.Thread(target=listen, daemon=True).start()


class JsonLines:
    """One JSON object a line on the output, for a program that started this one."""

    is_for_people = False

    def __init__(self, told_to_stop: Callable[[], bool]) -> None:
        self.told_to_stop = told_to_stop

    def told(self, progress: Progress) -> None:
        """Phase, seconds, feasible days, value, travel minutes and bound."""
        self._say(
            phase=progress.phase.value,
            seconds=round(progress.seconds, 3),
            columns=progress.columns,
            value=progress.value,
            travel_minutes=progress.travel_minutes,
            bound=progress.bound,
        )

    def warned(self, warning: Message) -> None:
        """The English text."""
        self._say(warning=str(warning))

    def ended(self, result: str, **facts: object) -> None:
        """The last line."""
        self._say(result=result, **facts)

    def _say(self, **facts: object) -> None:
        # Whoever listened may be gone: the search then ends by the end of its input.
        with contextlib.suppress(BrokenPipeError):
            print(json.dumps(facts), flush=True)  # noqa: T201 the protocol with the parent


class Terminal:
    """One line on the terminal that changes as the search goes on."""

    is_for_people = True

    def __init__(self, told_to_stop: Callable[[], bool], *, shown: bool) -> None:
        self.told_to_stop = told_to_stop
        self._shown = shown
        self._drawn = False

    def told(self, progress: Progress) -> None:
        """What it does, since when, the best plan and what is proved."""
        if not self._shown:
            return
        parts = [f"{progress.seconds:5.1f} s", _WORDS[progress.phase.value]]
        if progress.travel_minutes is not None:
            parts.append(f"best plan {progress.travel_minutes} min of travel")
        if progress.bound is not None:
            parts.append(f"at least {progress.bound} min")
        click.echo("\r\x1b[K" + "  ".join(parts)[:100], nl=False, err=True)
        self._drawn = True

    def warned(self, warning: Message) -> None:
        """A line of its own, always shown."""
        self.clear()
        click.echo(f"Warning: {warning}", err=True)

    def ended(self, result: str, **facts: object) -> None:
        """The line is wiped: what follows says it better."""
        del result, facts
        self.clear()

    def clear(self) -> None:
        """Wipe the line."""
        if self._drawn:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._drawn = False
