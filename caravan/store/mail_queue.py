"""The mails that wait to be sent, as senders see them: one sender at a time takes each.

At most once: a mail is marked as being sent, safe on the disk, before a server gets it. Whatever
happens between that moment and the server's answer, it is never sent a second time by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from caravan.errors import Message, msg
from caravan.store.database import Database
from caravan.store.invitations import ask_anew, call_off
from caravan.store.mail import Mail, MailState, Method
from caravan.store.mail_rows import has_later, mail_of, rows_changed, with_invitations
from caravan.store.messages import messages_to_json
from caravan.store.schema import InvitationRow, MailRow

LONGEST_WAIT = timedelta(days=1)
"""No mail waits longer than this for anything: when it seems to, a clock has jumped back."""

_CUT_OFF = msg(
    "The sending was cut off after the mail server had begun to take this mail. It may have arrived."
)


@dataclass(frozen=True, slots=True)
class MailQueue:
    """The queue of a database. Every method raises StateUnusable when it can't be used.

    Safe for threads and for several senders at once, also on several machines.
    """

    database: Database

    def claim(self, schedule: str, at: datetime, until: datetime) -> Mail | None:
        """The next mail that is due, for this sender alone until then; None when none is.

        A cancellation of what was never sent, and a mail that a later one has overtaken, is never
        given: it is superseded.
        """
        wanted = (
            with_invitations()
            .where(
                MailRow.schedule == schedule,
                MailRow.state == MailState.QUEUED.value,
                _is_past(MailRow.next_try, at),
                _is_past(MailRow.leased, at),
            )
            .order_by(MailRow.id)
            .limit(1)
            .with_for_update(of=MailRow, skip_locked=True)
        )
        with self.database.writing() as session:
            while True:
                pair = session.execute(wanted).first()
                if pair is None:
                    return None
                row = pair[0]
                row.version += 1
                if _is_overtaken(session, mail_of(*pair)):
                    row.state = MailState.SUPERSEDED.value
                    session.flush()
                    continue
                row.leased = until
                session.flush()
                return mail_of(*pair)

    def begin(self, session: Session, mail: Mail, at: datetime, until: datetime) -> bool:
        """Mark a claimed mail as being handed over, within a transaction of the caller.

        False when it isn't this sender's any more: then it must not be sent.
        """
        mine = _all_of(
            MailRow.id == mail.id,
            MailRow.state == MailState.QUEUED.value,
            MailRow.version == mail.version,
        )
        change = {
            "state": MailState.SENDING.value,
            "leased": until,
            "sent": at,
            "version": mail.version + 1,
        }
        return rows_changed(session, mine, change) == 1

    def taken(self, mail: Mail, state: MailState) -> None:
        """Note that a mail was handed over: it is sent, or written.

        That is so whatever its state has become meanwhile: another sender may have thought it cut
        off.
        """
        with self.database.writing() as session:
            row, invitation = _rows(session, mail)
            row.state, row.leased, row.error = state.value, None, ""
            row.version += 1
            _note(invitation, mail.method, mail.recipient, mail.sequence)

    def unclear(self, mail: Mail, error: Message) -> None:
        """Note that nobody knows whether a mail was taken."""
        with self.database.writing() as session:
            row, invitation = _rows(session, mail)
            if row.state == MailState.SENDING.value:
                _become_unclear(row, invitation, error)

    def failed(self, mail: Mail, error: Message) -> None:
        """Note that a mail was refused for good. It was certainly not handed over."""
        self._not_handed_over(mail, error, MailState.FAILED, None, 1)

    def put_off(
        self, mail: Mail, error: Message, next_try: datetime | None, *, attempts: int = 1
    ) -> None:
        """Note that a mail couldn't be handed over now, and when to try again.

        Args:
            attempts: 0 for a reason that has nothing to do with the mail.
        """
        self._not_handed_over(mail, error, MailState.QUEUED, next_try, attempts)

    def put_off_due(self, schedule: str, at: datetime, next_try: datetime, error: Message) -> int:
        """Let all mails wait that are due, because the server can't be reached; how many."""
        due = _all_of(
            MailRow.schedule == schedule,
            MailRow.state == MailState.QUEUED.value,
            _is_past(MailRow.next_try, at),
            _is_past(MailRow.leased, at),
        )
        change = {
            "next_try": next_try,
            "error": messages_to_json((error,)),
            "version": MailRow.version + 1,
        }
        with self.database.writing() as session:
            return rows_changed(session, due, change)

    def tidy(self, schedule: str, at: datetime) -> int:
        """Make unclear what a sender that has died was handing over; how many."""
        wanted = select(MailRow).where(
            MailRow.schedule == schedule,
            MailRow.state == MailState.SENDING.value,
            _is_past(MailRow.leased, at),
        )
        with self.database.reading() as session:
            if session.scalar(wanted.limit(1)) is None:
                return 0
        with self.database.writing() as session:
            rows = list(session.scalars(wanted.with_for_update()))
            for row in rows:
                _become_unclear(row, session.get_one(InvitationRow, row.invitation_id), _CUT_OFF)
        return len(rows)

    def due(self, at: datetime) -> tuple[str, ...]:
        """The schedules of which something is to be done now: to send a mail, or to `tidy`."""
        queued = and_(MailRow.state == MailState.QUEUED.value, _is_past(MailRow.next_try, at))
        active = or_(queued, MailRow.state == MailState.SENDING.value)
        wanted = select(MailRow.schedule).where(active, _is_past(MailRow.leased, at)).distinct()
        with self.database.reading() as session:
            return tuple(sorted(session.scalars(wanted)))

    def next_due(self, schedule: str) -> datetime | None:
        """When something is to be done next: an attempt, or to look after a sender; or None."""
        active = (MailState.QUEUED.value, MailState.SENDING.value)
        wanted = select(MailRow).where(MailRow.schedule == schedule, MailRow.state.in_(active))
        with self.database.reading() as session:
            times = [_due(row) for row in session.scalars(wanted)]
        return min(times, default=None)

    def _not_handed_over(
        self, mail: Mail, error: Message, state: MailState, next_try: datetime | None, attempts: int
    ) -> None:
        with self.database.writing() as session:
            row, _ = _rows(session, mail)
            is_mine = row.version in {mail.version, mail.version + 1}  # claimed, or begun
            if not is_mine or row.state not in {MailState.QUEUED.value, MailState.SENDING.value}:
                return
            # Whatever was published meanwhile took this mail for one that its partner knows.
            row.state = (MailState.SUPERSEDED if has_later(session, mail) else state).value
            row.error, row.next_try = messages_to_json((error,)), next_try
            row.sent = row.leased = None
            row.attempts += attempts
            row.version += 1


