"""Memberships: which account has which role in which schedule."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from caravan.errors import CaravanError, msg
from caravan.store.account import Account, NoSuchAccount, folded_name
from caravan.store.accounts import account_of, row_of
from caravan.store.audit import Audit, Wording
from caravan.store.database import Database
from caravan.store.permissions import Role
from caravan.store.schema import AccountRow, MembershipRow


class RoleChanged(CaravanError):
    """Somebody else has given or taken the role meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            msg(
                "Somebody else has changed this role meanwhile. Nothing was done; look at it again."
            )
        )


@dataclass(frozen=True, slots=True)
class Member:
    """An account with its role in a schedule."""

    account: Account
    role: Role


@dataclass(frozen=True, slots=True)
class Memberships:
    """The memberships of a database. Every method raises StateUnusable when it can't be used.

    Where a `line` of the audit trail is given, what is done and that line are kept, or neither.
    """

    database: Database

    def give(
        self,
        account: int,
        schedule: str,
        role: Role,
        *,
        seen: Role | None = None,
        line: Wording | None = None,
    ) -> None:
        """Give an account a role in a schedule, in place of the one it had.

        Args:
            seen: the role that it had when somebody decided so; None when that doesn't matter.

        Raises NoSuchAccount, RoleChanged when it has another one by now, or none.
        """
        with self.database.writing() as session:
            if seen is not None:
                _refuse_unless(seen, _row(session, account, schedule))
            self.add(session, account, schedule, role)
            self._note(session, row_of(session, account), line)

    def add(self, session: Session, account: int, schedule: str, role: Role) -> None:
        """The same within a transaction of the caller."""
        row_of(session, account)
        session.merge(MembershipRow(account_id=account, schedule=schedule, role=role.value))
        session.flush()

    def take(
        self,
        account: int,
        schedule: str,
        *,
        seen: Role | None = None,
        line: Wording | None = None,
    ) -> None:
        """Take the role of an account in a schedule away, if it has one.

        Raises RoleChanged when it has another one than was seen, if that is given.
        """
        with self.database.writing() as session:
            row = _row(session, account, schedule)
            if row is not None:
                if seen is not None:
                    _refuse_unless(seen, row)
                session.delete(row)
                self._note(session, row_of(session, account), line)

    def give_to(
        self, typed: str, schedule: str, role: Role, *, line: Wording | None = None
    ) -> Account:
        """Give a role to the account of this name. Raises NoSuchAccount, also for a closed one."""
        wanted = select(AccountRow).where(AccountRow.name == folded_name(typed.replace("\0", " ")))
        with self.database.writing() as session:
            row = session.scalar(wanted.where(AccountRow.disabled.is_(None)))
            if row is None:
                raise NoSuchAccount
            self.add(session, row.id, schedule, role)
            self._note(session, row, line)
            return account_of(row)

    def of_schedule(self, schedule: str) -> tuple[Member, ...]:
        """Who has a role in a schedule, by name."""
        wanted = (
            select(AccountRow, MembershipRow.role)
            .join(MembershipRow, MembershipRow.account_id == AccountRow.id)
            .where(MembershipRow.schedule == schedule)
            .order_by(AccountRow.shown, AccountRow.id)
        )
        with self.database.reading() as session:
            found = session.execute(wanted)
            return tuple(Member(account_of(row), Role(role)) for row, role in found)

    def _note(self, session: Session, row: AccountRow, line: Wording | None) -> None:
        if line is not None:
            Audit(self.database).add_line(session, line(account_of(row)))


def _row(session: Session, account: int, schedule: str) -> MembershipRow | None:
    """A membership, kept from other writers."""
    its_own = (MembershipRow.account_id == account, MembershipRow.schedule == schedule)
    return session.scalar(select(MembershipRow).where(*its_own).with_for_update())


def _refuse_unless(seen: Role, row: MembershipRow | None) -> None:
    if row is None or row.role != seen.value:
        raise RoleChanged


def roles_of(session: Session, account: int) -> dict[str, Role]:
    """The roles of an account by schedule."""
    wanted = select(MembershipRow).where(MembershipRow.account_id == account)
    return {row.schedule: Role(row.role) for row in session.scalars(wanted)}
