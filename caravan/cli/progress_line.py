"""Progress as one line on the terminal that changes as the search goes on."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from typing import TYPE_CHECKING

import click

from caravan.cli.output import say
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
_STAGES = {
    "plan": "looking for a plan",
    "conflict": "finding what clashes",
    "repairs": "trying changes",
    "improve": "improving the plans of changes",
}
_WIPE = "\r\x1b[K"
_SECONDS_BETWEEN = 0.1


class ProgressLine:
    """Tells on the error output, where a person may see it: a pipe or a file gets no line."""

    is_for_people = True

    def __init__(self, stop: threading.Event, *, shown: bool) -> None:
        self._stop = stop
        self._shown = shown and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._news: Progress | None = None
        self._news_came = self._last_drawn = 0.0
        self._count = ""
        self._drawn = self._stop_told = False

    def told_to_stop(self) -> bool:
        """Whether it should. Asked often, so the clock in the line goes on meanwhile."""
        stop = self._stop.is_set()  # once: a signal may come at any moment
        if stop and not self._stop_told:
            self._stop_told = True
            self.clear()
            has_plan = self._news is not None and self._news.travel_minutes is not None
            how = "Stopping with the best plan so far." if has_plan else "Stopping."
            how = "Stopping with what is known so far." if self._count else how
            say(f"{how} Ctrl-C again ends at once.", err=True)
        self._draw()
        return stop

    def told(self, progress: Progress) -> None:
        """What it does, since when, the best plan and what is proved."""
        self._news, self._news_came = progress, time.monotonic()
        self._draw()

    def counted(self, done: int, wanted: int, seconds: float, **facts: object) -> None:
        """How many of how many are done."""
        del facts
        self._count = f"{seconds:5.1f} s  {done} of {wanted} changes tried"
        self._draw()

    def mailed(self, done: int, wanted: int, seconds: float, **facts: object) -> None:
        """How many of how many mails are through."""
        del facts
        self._count = f"{seconds:5.1f} s  {done} of {wanted} mails"
        self._draw()

    def uploaded(self, done: int, wanted: int, seconds: float) -> None:
        """How many of how many files of a site are there."""
        self._count = f"{seconds:5.1f} s  {done} of {wanted} files"
        self._draw()

    def explained(self, stage: str, done: int, wanted: int, seconds: float) -> None:
        """What the explaining is at, and how many parts of that are done."""
        count = f", {done} of {wanted}" if wanted else ""
        self._count = f"{seconds:5.1f} s  {_STAGES[stage]}{count}"
        self._draw()

    def warned(self, warning: Message) -> None:
        """A line of its own, always shown."""
        self.clear()
        say(f"Warning: {warning}", err=True)

    def ended(self, result: str, **facts: object) -> None:
        """The line is wiped: what follows says it better."""
        del result, facts
        self.clear()
        self._shown = False

    def clear(self) -> None:
        """Wipe the line."""
        if self._drawn:
            click.echo(_WIPE, nl=False, err=True)
            self._drawn = False

    def _draw(self) -> None:
        now = time.monotonic()
        if not self._shown or now < self._last_drawn + _SECONDS_BETWEEN:
            return
        line = self._count
        if self._news is not None:
            line = _line(self._news, self._news.seconds + now - self._news_came)
        if not line:
            return
        width = shutil.get_terminal_size().columns - 1  # a full line would break
        click.echo(_WIPE + line[:width], nl=False, err=True)
        self._drawn, self._last_drawn = True, now


def _line(progress: Progress, seconds: float) -> str:
    parts = [f"{seconds:5.1f} s", _WORDS[progress.phase.value]]
    if progress.travel_minutes is not None:
        parts.append(f"best plan {progress.travel_minutes} min of travel")
    if progress.bound is not None:
        parts.append(f"at least {progress.bound} min")
    return "  ".join(parts)
