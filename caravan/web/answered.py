"""Questions that were answered before, as long as nothing has changed since."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import date as Date
from pathlib import Path

from caravan.store.watch import Stamp, Watch

_MOST = 20_000
"""Questions that are remembered: some 10 MB."""
_MOMENT = 0.001
"""Seconds for which nobody looks again whether something has changed."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Under which conditions an answer holds.

    Attributes:
        document: the key of what was answered.
        stamp: of the database, from before it was asked.
        today: the date (UTC) of the answer.
        file: of the schedule, if it isn't in the database: the answer holds while it is there.
    """

    document: str
    stamp: Stamp
    today: Date
    file: Path | None


class AnsweredBefore:
    """Remembers what was answered to a path with its query. For the thread of one event loop."""

    def __init__(self, watch: Watch, clock: Callable[[], datetime]) -> None:
        self._watch = watch
        self._clock = clock
        self._answered: OrderedDict[tuple[str, bytes], Answered] = OrderedDict()
        self._looked = float("-inf")
        self._stamp: Stamp | None = None
        self._today: Date | None = None
        self._there: dict[Path, bool] = {}

    def document(self, path: str, query: bytes) -> str | None:
        """The key of the document; None when it isn't known, or may be another one by now."""
        known = self._answered.get((path, query))
        if (
            known is None
            or known.stamp != self.stamp()
            or known.today != self._today
            or (known.file is not None and not self._is_there(known.file))
        ):
            return None
        return known.document

    def remember(self, path: str, query: bytes, answered: Answered) -> None:
        """Remember an answer; the oldest ones are forgotten."""
        self._answered.pop((path, query), None)
        self._answered[path, query] = answered
        while len(self._answered) > _MOST:
            self._answered.popitem(last=False)

    def stamp(self) -> Stamp | None:
        """Of the database; None when it can't be told. Looked up once in a millisecond."""
        now = time.monotonic()
        if now - self._looked > _MOMENT:
            self._stamp = self._watch.stamp()
            self._today = self._clock().astimezone(UTC).date()
            self._looked = now
            self._there.clear()
        return self._stamp

    def _is_there(self, file: Path) -> bool:
        """Whether a file is there. Looked up as often as the stamp, just before."""
        if file not in self._there:
            self._there[file] = file.exists()
        return self._there[file]
