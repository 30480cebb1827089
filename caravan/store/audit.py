"""The audit trail: who did what, when. Lines are added, never changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from caravan.errors import Message
from caravan.store.account import Account
from caravan.store.database import Database
from caravan.store.messages import messages_from_json, messages_to_json
from caravan.store.schema import AuditRow


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One thing that somebody did.

    Attributes:
        who: the account as it was called then, or what acted by itself.
        schedule: the schedule it was done to, empty for the server as a whole.
    """

    at: datetime
    who: str
    schedule: str
    what: Message


Wording = Callable[[Account], AuditLine]
"""Words the line of what is done to an account."""


@dataclass(frozen=True, slots=True)
class Audit:
    """The audit trail of a database. Every method raises StateUnusable when it can't be used."""

    database: Database

    def note(self, at: datetime, who: str, schedule: str, what: Message) -> None:
        """Add a line. Never put a secret into it."""
        with self.database.writing() as session:
            self.add(session, at, who, schedule, what)

    def add(self, session: Session, at: datetime, who: str, schedule: str, what: Message) -> None:
        """The same within a transaction of the caller: done and noted, or neither."""
        session.add(AuditRow(at=at, who=who, schedule=schedule, what=messages_to_json((what,))))

    def add_line(self, session: Session, line: AuditLine) -> None:
        """The same with a line that somebody else has worded."""
        self.add(session, line.at, line.who, line.schedule, line.what)

    def listed(self, schedule: str | None = None, *, last: int = 200) -> tuple[AuditLine, ...]:
        """The last lines of a schedule, or with None of all, the newest first."""
        wanted = select(AuditRow).order_by(AuditRow.id.desc()).limit(last)
        if schedule is not None:
            wanted = wanted.where(AuditRow.schedule == schedule)
        with self.database.reading() as session:
            rows = [(row, messages_from_json(row.what)) for row in session.scalars(wanted)]
        return tuple(AuditLine(r.at, r.who, r.schedule, what[0]) for r, what in rows if what)
