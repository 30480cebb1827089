"""What the secrets in addresses open, remembered as long as the database hasn't changed."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from pathlib import Path

from caravan.store.desk import Desk
from caravan.store.link import Link, LinkKind
from caravan.store.settings import schedules
from caravan.store.watch import Stamp, Watch

_MOST = 10_000
"""Secrets that are remembered: some 10 MB."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a secret opens.

    Attributes:
        number, made: of the latest publication of the link's schedule.
    """

    link: Link
    number: int
    made: datetime


@dataclass(frozen=True, slots=True)
class _Remembered:
    opening: Opening
    stamp: Stamp
    today: Date
    file: Path | None


class Openings:
    """Remembers what secrets open. To be used by one thread, but for `ask`."""

    def __init__(self, desk: Desk, kinds: Collection[LinkKind]) -> None:
        self._desk = desk
        self._kinds = frozenset(kinds)
        self._watch = Watch(desk.links.database)
        self._remembered: OrderedDict[str, _Remembered] = OrderedDict()
        self._files: dict[str, Path | None] = {}

    def known(self, secret: str, today: Date) -> Opening | None:
        """What a secret opens, without asking the database; None when it has to be asked."""
        found = self._remembered.get(secret)
        if (
            found is None
            or found.today != today
            or found.stamp != self._watch.stamp()
            or (found.file is not None and not os.path.exists(found.file))  # noqa: PTH110 quicker
        ):
            return None
        self._remembered.move_to_end(secret)
        return found.opening

    def stamp(self) -> Stamp | None:
        """To be taken before `ask`."""
        return self._watch.stamp()

    def ask(self, secret: str, today: Date) -> Opening | None:
        """What a secret opens by the database; None for whatever is wrong, all of it alike.

        Slower, and for any thread. Raises StateUnusable.
        """
        link = self._desk.links.opened(secret, self._kinds, today)
        made = None if link is None else self._desk.publications.latest_made(link.schedule)
        if link is None or made is None:
            return None
        if link.schedule not in self._files:
            self._files[link.schedule] = self._file_of(link.schedule)
        return Opening(link, *made)

    def remember(self, secret: str, opening: Opening, stamp: Stamp | None, today: Date) -> None:
        """Keep an answer with the stamp from before it was asked for."""
        if stamp is None:
            return
        file = self._files[opening.link.schedule]
        self._remembered[secret] = _Remembered(opening, stamp, today, file)
        self._remembered.move_to_end(secret)
        while len(self._remembered) > _MOST:
            self._remembered.popitem(last=False)

    def _file_of(self, schedule: str) -> Path | None:
        """The file of a schedule, None for a kept tour: its name is never that of a file."""
        known = {each.name: each.path for each in schedules(self._desk.settings)}
        return known.get(schedule)
