"""Who looks at a page: by the cookie of a login here, or by Streamlit's own login elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from caravan.store.access import NOBODY, Identity
from caravan.store.account import Account
from caravan.store.desk import Desk
from caravan.store.logins import COOKIES
from caravan.store.permissions import EVERYTHING, Permissions


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks, as it is known for this run of a page.

    Attributes:
        desk: that of the server, not guarded: only to ask who may do what.
        account: None for nobody, and for the only user of this computer.
        is_single_user: whether there are no accounts, and one person may do everything.
    """

    desk: Desk
    who: Identity
    account: Account | None
    is_single_user: bool

    @property
    def name(self) -> str:
        """What the audit trail calls the visitor; empty for the only user of this computer."""
        return "" if self.account is None else self.account.shown

    @property
    def is_nobody(self) -> bool:
        """Whether a login is needed before anything is shown."""
        return self.account is None and not self.is_single_user

    def may(self, schedule: str | None) -> Permissions:
        """What the visitor may do with a schedule, as the database says now."""
        if self.is_single_user and self.desk.access.is_single_user():
            return EVERYTHING
        return self.desk.access.may(self.who, schedule, _now())

    def may_all(self, schedules: tuple[str, ...]) -> list[Permissions]:
        """The same for many schedules at once."""
        if self.is_single_user:
            return [self.may(None)] * len(schedules)
        return self.desk.access.may_all(self.who, schedules, _now())


def visitor(desk: Desk) -> Visitor:
    """Who looks in this run. Raises StateUnusable."""
    if desk.access.is_single_user():
        return Visitor(desk, NOBODY, None, is_single_user=True)
    who = _identity(desk)
    return Visitor(desk, who, desk.access.account(who, _now()), is_single_user=False)


def shown_cookies() -> dict[str, str]:
    """The cookies that the browser sent when this tab connected."""
    return st.context.cookies.to_dict()


def user_elsewhere() -> Mapping[str, object]:
    """What a provider of OpenID Connect says of somebody who has logged in there."""
    return st.user.to_dict()


def can_log_in_elsewhere() -> bool:
    """Whether Streamlit's secrets name a provider of OpenID Connect."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def providers() -> tuple[str, ...]:
    """The providers in those secrets by name; an empty name for one that has none."""
    if not can_log_in_elsewhere():
        return ()
    auth = st.secrets["auth"]
    if "client_id" in auth:
        return ("",)
    return tuple(name for name in auth if hasattr(auth[name], "keys"))


def _identity(desk: Desk) -> Identity:
    cookies = shown_cookies()
    for name in COOKIES:
        if cookies.get(name):
            return desk.access.identity(cookies[name])
    return _identity_elsewhere(desk)


def _identity_elsewhere(desk: Desk) -> Identity:
    user = user_elsewhere() if can_log_in_elsewhere() else {}
    issuer, subject = user.get("iss"), user.get("sub")
    if not user.get("is_logged_in"):
        return NOBODY
    if not isinstance(issuer, str) or not isinstance(subject, str) or not issuer or not subject:
        return NOBODY
    names = (user.get("name"), user.get("email"))
    shown = next((name for name in names if isinstance(name, str) and name), "")
    account = desk.accounts.known_elsewhere(issuer, subject, shown, _now())
    return Identity(elsewhere=account.id)


def _now() -> datetime:
    return datetime.now(UTC)
