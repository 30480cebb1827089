"""Logins: the browsers in which somebody is logged in."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from caravan.errors import CaravanError, msg
from caravan.store.account import LONGEST_NAME, Account, NoSuchAccount, folded_name
from caravan.store.accounts import account_of, row_of
from caravan.store.attempts import Attempts
from caravan.store.audit import Audit, Wording
from caravan.store.database import Database
from caravan.store.passwords import hashed_password, is_password, needs_new_hash
from caravan.store.schema import AccountRow, LoginRow
from caravan.store.secret_digest import digest_of, new_secret

LASTS = timedelta(days=14)
"""How long a browser stays logged in."""
COOKIES = ("__Host-caravan-login", "caravan-login")
"""The cookie's name over HTTPS, which no other site under the same domain can set; and else."""


class WrongLogin(CaravanError):
    """No account has this name with this password; which of both is wrong isn't told."""

    def __init__(self) -> None:
        super().__init__(msg("The name or the password is wrong."))


@dataclass(frozen=True, slots=True)
class NewLogin:
    """A browser that has just logged in.

    Attributes:
        cookie: what the browser keeps and shows; known now and never again.
    """

    cookie: str = field(repr=False)
    account: Account
    expires: datetime


@dataclass(frozen=True, slots=True)
class Logins:
    """The logins of a database. Every method raises StateUnusable when it can't be used.

    Attributes:
        key: the server's secret, which signs cookies.
    """

    database: Database
    key: Callable[[], str]

    def log_in(self, typed: str, password: str, address: str, at: datetime) -> NewLogin:
        """Log somebody in by name and password, from an address of the network.

        Raises WrongLogin, and TooManyAttempts when there were so many that somebody guesses.
        """
        # Longer than any name: not worth an attempt, and nothing to hash or to look up.
        name = folded_name(typed[: 4 * LONGEST_NAME].replace("\0", " "))  # PostgreSQL refuses NUL
        attempts = Attempts(self.database, self.key)
        attempts.begin(name, address, at)
        with self.database.reading() as session:
            account = session.scalar(select(AccountRow).where(AccountRow.name == name))
        # Outside of any transaction: it takes a tenth of a second on purpose.
        kept = None if account is None else account.password
        if not is_password(password, kept) or account is None or account.disabled is not None:
            raise WrongLogin
        new_hash = hashed_password(password) if kept and needs_new_hash(kept) else None
        with self.database.writing() as session:
            row = row_of(session, account.id)
            if row.password != kept or row.disabled is not None:
                raise WrongLogin  # changed meanwhile
            if new_hash is not None:
                row.password = new_hash
            attempts.succeeded(session, name, address, at)
            return self.add(session, row, at)

    def add(self, session: Session, row: AccountRow, at: datetime) -> NewLogin:
        """A login of an account, within a transaction of the caller."""
        # Each login takes those that are over with it, so that they never pile up.
        session.execute(delete(LoginRow).where(LoginRow.expires <= at))
        secret = new_secret()
        expires = at + LASTS
        digest = digest_of(secret)
        session.add(LoginRow(digest=digest, account_id=row.id, made=at, expires=expires))
        session.flush()
        return NewLogin(f"{secret}.{self._signature(secret)}", account_of(row), expires)

    def account(self, cookie: str, at: datetime) -> Account | None:
        """The account that is logged in with a cookie, None when nobody is."""
        digest = self.digest(cookie)
        if digest is None:
            return None
        with self.database.reading() as session:
            return logged_in(session, digest, at)

    def digest(self, cookie: str) -> str | None:
        """The hash of a cookie's secret; None for a cookie that we didn't sign."""
        secret, _, signature = cookie.partition(".")
        expected = self._signature(secret)
        if not hmac.compare_digest(signature.encode(errors="replace"), expected.encode()):
            return None
        return digest_of(secret)

    def log_out(self, cookie: str) -> None:
        """End one login."""
        digest = self.digest(cookie)
        if digest is not None:
            with self.database.writing() as session:
                session.execute(delete(LoginRow).where(LoginRow.digest == digest))

    def log_out_everywhere(self, account: int, *, line: Wording | None = None) -> None:
        """End all logins of an account; a line of the audit trail is kept at once with it."""
        with self.database.writing() as session:
            session.execute(delete(LoginRow).where(LoginRow.account_id == account))
            row = session.get(AccountRow, account)
            if line is not None and row is not None:
                Audit(self.database).add_line(session, line(account_of(row)))

    def change_password(
        self, account: Account, old: str, new: str, address: str, at: datetime
    ) -> NewLogin:
        """Change one's own password, and log out everywhere but here: the new login. It is noted.

        The new one was checked by `check_new_password`. Raises WrongLogin when the old one is
        wrong, TooManyAttempts, NoSuchAccount.
        """
        attempts = Attempts(self.database, self.key)
        attempts.begin(account.name, address, at)
        with self.database.reading() as session:
            row = session.get(AccountRow, account.id)
        if row is None:
            raise NoSuchAccount
        kept = row.password
        if not is_password(old, kept):
            raise WrongLogin
        hashed = hashed_password(new)
        with self.database.writing() as session:
            row = row_of(session, account.id)
            if row.password != kept or row.disabled is not None:
                raise WrongLogin
            row.password = hashed
            attempts.succeeded(session, account.name, address, at)
            session.execute(delete(LoginRow).where(LoginRow.account_id == account.id))
            what = msg("Changed the password.")
            Audit(self.database).add(session, at, row.shown, "", what)
            return self.add(session, row, at)

    def _signature(self, secret: str) -> str:
        key = f"logins {self.key()}".encode()
        return hmac.digest(key, secret.encode(errors="replace"), hashlib.sha256).hex()[:32]


def logged_in(session: Session, digest: str, at: datetime) -> Account | None:
    """The account of a login that isn't over, unless it is closed."""
    wanted = (
        select(AccountRow)
        .join(LoginRow, LoginRow.account_id == AccountRow.id)
        .where(LoginRow.digest == digest, LoginRow.expires > at, AccountRow.disabled.is_(None))
    )
    row = session.scalar(wanted)
    return None if row is None else account_of(row)
