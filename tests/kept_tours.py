"""Kept tours for tests: small files, a card, a person who edits, a clock that only goes when told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import event

from caravan.errors import msg
from caravan.files.bounded_text import BoundedText
from caravan.files.tour_files import TourFiles
from caravan.store.database import _opened
from caravan.store.tours import TourCard, Tours

if TYPE_CHECKING:
    from caravan.store.database import Database

NOON = datetime(2020, 3, 9, 12, tzinfo=UTC)
CARD = TourCard((("fr", "Caravane d’été"), ("ar", "قافلة الصيف")), NOON.date(), None, 3)


def files(text: str, *, cities: str = "id,name_fr\n") -> TourFiles:
    """The files of a tour whose schedule is a text."""
    beside = (BoundedText("cities.csv", cities, bom=True),)
    return TourFiles(BoundedText("schedule.yaml", text, bom=False), beside)


def in_haste(database: Database) -> Database:
    """The same database, not waiting for the disk: for tests that only look at its logic."""
    engine = _opened(database.path.absolute()).engine
    event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA synchronous = OFF"))
    return database


@dataclass
class Organizer:
    """Somebody who edits one tour, minute by minute, and remembers which version she saw."""

    tours: Tours
    id: str
    seen: int
    now: datetime = NOON

    @classmethod
    def of_new_tour(cls, tours: Tours, text: str = "one", card: TourCard = CARD) -> Organizer:
        opened = tours.create(files(text), card, msg("New tour"), NOON)
        return cls(tours, opened.kept.id, opened.kept.version)

    def another(self) -> Organizer:
        """Another tab or person, who opens the tour now."""
        return Organizer(self.tours, self.id, self.tours.open(self.id).kept.version, self.now)

    @property
    def text(self) -> str:
        return self.tours.open(self.id).files.schedule.text

    def write(self, text: str):
        what = msg("wrote {text}", text=text)
        return self._saw(
            self.tours.save(self.id, files(text), CARD, base=self.seen, what=what, at=self._later())
        )

    def undo(self):
        return self._saw(self.tours.undo(self.id, base=self.seen, at=self._later()))

    def redo(self):
        return self._saw(self.tours.redo(self.id, base=self.seen, at=self._later()))

    def _later(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def _saw(self, opened):
        self.seen = opened.kept.version
        return opened
