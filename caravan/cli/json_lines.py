"""Progress as one JSON object a line, for a program that started this one."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

import click

from caravan.cli.output import forget_unwritten
from caravan.errors import Message

if TYPE_CHECKING:
    from caravan.planning.progress import Progress


class JsonLines:
    """Tells on the output. Once nobody reads it any more, the search is stopped."""

    is_for_people = False

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop

    def told_to_stop(self) -> bool:
        """Whether it should."""
        return self._stop.is_set()

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

    def counted(self, done: int, wanted: int, seconds: float, **facts: object) -> None:
        """How many of how many are done, and what the newest of them is."""
        self._say(phase="prices", seconds=round(seconds, 3), done=done, wanted=wanted, **facts)

    def mailed(self, done: int, wanted: int, seconds: float, **facts: object) -> None:
        """How many of how many mails are through, and what became of the newest."""
        self._say(phase="mails", seconds=round(seconds, 3), done=done, wanted=wanted, mail=facts)

    def uploaded(self, done: int, wanted: int, seconds: float) -> None:
        """How many of how many files of a site are there."""
        self._say(phase="upload", seconds=round(seconds, 3), done=done, wanted=wanted)

    def explained(self, stage: str, done: int, wanted: int, seconds: float) -> None:
        """What the explaining is at, and how many parts of that are done."""
        self._say(phase=stage, seconds=round(seconds, 3), done=done, wanted=wanted)

    def warned(self, warning: Message) -> None:
        """The English text, and its parts for whoever shows it in another language."""
        self._say(warning=str(warning), template=warning.template, values=dict(warning.values))

    def ended(self, result: str, **facts: object) -> None:
        """The last line."""
        self._say(result=result, **facts)

    def _say(self, **facts: object) -> None:
        try:
            click.echo(json.dumps(facts))
        except BrokenPipeError:
            # The plan may still be wanted in its file.
            self._stop.set()
            forget_unwritten()
