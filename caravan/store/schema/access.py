"""The tables of who may see and do what, and of what was done."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from caravan.store.schema.columns import Base


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
