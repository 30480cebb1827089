"""The accounts of a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from caravan.store.account import (
    Account,
    LastAdmin,
    NameTaken,
    NoSuchAccount,
    cleaned_name,
    folded_name,
)
from caravan.store.audit import Audit, Wording
from caravan.store.database import Database
from caravan.store.schema import AccountRow, LoginRow


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of a database. Every method raises StateUnusable when it can't be used.

    Where a `line` of the audit trail is given, what is done and that line are kept, or neither.
    """

    database: Database

    def any(self) -> bool:
        """Whether there is an account at all."""
        with self.database.reading() as session:
            return session.scalar(select(AccountRow.id).limit(1)) is not None

    def listed(self) -> tuple[Account, ...]:
        """All accounts by name, those that can't be used last."""
        ordered = select(AccountRow).order_by(AccountRow.disabled.is_not(None), AccountRow.name)
        with self.database.reading() as session:
            return tuple(account_of(row) for row in session.scalars(ordered))

    def create(
        self, typed: str, at: datetime, *, is_admin: bool = False, line: Wording | None = None
    ) -> Account:
        """A local account, whose password isn't chosen yet.

        Raises NameTaken, ImpossibleValue for a name that can't be one.
        """
        with self.database.writing() as session:
            row = self.add(session, typed, at, is_admin=is_admin)
            return self._noted(session, row, line)

    def add(
        self, session: Session, typed: str, at: datetime, *, is_admin: bool = False
    ) -> AccountRow:
        """The same within a transaction of the caller."""
        shown = cleaned_name(typed)
        name = folded_name(shown)
        if session.scalar(select(AccountRow.id).where(AccountRow.name == name)) is not None:
            raise NameTaken(shown)
        row = AccountRow(name=name, shown=shown, is_admin=is_admin, made=at)
        session.add(row)
        session.flush()
        return row

    def known_elsewhere(self, issuer: str, subject: str, shown: str, at: datetime) -> Account:
        """The account of somebody who has logged in with OpenID Connect; a new one has no rights.

        Found by issuer and subject alone: names and addresses of mail can pass to others.
        """
        key = f"{issuer}\n{subject}"
        wanted = select(AccountRow).where(AccountRow.subject == key)
        with self.database.reading() as session:
            row = session.scalar(wanted)
        if row is not None:
            return account_of(row)
        with self.database.writing() as session:
            row = session.scalar(wanted)
            if row is None:
                row = AccountRow(
                    # Not a name that anybody could type, so that it never logs in with a password.
                    name=f"\n{key}",
                    shown=_shown(shown),
                    subject=key,
                    is_admin=False,
                    made=at,
                )
                session.add(row)
                session.flush()
            return account_of(row)

    def disable(self, id_: int, at: datetime, *, line: Wording | None = None) -> Account:
        """Close an account and log it out everywhere. Raises NoSuchAccount, LastAdmin."""
        with self.database.writing() as session:
            row = _row_to_demote(session, id_)
            row.disabled = row.disabled or at
            session.execute(delete(LoginRow).where(LoginRow.account_id == id_))
            session.flush()
            return self._noted(session, row, line)

    def enable(self, id_: int, *, line: Wording | None = None) -> Account:
        """Open a closed account again. Raises NoSuchAccount."""
        with self.database.writing() as session:
            row = row_of(session, id_)
            row.disabled = None
            session.flush()
            return self._noted(session, row, line)

    def make_admin(self, id_: int, *, is_admin: bool, line: Wording | None = None) -> Account:
        """Make an account an administrator, or no longer one. Raises NoSuchAccount, LastAdmin."""
        with self.database.writing() as session:
            row = row_of(session, id_) if is_admin else _row_to_demote(session, id_)
            row.is_admin = is_admin
            session.flush()
            return self._noted(session, row, line)

    def _noted(self, session: Session, row: AccountRow, line: Wording | None) -> Account:
        account = account_of(row)
        if line is not None:
            Audit(self.database).add_line(session, line(account))
        return account


def row_of(session: Session, id_: int) -> AccountRow:
    """The row of an account, kept from other writers. Raises NoSuchAccount."""
    row = session.scalar(select(AccountRow).where(AccountRow.id == id_).with_for_update())
    if row is None:
        raise NoSuchAccount
    return row


def account_of(row: AccountRow) -> Account:
    """The account of a row."""
    return Account(
        row.id,
        row.name,
        row.shown,
        row.subject is None,
        row.password is not None,
        row.is_admin,
        row.made,
        row.disabled,
    )


def _row_to_demote(session: Session, id_: int) -> AccountRow:
    """The row of an account that isn't the only administrator. Raises NoSuchAccount, LastAdmin."""
    wanted = select(AccountRow.id).where(AccountRow.is_admin, AccountRow.disabled.is_(None))
    # All of them locked, in one order: two who demote one another can't both succeed.
    admins = list(session.scalars(wanted.order_by(AccountRow.id).with_for_update()))
    if admins == [id_]:
        raise LastAdmin
    return row_of(session, id_)


def _shown(typed: str) -> str:
    """A name that somebody else's server tells: whatever it is, it can be shown."""
    kept = "".join(letter for letter in typed if letter.isprintable())
    return " ".join(kept.split())[:60] or "?"
