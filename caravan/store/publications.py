"""Publications: numbered, never changed, never lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from caravan.errors import CaravanError, msg
from caravan.plan.plan import Plan
from caravan.plan.publication import Publication, next_publication
from caravan.store.database import Database
from caravan.store.schema import PublicationRow

_KEEP_READ = 32
"""Publications that a process keeps in memory."""


class PublishedElsewhere(CaravanError):
    """Somebody else has published the schedule meanwhile.

    Attributes:
        number: of the latest publication now, 0 for none.
    """

    def __init__(self, number: int) -> None:
        super().__init__(
            msg(
                "Somebody else has published meanwhile (number {number}). Nothing was published; "
                "look at the differences again.",
                number=number,
            )
        )
        self.number = number


@dataclass(frozen=True, slots=True)
class Imprint:
    """A publication as lists show it.

    Attributes:
        number, made, who, note: as its publication has them.
        notified: when its mails were put into the outbox; None when that wasn't done.
    """

    number: int
    made: datetime
    who: str
    note: str
    notified: datetime | None


@dataclass(slots=True)
class Publications:
    """The publications of a database. Every method raises StateUnusable when it can't be used.

    Safe for threads; other processes may share the database.
    """

    database: Database
    _read: dict[tuple[str, int, datetime], Publication] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def publish(
        self, schedule: str, plan: Plan, *, base: int, at: datetime, who: str, note: str = ""
    ) -> Publication:
        """Make a plan the next publication of a schedule.

        Args:
            base: number of the latest publication that its author saw, 0 for none.

        Raises PublishedElsewhere when there is another one by now.
        """
        with self.database.writing() as session:
            return self.add(session, schedule, plan, base=base, at=at, who=who, note=note)

    def add(
        self,
        session: Session,
        schedule: str,
        plan: Plan,
        *,
        base: int,
        at: datetime,
        who: str,
        note: str = "",
    ) -> Publication:
        """The same within a transaction of the caller, who writes more with it."""
        from caravan.files.plan_json import plan_to_json
        from caravan.files.revisions_json import revisions_to_json

        number = latest_number(session, schedule)
        if number != base:
            raise PublishedElsewhere(number)
        before = self.read(session, schedule, number) if number else None
        made = next_publication(plan, before, schedule=schedule, made=at, who=who, note=note)
        session.add(
            PublicationRow(
                schedule=schedule,
                number=made.number,
                made=made.made,
                zone=plan.tour.zone,
                who=who,
                note=note,
                plan=plan_to_json(plan),
                revisions=revisions_to_json(made.revisions),
            )
        )
        session.flush()
        return made

    def latest(self, schedule: str) -> Publication | None:
        """What subscribers of a schedule get; None before anything was published."""
        with self.database.reading() as session:
            number = latest_number(session, schedule)
            return self.read(session, schedule, number) if number else None

    def numbered(self, schedule: str, number: int) -> Publication | None:
        """One publication of a schedule, None when it has no such one."""
        with self.database.reading() as session:
            return self.read(session, schedule, number)

    def latest_number(self, schedule: str) -> int:
        """The number of a schedule's latest publication, 0 for none."""
        with self.database.reading() as session:
            return latest_number(session, schedule)

    def latest_made(self, schedule: str) -> tuple[int, datetime] | None:
        """Number and instant of a schedule's latest publication, without reading it; None for none.

        Together they name it for good: after an older copy of the database was restored, a number
        may come again.
        """
        row = PublicationRow
        wanted = (
            select(row.number, row.made)
            .where(row.schedule == schedule)
            .order_by(row.number.desc())
            .limit(1)
        )
        with self.database.reading() as session:
            found = session.execute(wanted).first()
            return None if found is None else (found[0], found[1])

    def listed(self, schedule: str) -> tuple[Imprint, ...]:
        """All publications of a schedule, the latest first."""
        with self.database.reading() as session:
            row = PublicationRow
            wanted = (
                select(row.number, row.made, row.who, row.note, row.notified)
                .where(row.schedule == schedule)
                .order_by(row.number.desc())
            )
            return tuple(Imprint(*values) for values in session.execute(wanted))

    def read(self, session: Session, schedule: str, number: int) -> Publication | None:
        """One publication of a schedule, within a transaction of the caller."""
        which = (PublicationRow.schedule == schedule, PublicationRow.number == number)
        made = session.scalar(select(PublicationRow.made).where(*which))
        if made is None:
            return None
        # A number may come again, for another one, when an older copy was restored.
        known = self._read.get((schedule, number, made))
        if known is not None:
            return known
        row = session.scalar(select(PublicationRow).where(*which))
        if row is None:
            return None
        found = _read(row)
        with self._lock:
            self._read[schedule, number, made] = found
            while len(self._read) > _KEEP_READ:
                self._read.pop(next(iter(self._read)))
        return found


def latest_number(session: Session, schedule: str) -> int:
    """The number of a schedule's latest publication, 0 for none."""
    wanted = (
        select(PublicationRow.number)
        .where(PublicationRow.schedule == schedule)
        .order_by(PublicationRow.number.desc())
        .limit(1)
    )
    return session.scalar(wanted) or 0


def _read(row: PublicationRow) -> Publication:
    from caravan.files.plan_json import plan_from_json
    from caravan.files.revisions_json import revisions_from_json

    return Publication(
        row.schedule,
        row.number,
        row.made,
        row.who,
        row.note,
        plan_from_json(row.plan),
        revisions_from_json(row.revisions, row.zone),
    )
