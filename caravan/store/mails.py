"""The mails of a database, as organizers see them: drafted, read, edited, queued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.orm import Session

from caravan.errors import CaravanError, Message, msg
from caravan.store.audit import Audit
from caravan.store.database import Database
from caravan.store.mail import Mail, MailState
from caravan.store.mail_rows import has_later, mail_of, rows_changed, with_invitations
from caravan.store.schema import MailRow, PublicationRow


class MailChanged(CaravanError):
    """Somebody else has changed the mail meanwhile, or it is on its way.

    Attributes:
        latest: as it is now; None when it isn't there any more.
    """

    def __init__(self, latest: Mail | None) -> None:
        super().__init__(
            msg("This mail has changed meanwhile. Nothing was saved; look at it again.")
        )
        self.latest = latest


@dataclass(frozen=True, slots=True)
class Mails:
    """The mails of a database. Every method raises StateUnusable when it can't be used.

    Safe for threads and for several senders at once, also on several machines. What makes mails go
    out, or keeps them back, is noted in the audit trail at once with it; `who` is the account,
    empty for the only user of a computer.
    """

    database: Database

    def listed(self, schedule: str, publication: int | None = None) -> tuple[Mail, ...]:
        """The mails of a schedule, or of one publication, in the order of sending."""
        wanted = with_invitations().where(MailRow.schedule == schedule).order_by(MailRow.id)
        if publication is not None:
            wanted = wanted.where(MailRow.publication == publication)
        with self.database.reading() as session:
            return tuple(mail_of(*pair) for pair in session.execute(wanted))

    def numbered(self, id_: int, schedule: str) -> Mail | None:
        """One mail of a schedule; None when it has no such one."""
        with self.database.reading() as session:
            return _found(session, id_, schedule)

    def edit(
        self, id_: int, schedule: str, subject: str, text: str, *, version: int, state: MailState
    ) -> Mail:
        """Change what a mail says, while it is in a state. Raises MailChanged."""
        with self.database.writing() as session:
            self._change(
                session, id_, schedule, version, (state,), {"subject": subject, "text": text}
            )
            return _there(session, id_, schedule)

    def queue(
        self,
        schedule: str,
        publication: int,
        at: datetime,
        seen: Mapping[int, int] | None = None,
        *,
        who: str = "",
    ) -> int:
        """Have the drafts of a publication sent; how many.

        Args:
            at: when; noted at the publication the first time.
            seen: the versions of the drafts that are meant, by their ids; None for all drafts.
                A draft that has changed since stays a draft.
        """
        drafts = _all_of(
            MailRow.schedule == schedule,
            MailRow.publication == publication,
            MailRow.state == MailState.DRAFT.value,
        )
        with self.database.writing() as session:
            rows = list(session.scalars(select(MailRow).where(drafts).with_for_update()))
            wanted = [row for row in rows if seen is None or seen.get(row.id) == row.version]
            for row in wanted:
                row.state, row.next_try, row.attempts, row.error = (
                    MailState.QUEUED.value,
                    None,
                    0,
                    "",
                )
                row.version += 1
            if wanted:
                session.execute(
                    update(PublicationRow)
                    .where(
                        PublicationRow.schedule == schedule,
                        PublicationRow.number == publication,
                        PublicationRow.notified.is_(None),
                    )
                    .values(notified=at)
                )
                count = len(wanted)
                what = msg(
                    "Had {count} mails of publication {number} sent",
                    count=count,
                    number=publication,
                )
                Audit(self.database).add(session, at, who, schedule, what)
        return len(wanted)

    def hold(self, schedule: str, *, at: datetime, who: str = "") -> int:
        """Make drafts of all mails that wait to be sent and that no sender has begun; how many."""
        waiting = _all_of(MailRow.schedule == schedule, MailRow.state == MailState.QUEUED.value)
        with self.database.writing() as session:
            count = rows_changed(
                session, waiting, {"state": MailState.DRAFT.value, "version": MailRow.version + 1}
            )
            if count:
                what = msg("Held {count} mails back", count=count)
                Audit(self.database).add(session, at, who, schedule, what)
            return count

    def send_again(
        self, id_: int, schedule: str, *, version: int, at: datetime, who: str = ""
    ) -> Mail:
        """Queue a mail once more that failed, is unclear or was written as a file.

        Only a person may ask for it: its partner may get it twice. Raises MailChanged, also when
        a later mail to the same partner exists.
        """
        states = tuple(state for state in MailState if state.may_be_sent_again)
        change = {"state": MailState.QUEUED.value, "next_try": None, "attempts": 0, "leased": None}
        with self.database.writing() as session:
            mail = _found(session, id_, schedule)
            if mail is None or has_later(session, mail):
                raise MailChanged(mail)
            self._change(session, id_, schedule, version, states, change)
            Audit(self.database).add(session, at, who, schedule, _again(mail))
            return _there(session, id_, schedule)

    def _change(
        self,
        session: Session,
        id_: int,
        schedule: str,
        version: int,
        states: tuple[MailState, ...],
        change: dict[str, Any],
    ) -> None:
        wanted = _all_of(
            MailRow.id == id_,
            MailRow.schedule == schedule,
            MailRow.version == version,
            MailRow.state.in_([state.value for state in states]),
        )
        if rows_changed(session, wanted, {**change, "version": version + 1}) != 1:
            raise MailChanged(_found(session, id_, schedule))


def _again(mail: Mail) -> Message:
    """What is noted of a mail that is sent once more: it may be the second that arrives."""
    if mail.state is MailState.UNCLEAR:
        return msg(
            "Had the mail to {recipient} sent again, of which nobody knew whether it had arrived",
            recipient=mail.recipient,
        )
    return msg("Had the mail to {recipient} sent again", recipient=mail.recipient)


def _found(session: Session, id_: int, schedule: str) -> Mail | None:
    wanted = with_invitations().where(MailRow.id == id_, MailRow.schedule == schedule)
    # What was changed by a statement is read anew.
    pair = session.execute(wanted.execution_options(populate_existing=True)).first()
    return None if pair is None else mail_of(*pair)


def _there(session: Session, id_: int, schedule: str) -> Mail:
    mail = _found(session, id_, schedule)
    assert mail is not None  # noqa: S101 it was changed a moment ago, in this transaction
    return mail


def _all_of(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(*conditions)
