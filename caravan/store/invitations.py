"""The invitations of a database: one row for each partner of each event that was told of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caravan.errors import CaravanError, msg
from caravan.plan.invitation_state import InvitationState
from caravan.store.database import Database
from caravan.store.invitation import Invitation
from caravan.store.mail import MailState, Method
from caravan.store.schema import InvitationRow, MailRow


class InvitationChanged(CaravanError):
    """Somebody else, or an answer, has changed the invitation meanwhile.

    Attributes:
        latest: as it is now; None when it isn't there any more.
    """

    def __init__(self, latest: Invitation | None) -> None:
        super().__init__(
            msg("This invitation has changed meanwhile. Nothing was saved; look at it again.")
        )
        self.latest = latest


@dataclass(frozen=True, slots=True)
class Invitations:
    """The invitations of a database. Every method raises StateUnusable when it can't be used."""

    database: Database

    def listed(self, schedule: str) -> tuple[Invitation, ...]:
        """All invitations of a schedule, in the order in which they were made."""
        with self.database.reading() as session:
            return tuple(map(invitation_of, rows_of(session, schedule)))

    def numbered(self, id_: int, schedule: str) -> Invitation | None:
        """One invitation of a schedule; None when it has no such one."""
        with self.database.reading() as session:
            row = session.get(InvitationRow, id_)
            return invitation_of(row) if row is not None and row.schedule == schedule else None

    def with_uid(self, uid: str) -> tuple[Invitation, ...]:
        """The invitations of all partners to the event of this UID, of whatever schedule."""
        wanted = select(InvitationRow).where(InvitationRow.uid == uid).order_by(InvitationRow.id)
        with self.database.reading() as session:
            return tuple(map(invitation_of, session.scalars(wanted)))

    def told_before(self, id_: int, schedule: str, sequence: int) -> int | None:
        """The sequence that a partner was told last before another one; None when none is known."""
        row = MailRow
        wanted = select(func.max(row.sequence)).where(
            row.invitation_id == id_,
            row.schedule == schedule,
            row.method == Method.REQUEST.value,
            row.sequence < sequence,
            row.state.in_([state.value for state in MailState if state.has_told]),
        )
        with self.database.reading() as session:
            return session.scalar(wanted)

    def set_reply_by(
        self, id_: int, schedule: str, reply_by: date | None, *, version: int
    ) -> Invitation:
        """Ask for the answer by another date. Raises InvitationChanged."""
        with self.database.writing() as session:
            wanted = select(InvitationRow).where(
                InvitationRow.id == id_, InvitationRow.schedule == schedule
            )
            row = session.scalar(wanted.with_for_update())
            if row is None or row.version != version:
                raise InvitationChanged(None if row is None else invitation_of(row))
            row.reply_by = reply_by
            row.version += 1
            session.flush()
            return invitation_of(row)


def rows_of(session: Session, schedule: str) -> list[InvitationRow]:
    """The rows of a schedule, in the order in which they were made."""
    wanted = (
        select(InvitationRow).where(InvitationRow.schedule == schedule).order_by(InvitationRow.id)
    )
    return list(session.scalars(wanted))


def new_row(session: Session, schedule: str, partner: str, event: str, uid: str) -> InvitationRow:
    """The invitation of a partner whom nobody has told of the event."""
    row = InvitationRow(
        schedule=schedule,
        partner=partner,
        event=event,
        uid=uid,
        email="",
        state=InvitationState.NOT_SENT.value,
        sequence=-1,
        stands=-1,
        comment="",
        version=1,
    )
    session.add(row)
    session.flush()
    return row


def ask_anew(row: InvitationRow, *, email: str, sequence: int) -> None:
    """Note that a partner was asked; an answer to the same question stays."""
    is_answered = InvitationState(row.state).is_answer and row.sequence == sequence
    row.email, row.sequence = email, sequence
    row.stands = max(row.stands, sequence)
    if not is_answered:
        row.state = InvitationState.INVITED.value
        row.answered = row.proposal_begins = row.proposal_ends = row.settled = None
        row.comment = ""
    row.version += 1


def call_off(row: InvitationRow, sequence: int | None = None) -> None:
    """Note that a partner was told that it doesn't take place, or was never told that it does."""
    row.state = InvitationState.CANCELLED.value
    if sequence is not None:
        row.sequence = sequence
    row.version += 1


def invitation_of(row: InvitationRow) -> Invitation:
    """The invitation of a row."""
    return Invitation(
        row.id,
        row.schedule,
        row.partner,
        row.event,
        row.uid,
        row.email,
        InvitationState(row.state),
        row.sequence,
        row.stands,
        row.reply_by,
        row.answered,
        row.proposal_begins,
        row.proposal_ends,
        row.comment,
        row.settled,
        row.version,
    )
