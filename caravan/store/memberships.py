"""Memberships: which account has which role in which schedule."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from caravan.store.accounts import row_of
from caravan.store.database import Database
from caravan.store.permissions import Role
from caravan.store.schema import MembershipRow


@dataclass(frozen=True, slots=True)
class Memberships:
    """The memberships of a database. Every method raises StateUnusable when it can't be used."""

    database: Database

    def give(self, account: int, schedule: str, role: Role) -> None:
        """Give an account a role in a schedule, in place of the one it had. Raises NoSuchAccount."""
        with self.database.writing() as session:
            self.add(session, account, schedule, role)

    def add(self, session: Session, account: int, schedule: str, role: Role) -> None:
        """The same within a transaction of the caller."""
        row_of(session, account)
        session.merge(MembershipRow(account_id=account, schedule=schedule, role=role.value))
        session.flush()

    def take(self, account: int, schedule: str) -> None:
        """Take the role of an account in a schedule away, if it has one."""
        its_own = (MembershipRow.account_id == account, MembershipRow.schedule == schedule)
        with self.database.writing() as session:
            session.execute(delete(MembershipRow).where(*its_own))

    def of_schedule(self, schedule: str) -> dict[int, Role]:
        """The roles in a schedule by account."""
        wanted = select(MembershipRow).where(MembershipRow.schedule == schedule)
        with self.database.reading() as session:
            return {row.account_id: Role(row.role) for row in session.scalars(wanted)}

    def of_account(self, account: int) -> dict[str, Role]:
        """The roles of an account by schedule."""
        with self.database.reading() as session:
            return roles_of(session, account)


def roles_of(session: Session, account: int) -> dict[str, Role]:
    """The roles of an account by schedule."""
    wanted = select(MembershipRow).where(MembershipRow.account_id == account)
    return {row.schedule: Role(row.role) for row in session.scalars(wanted)}
