"""The tables of what partners were told, asked, and have answered."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caravan.store.schema.columns import Base


class PublicationRow(Base):
    """A numbered version of a plan that partners were told of. It never changes.

    Attributes:
        number: in the schedule, from 1, without gaps.
        zone: name of the tour's time zone; `made` is an instant.
        who: the account that published it, as it was called then.
        plan: as `plan_to_json` writes it; revisions: as `revisions_to_json` does.
        notified: when its mails were put into the outbox; None as long as they are drafts.
    """

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("schedule", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule: Mapped[str]
    number: Mapped[int]
    made: Mapped[datetime]
    zone: Mapped[str]
    who: Mapped[str]
    note: Mapped[str]
    plan: Mapped[str]
    revisions: Mapped[str]
    notified: Mapped[datetime | None]


class InvitationRow(Base):
    """One partner, one event, one UID: what was asked, and what was answered.

    Attributes:
        email: to which it was last sent.
        state: as `InvitationState` names it.
        sequence: last sent; -1 before anything was.
        stands: the event's last sequence of which what was sent is still true: higher when it
            was moved and moved back before anybody was told.
        reply_by: the date by which an answer is hoped for.
        answered: when the last answer that counts was given; its hours and words, if any.
        proposal_begins, proposal_ends: what was proposed instead, as instants.
        settled: when an organizer has acted on a refusal or a proposal.
        version: rises with each change; tells two organizers from one another.
    """

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("schedule", "partner", "event"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule: Mapped[str]
    partner: Mapped[str]
    event: Mapped[str]
    uid: Mapped[str] = mapped_column(index=True)
    email: Mapped[str]
    state: Mapped[str] = mapped_column(String(20))
    sequence: Mapped[int]
    stands: Mapped[int] = mapped_column(server_default="-1")
    reply_by: Mapped[date | None]
    answered: Mapped[datetime | None]
    proposal_begins: Mapped[datetime | None]
    proposal_ends: Mapped[datetime | None]
    comment: Mapped[str] = mapped_column(server_default="")
    settled: Mapped[datetime | None]
    version: Mapped[int]


class MailRow(Base):
    """A mail to one partner: a draft, one that waits to be sent, or one that was.

    Attributes:
        key: of what it tells whom, so that nobody gets it twice: schedule, publication, partner,
            event and method.
        method: REQUEST or CANCEL.
        kind: what changed for the partner, as `ChangeKind` names it; told: the publication that
            told him last, 0 for none.
        subject, text: as the organizer edited them; the calendar part is made when it is sent.
        original: hash of both as they were before anybody edited them.
        state: as `MailState` names it. A mail whose sending was cut off is unclear: it may have
            arrived, and is never sent again by itself.
        attempts: that failed before anything was handed over; next_try: when the next one is due.
        leased: until when a sender has it to itself.
        sent: when it was handed over, its Date; message_id: without angle brackets.
    """

    __tablename__ = "mail"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    schedule: Mapped[str] = mapped_column(index=True)
    publication: Mapped[int]
    invitation_id: Mapped[int] = mapped_column(
        ForeignKey("invitation.id", ondelete="CASCADE"), index=True
    )
    method: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(20))
    told: Mapped[int]
    sequence: Mapped[int]
    recipient: Mapped[str]
    language: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str]
    text: Mapped[str]
    original: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(20), index=True)
    attempts: Mapped[int]
    next_try: Mapped[datetime | None]
    leased: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(server_default="")
    message_id: Mapped[str] = mapped_column(server_default="")
    made: Mapped[datetime]
    sent: Mapped[datetime | None]
    version: Mapped[int]


class ReplyRow(Base):
    """An answer that came in, by mail, from a file or through a link; also one that doesn't count.

    Attributes:
        digest: of what came, so that reading a mailbox twice counts nothing twice.
        source: mail, file or link.
        answer: as `Answer` names it; empty when none could be read.
        refusal: why it doesn't count, as `messages_to_json` writes it; empty when it does.
    """

    __tablename__ = "reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    schedule: Mapped[str] = mapped_column(index=True)
    invitation_id: Mapped[int | None] = mapped_column(
        ForeignKey("invitation.id", ondelete="SET NULL"), index=True
    )
    source: Mapped[str] = mapped_column(String(10))
    sender: Mapped[str]
    answer: Mapped[str] = mapped_column(String(20))
    sequence: Mapped[int | None]
    proposal_begins: Mapped[datetime | None]
    proposal_ends: Mapped[datetime | None]
    comment: Mapped[str]
    received: Mapped[datetime]
    refusal: Mapped[str]
