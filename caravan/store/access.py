"""Who is there, and what they may do: asked of the database each time, never remembered."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from caravan.store.access_settings import AccessMode
from caravan.store.account import Account
from caravan.store.accounts import Accounts, account_of
from caravan.store.database import Database
from caravan.store.logins import Logins, logged_in
from caravan.store.memberships import roles_of
from caravan.store.permissions import EVERYTHING, NOTHING, Permissions, Role, permissions_of
from caravan.store.schema import AccountRow, TourRow

_LOOK_AGAIN = 2.0
"""Seconds for which a server without accounts believes that it still has none."""


@dataclass(frozen=True, slots=True)
class Identity:
    """By what a visitor is known. It permits nothing by itself: what it may is asked each time.

    Attributes:
        login: the hash of a login's cookie, empty for none.
        elsewhere: id of an account that has logged in with OpenID Connect, None for none.
    """

    login: str = field(default="", repr=False)
    elsewhere: int | None = None


NOBODY = Identity()


@dataclass(slots=True)
class Access:
    """Who may do what. Every method raises StateUnusable when the database can't be used.

    Attributes:
        mode: as the settings say; None for accounts as soon as there is one.
    """

    database: Database
    logins: Logins
    mode: AccessMode | None
    _looked: float = field(init=False, default=float("-inf"))
    _any: bool = field(init=False, default=False)

    def is_known(self) -> bool:
        """Whether `is_single_user` can say so without the database."""
        return self.mode is not None or self._any or time.monotonic() - self._looked <= _LOOK_AGAIN

    def is_single_user(self) -> bool:
        """Whether one person on this computer may do everything, without a login."""
        if self.mode is not None:
            return self.mode is AccessMode.SINGLE
        # Once there is an account there always is one: none is ever deleted.
        if not self.is_known():
            self._any = Accounts(self.database).any()
            self._looked = time.monotonic()
        return not self._any

    def identity(self, cookie: str) -> Identity:
        """Who shows this cookie, whether or not its login is still good."""
        digest = self.logins.digest(cookie)
        return NOBODY if digest is None else Identity(login=digest)

    def account(self, who: Identity, at: datetime) -> Account | None:
        """The account of a visitor; None when there is none, it is closed or logged out."""
        if who == NOBODY:
            return None
        with self.database.reading() as session:
            return _account(session, who, at)

    def may(self, who: Identity, schedule: str | None, at: datetime) -> Permissions:
        """What a visitor may do with a schedule (a scenario is its tour's), or with none."""
        if self.is_single_user():
            return EVERYTHING
        if who == NOBODY:
            return NOTHING
        with self.database.reading() as session:
            account = _account(session, who, at)
            if account is None:
                return NOTHING
            roles = roles_of(session, account.id)
            role = None if schedule is None else roles.get(_tour_of(session, schedule))
        return _permissions(account, role, roles)

    def may_all(self, who: Identity, schedules: tuple[str, ...], at: datetime) -> list[Permissions]:
        """What a visitor may do with each of some schedules."""
        if self.is_single_user():
            return [EVERYTHING] * len(schedules)
        if who == NOBODY:
            return [NOTHING] * len(schedules)
        with self.database.reading() as session:
            account = _account(session, who, at)
            if account is None:
                return [NOTHING] * len(schedules)
            roles = roles_of(session, account.id)
            tours = _tours_of(session)
        return [_permissions(account, roles.get(tours.get(s, s)), roles) for s in schedules]


def _permissions(account: Account, role: Role | None, roles: dict[str, Role]) -> Permissions:
    organizes = Role.ORGANIZER in roles.values()
    return permissions_of(role, is_admin=account.is_admin, organizes=organizes)


def _account(session: Session, who: Identity, at: datetime) -> Account | None:
    if who.login:
        return logged_in(session, who.login, at)
    row = session.get(AccountRow, who.elsewhere)
    return None if row is None or row.disabled is not None else account_of(row)


def _tour_of(session: Session, schedule: str) -> str:
    """The tour that a scenario is of; a schedule that is none is its own."""
    if not schedule.isascii():
        return schedule  # a file's name: ids are small letters and digits
    base = aliased(TourRow)
    wanted = (
        select(base.public_id)
        .join(TourRow, TourRow.scenario_of == base.id)
        .where(TourRow.public_id == schedule)
    )
    return session.scalar(wanted) or schedule


def _tours_of(session: Session) -> dict[str, str]:
    """The tour of each scenario."""
    base = aliased(TourRow)
    wanted = select(TourRow.public_id, base.public_id).join(base, TourRow.scenario_of == base.id)
    return {row[0]: row[1] for row in session.execute(wanted)}