def _rows(session: Session, mail: Mail) -> tuple[MailRow, InvitationRow]:
    wanted = with_invitations().where(MailRow.id == mail.id).with_for_update()
    row, invitation = session.execute(wanted).one()
    return row, invitation


def _all_of(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(*conditions)


def _is_past(column: Any, at: datetime) -> ColumnElement[bool]:
    return or_(column.is_(None), column <= at, column > at + LONGEST_WAIT)


def _due(row: MailRow) -> datetime:
    """When a queued mail may be claimed, or a sender of this one is taken for dead."""
    times = [row.leased] if row.state == MailState.SENDING.value else [row.leased, row.next_try]
    return max((time for time in times if time is not None), default=row.made)


def _become_unclear(row: MailRow, invitation: InvitationRow, error: Message) -> None:
    row.state, row.leased, row.error = (
        MailState.UNCLEAR.value,
        None,
        messages_to_json((error,)),
    )
    row.version += 1
    # The partner may know, and answer.
    _note(invitation, Method(row.method), row.recipient, row.sequence)


def _note(invitation: InvitationRow, method: Method, recipient: str, sequence: int) -> None:
    if sequence < invitation.sequence:
        return  # an older one, sent again: what was told since stands
    if method is Method.CANCEL:
        call_off(invitation, sequence)
    else:
        ask_anew(invitation, email=recipient, sequence=sequence)


def _is_overtaken(session: Session, mail: Mail) -> bool:
    """Whether it mustn't be sent any more: a later mail exists, or it cancels what nobody knows."""
    if has_later(session, mail):
        return True
    if mail.method is Method.REQUEST:
        return False
    asked = select(MailRow.id).where(
        MailRow.invitation_id == mail.invitation,
        MailRow.method == Method.REQUEST.value,
        MailRow.state.in_([state.value for state in MailState if state.has_told]),
    )
    return session.scalar(asked.limit(1)) is None
