"""Tickets: links with which somebody chooses a password, once. The first one makes an account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from caravan.errors import CaravanError, msg
from caravan.store.account import Account, NoSuchAccount
from caravan.store.accounts import Accounts, account_of, row_of
from caravan.store.audit import Audit, Wording
from caravan.store.database import Database
from caravan.store.logins import Logins, NewLogin
from caravan.store.passwords import check_new_password, hashed_password
from caravan.store.schema import AccountRow, LoginRow, TicketRow
from caravan.store.secret_digest import digest_of, new_secret

FIRST_LASTS = timedelta(hours=1)
"""How long the link that a server prints works: its terminal may be kept in a journal."""
LASTS = timedelta(days=3)
"""How long a link works that an administrator hands to somebody."""


class TicketOver(CaravanError):
    """The link was used, is over, or never was one."""

    def __init__(self) -> None:
        super().__init__(msg("This link doesn't work any more. Ask for another one."))


@dataclass(frozen=True, slots=True)
class NewTicket:
    """A ticket that was just made: the only moment at which its secret can be shown."""

    secret: str = field(repr=False)
    expires: datetime


@dataclass(frozen=True, slots=True)
class Tickets:
    """The tickets of a database. Every method raises StateUnusable when it can't be used.

    Attributes:
        key: the server's secret, which signs cookies.
    """

    database: Database
    key: Callable[[], str]

    def for_first_account(self, at: datetime) -> NewTicket | None:
        """A ticket for the account that makes all others; None when there is an account."""
        with self.database.writing() as session:
            if _has_accounts(session):
                return None
            return _new(session, None, at, FIRST_LASTS)

    def for_account(self, id_: int, at: datetime, *, line: Wording | None = None) -> NewTicket:
        """A ticket with which the owner of an account chooses a password; earlier ones are over.

        Args:
            line: of the audit trail, kept at once with it.

        Raises NoSuchAccount, also for one that is closed or logs in elsewhere.
        """
        with self.database.writing() as session:
            row = row_of(session, id_)
            if row.subject is not None or row.disabled is not None:
                raise NoSuchAccount
            session.execute(delete(TicketRow).where(TicketRow.account_id == id_))
            if line is not None:
                Audit(self.database).add_line(session, line(account_of(row)))
            return _new(session, id_, at, LASTS)

    def account(self, secret: str, at: datetime) -> Account | None:
        """Whose password a ticket chooses; None for the first account, which has no name yet.

        Raises TicketOver.
        """
        with self.database.reading() as session:
            row = _account_row(session, _found(session, _wanted(secret, at)))
            return None if row is None else account_of(row)

    def use(self, secret: str, typed: str, password: str, at: datetime) -> NewLogin:
        """Choose a password and be logged in here, nowhere else; the ticket is over. It is noted.

        Args:
            typed: the name of the first account; not looked at for another one.

        Raises TicketOver, and ImpossibleValue for a name or a password that can't be one, after
        which the ticket can be used once more.
        """
        known = self.account(secret, at)
        check_new_password(password, *((typed,) if known is None else (known.name, known.shown)))
        hashed = hashed_password(password)  # before the transaction, because it takes long
        with self.database.writing() as session:
            ticket = _found(session, _wanted(secret, at).with_for_update())
            row = _account_row(session, ticket)
            what = msg("Made the first account.") if row is None else msg("Chose a password.")
            if row is None:
                row = Accounts(self.database).add(session, typed, at, is_admin=True)
                # The other tickets for a first account are over.
                session.execute(delete(TicketRow).where(TicketRow.account_id.is_(None)))
            else:
                session.delete(ticket)
                session.execute(delete(LoginRow).where(LoginRow.account_id == row.id))
            row.password = hashed
            Audit(self.database).add(session, at, row.shown, "", what)
            return Logins(self.database, self.key).add(session, row, at)


def _new(session: Session, account: int | None, at: datetime, lasts: timedelta) -> NewTicket:
    session.execute(delete(TicketRow).where(TicketRow.expires <= at))
    secret = new_secret()
    digest, expires = digest_of(secret), at + lasts
    session.add(TicketRow(digest=digest, account_id=account, made=at, expires=expires))
    session.flush()
    return NewTicket(secret, expires)


def _wanted(secret: str, at: datetime) -> Select[TicketRow]:
    digest = digest_of(secret) or ""
    return select(TicketRow).where(TicketRow.digest == digest, TicketRow.expires > at)


def _found(session: Session, wanted: Select[TicketRow]) -> TicketRow:
    """Raises TicketOver."""
    row = session.scalar(wanted)
    if row is None:
        raise TicketOver
    return row


def _account_row(session: Session, ticket: TicketRow) -> AccountRow | None:
    """Raises TicketOver for a closed account, and for a first one when there are others."""
    if ticket.account_id is None:
        if _has_accounts(session):
            raise TicketOver
        return None
    row = session.get(AccountRow, ticket.account_id)
    if row is None or row.disabled is not None:
        raise TicketOver
    return row


def _has_accounts(session: Session) -> bool:
    return session.scalar(select(AccountRow.id).limit(1)) is not None
