"""The tables of the store. A change here needs a revision in `caravan/store/migrations/versions`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import ClassVar

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

REVISION = "0003"
"""The last revision: what a database needs to have for this code."""


class Instant(TypeDecorator[datetime]):
    """A moment, in UTC on its way in and out, whatever the database makes of time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What is written. Raises ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {value}")
        moment = value.astimezone(UTC)
        # SQLite keeps text, which sorts like the moments as long as none has an offset.
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """What is read."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """A text of any length, as every database can keep it.

    Half characters, from names of files that are no text, become escapes; NULs, which PostgreSQL
    refuses, a sign for them.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """What is written, or looked for."""
        if value is None:
            return None
        whole = value.encode("utf-8", "backslashreplace").decode()
        return whole.replace("\0", "\N{SYMBOL FOR NULL}")


class Base(DeclarativeBase):
    """All tables. Constraints have names, so that revisions can change them."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: Instant, str: Words}


class TourRow(Base):
    """A kept tour. What it holds is in its current version.

    Attributes:
        public_id: in addresses.
        current: the number of the version that is shown. It tells two who edit at the same time
            from one another: a number always stands for the same files.
        changed: when the current version was saved, or gone back to.
        scenario_of: the tour that this one is a what-if of, None for a tour of its own. Whoever
            removes a tour for good removes its what-ifs too.
        scenario: the what-if's name, empty for a tour of its own.
    """

    __tablename__ = "tour"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True)
    current: Mapped[int]
    made: Mapped[datetime]
    changed: Mapped[datetime]
    archived: Mapped[datetime | None]
    deleted: Mapped[datetime | None]
    scenario_of: Mapped[int | None] = mapped_column(index=True)
    scenario: Mapped[str] = mapped_column(server_default="")


class VersionRow(Base):
    """A version of a tour. It never changes, but for what lists show of it.

    Attributes:
        number: in the tour, from 1, in the order in which they were saved.
        parent: the number of the version that it was made from; None for the first, or when that
            one isn't kept any more.
        what: the change that made it, as `messages_to_json` writes it.
        names, first_day, last_day, towns: what lists show; the names as pairs of language and
            title.
        search: the titles as `folded` makes them.
    """

    __tablename__ = "tour_version"
    __table_args__ = (UniqueConstraint("tour_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id", ondelete="CASCADE"))
    number: Mapped[int]
    parent: Mapped[int | None]
    what: Mapped[str]
    saved: Mapped[datetime]
    names: Mapped[list[list[str]]] = mapped_column(JSON)
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    towns: Mapped[int]
    search: Mapped[str]


class FileRow(Base):
    """A file of a version: the schedule in position 0, then those beside it."""

    __tablename__ = "version_file"

    version_id: Mapped[int] = mapped_column(
        ForeignKey("tour_version.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    bom: Mapped[bool]
    text_id: Mapped[int] = mapped_column(ForeignKey("tour_text.id"), index=True)


class TextRow(Base):
    """The text of a file, once for all versions of a tour that have it: most edits change one."""

    __tablename__ = "tour_text"
    __table_args__ = (UniqueConstraint("tour_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(String(64))
    text: Mapped[str]


class PlanRow(Base):
    """A plan that was found, or made by hand.

    Attributes:
        key: of the tour that it answers; of an adopted plan, of tour and schedule together.
        mark: the key of the tour, and what changes whenever the plan does.
        plan: as `plan_to_json` writes it; warnings: as `messages_to_json` does.
    """

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    mark: Mapped[str] = mapped_column(String(100))
    plan: Mapped[str]
    warnings: Mapped[str]


class LatestRow(Base):
    """The plan last kept for a schedule: what its pages show."""

    __tablename__ = "latest_plan"

    schedule: Mapped[str] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)


class SketchRow(Base):
    """A programme that is being changed by hand, not yet the plan of its schedule.

    Attributes:
        mark: of the plan that it began from.
        moves: where it began and all moves made by hand, as JSON; `position` of them hold, the
            others were undone. Empty when it was put away.
        version: rises with each change; tells two tabs from one another.
    """

    __tablename__ = "sketch"

    schedule: Mapped[str] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(100))
    moves: Mapped[str]
    position: Mapped[int]
    version: Mapped[int]
    saved: Mapped[datetime]


class AnswerRow(Base):
    """What was worked out about a tour or a plan and takes long to work out again.

    Attributes:
        key: of the question; text: the answer, as JSON.
    """

    __tablename__ = "answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100), unique=True)
    text: Mapped[str]


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


class LinkRow(Base):
    """An address with a secret of its own, of which only a hash is kept.

    Attributes:
        digest: SHA-256 of the secret, in hexadecimal digits.
        kind: as `LinkKind` names it; subject: of what the kind speaks, like a partner's id.
        invitation_id: of a link with which one invitation is answered.
        label: what organizers call it.
        used: the last date on which it was opened.
    """

    __tablename__ = "link"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    schedule: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    invitation_id: Mapped[int | None] = mapped_column(
        ForeignKey("invitation.id", ondelete="CASCADE"), index=True
    )
    label: Mapped[str]
    language: Mapped[str] = mapped_column(String(10))
    made: Mapped[datetime]
    expires: Mapped[datetime | None]
    revoked: Mapped[datetime | None]
    used: Mapped[date | None]


class AccountRow(Base):
    """A person who may log in.

    Attributes:
        name: to log in with, folded: no two differ in case only.
        password: as `hashed_password` writes it; None for one who logs in elsewhere.
        subject: issuer and subject of OpenID Connect; None for a local account.
        is_admin: may do everything with every tour, and make accounts.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    shown: Mapped[str]
    password: Mapped[str | None]
    subject: Mapped[str | None] = mapped_column(unique=True)
    is_admin: Mapped[bool]
    made: Mapped[datetime]
    disabled: Mapped[datetime | None]


class MembershipRow(Base):
    """What an account may do with one schedule: a role as `Role` names it."""

    __tablename__ = "membership"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    schedule: Mapped[str] = mapped_column(primary_key=True, index=True)
    role: Mapped[str] = mapped_column(String(20))


class LoginRow(Base):
    """A browser in which somebody is logged in; `digest` is the hash of its cookie's secret."""

    __tablename__ = "login"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    made: Mapped[datetime]
    expires: Mapped[datetime]


class TicketRow(Base):
    """A link with which a password is chosen, once; `digest` is the hash of its secret.

    Attributes:
        account_id: whose password; None makes the first account of all.
    """

    __tablename__ = "ticket"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    made: Mapped[datetime]
    expires: Mapped[datetime]


class AttemptRow(Base):
    """An attempt to log in that didn't succeed; `source` is a hash of the name or the address."""

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime]


class AuditRow(Base):
    """Who did what, when. Rows are added, never changed.

    Attributes:
        who: the account as it was called then, or what acted by itself.
        what: as `messages_to_json` writes it.
    """

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str]
    schedule: Mapped[str] = mapped_column(index=True)
    what: Mapped[str]
