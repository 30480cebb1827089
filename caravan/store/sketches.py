"""Programmes that are changed by hand, kept move by move: nothing is lost by a reload or a restart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from caravan.errors import CaravanError, msg
from caravan.plan.sketch import Sketch
from caravan.store.database import Database
from caravan.store.schema import SketchRow
from caravan.store.sketch_text import moves_to_json, sketch_from_json


@dataclass(frozen=True, slots=True)
class KeptSketch:
    """A sketch as it is kept.

    Attributes:
        mark: of the plan that it began from, or that the person has gone on beside.
        version: rises with each change, and never comes again for a schedule.
        saved: when it was last changed.
    """

    sketch: Sketch
    mark: str
    version: int
    saved: datetime


class SketchedElsewhere(CaravanError):
    """The sketch has another version than the one that was changed. Nothing was overwritten.

    Attributes:
        latest: the sketch as it is now; None when it was put away.
    """

    def __init__(self, latest: KeptSketch | None) -> None:
        super().__init__(
            msg(
                "this programme was changed in another tab or by somebody else; "
                "nothing is overwritten"
            )
        )
        self.latest = latest


@dataclass(frozen=True, slots=True)
class Sketches:
    """The sketches in the database, one a schedule. Safe for threads and for other processes."""

    database: Database

    def open(self, schedule: str) -> KeptSketch | None:
        """The sketch of a schedule; None when there is none, or a spoilt one.

        Raises StateUnusable.
        """
        with self.database.reading() as session:
            return _kept(_row(session, schedule))

    def save(
        self, schedule: str, sketch: Sketch, *, mark: str, base: int, at: datetime
    ) -> KeptSketch:
        """Save a change of the version `base`, which is 0 for a new sketch.

        Raises SketchedElsewhere when the sketch isn't at `base` any more, StateUnusable.
        """
        with self.database.writing() as session:
            row = _row(session, schedule, to_change=True)
            _refuse_unless_at(base, row)
            # Versions rise for good, also over a sketch that was spoilt.
            version = (row.version if row else 0) + 1
            if row is None:
                row = SketchRow(schedule=_storable(schedule))
                session.add(row)
            row.mark, row.moves, row.position = mark, moves_to_json(sketch), sketch.position
            row.version, row.saved = version, at
            return KeptSketch(sketch, mark, version, at)

    def put_away(self, schedule: str, *, base: int, at: datetime) -> None:
        """Forget the sketch of version `base`: it has become the plan.

        Raises SketchedElsewhere when the sketch isn't at `base` any more, StateUnusable.
        """
        with self.database.writing() as session:
            row = _row(session, schedule, to_change=True)
            _refuse_unless_at(base, row)
            if row is not None:
                # The row stays, so that no later sketch has a version that this one had.
                row.moves, row.position, row.version, row.saved = "", 0, row.version + 1, at


def _row(session: Session, schedule: str, *, to_change: bool = False) -> SketchRow | None:
    wanted = select(SketchRow).where(SketchRow.schedule == _storable(schedule))
    # SQLite has one writer at a time and leaves the lock out; PostgreSQL needs it.
    return session.scalar(wanted.with_for_update() if to_change else wanted)


def _kept(row: SketchRow | None) -> KeptSketch | None:
    sketch = None if row is None else sketch_from_json(row.moves, row.position)
    if row is None or sketch is None:
        return None
    return KeptSketch(sketch, row.mark, row.version, row.saved)


def _refuse_unless_at(base: int, row: SketchRow | None) -> None:
    latest = _kept(row)
    if (latest.version if latest else 0) != base:
        raise SketchedElsewhere(latest)


def _storable(schedule: str) -> str:
    """A schedule's name as a database can hold it: a file's may have bytes that are no letters."""
    return schedule.encode("utf-8", "backslashreplace").decode()
