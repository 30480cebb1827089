"""What the buttons of the page People do. Each asks the guard, and leaves a line in the trail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import streamlit as st

from caravan.errors import CaravanError, Message, msg
from caravan.language.language import Language
from caravan.store.account import Account
from caravan.store.audit import AuditLine, Wording
from caravan.store.memberships import Member
from caravan.store.permissions import Role
from caravan.ui.html import element
from caravan.ui.links import base_address
from caravan.ui.notice import Tone, show_notice
from caravan.ui.visit import Visit

_TOLD = "people-told"


@dataclass(frozen=True, slots=True)
class _Told:
    """What the page says after a button; an address with a secret is shown this once."""

    message: Message
    failed: bool = False
    address: str = field(default="", repr=False)


def show_told(speech: Language) -> None:
    """Say once how the last button's act went."""
    told = st.session_state.pop(_TOLD, None)
    if not isinstance(told, _Told):
        return
    if told.failed:
        failed = speech.text("That did not work.")
        show_notice(Tone.FAULT, failed, speech, speech.message(told.message))
        return
    show_notice(Tone.GOOD, speech.message(told.message), speech)
    if told.address:
        hint = speech.text(
            "Hand this address to that person only. It works once, for three days, and is not "
            "shown again:"
        )
        show_notice(Tone.OPEN, hint, speech, more=element("p", element("code", told.address)))


def create_account(visit: Visit) -> None:
    """Make the account whose name was typed, and the address with which it gets a password."""

    def create() -> _Told:
        typed = str(st.session_state.get("new-account-name") or "")
        is_admin = bool(st.session_state.get("new-account-admin"))

        def line(made: Account) -> AuditLine:
            return _line(visit, "", msg("Made the account “{name}”.", name=made.shown))

        account = visit.desk.accounts.create(typed, _now(), is_admin=is_admin, line=line)
        st.session_state["new-account-name"] = ""
        st.session_state["new-account-admin"] = False
        return _with_address(
            visit, account, msg("The account “{name}” is there.", name=account.shown)
        )

    _try(create)


def new_address(visit: Visit, account: Account) -> None:
    """Another address with which an account gets a password, for one who forgot it."""

    def make() -> _Told:
        what = msg("Let “{name}” choose a password.", name=account.shown)
        told = msg("“{name}” can choose a password.", name=account.shown)
        return _with_address(visit, account, told, noted=what)

    _try(make)


def set_open(visit: Visit, account: Account, *, is_open: bool) -> None:
    """Close an account, or open it again."""

    def change() -> _Told:
        if is_open:
            done = msg("Opened the account “{name}” again.", name=account.shown)
            visit.desk.accounts.enable(account.id, line=_worded(visit, "", done))
        else:
            done = msg("Closed the account “{name}”.", name=account.shown)
            visit.desk.accounts.disable(account.id, _now(), line=_worded(visit, "", done))
        return _Told(done)

    _try(change)


def set_admin(visit: Visit, account: Account, *, is_admin: bool) -> None:
    """Make an account an administrator, or no longer one."""

    def change() -> _Told:
        if is_admin:
            done = msg("Made “{name}” an administrator.", name=account.shown)
        else:
            done = msg("“{name}” is no administrator any more.", name=account.shown)
        line = _worded(visit, "", done)
        visit.desk.accounts.make_admin(account.id, is_admin=is_admin, line=line)
        return _Told(done)

    _try(change)


def log_out_everywhere(visit: Visit, account: Account) -> None:
    """End all logins of an account."""

    def end() -> _Told:
        done = msg("Logged “{name}” out everywhere.", name=account.shown)
        visit.desk.logins.log_out_everywhere(account.id, line=_worded(visit, "", done))
        return _Told(done)

    _try(end)


def add_member(visit: Visit, schedule: str) -> None:
    """Give the account that was named the role that was chosen."""

    def add() -> _Told:
        role = Role(st.session_state["new-member-role"])
        chosen = st.session_state.get("new-member-account")

        def line(given: Account) -> AuditLine:
            return _line(visit, schedule, _given(given, role))

        if isinstance(chosen, Account):
            account = chosen
            visit.desk.memberships.give(account.id, schedule, role, line=line)
        else:
            typed = str(st.session_state.get("new-member-name") or "")
            account = visit.desk.memberships.give_to(typed, schedule, role, line=line)
            st.session_state["new-member-name"] = ""
        return _Told(_given(account, role))

    _try(add)


def change_role(visit: Visit, schedule: str, member: Member, key: str) -> None:
    """Give a member the role chosen in its field, unless somebody else was faster."""
    account = member.account

    def change() -> _Told:
        role = Role(st.session_state[key])
        done = _given(account, role)
        line = _worded(visit, schedule, done)
        visit.desk.memberships.give(account.id, schedule, role, seen=member.role, line=line)
        return _Told(done)

    _try(change)


def remove_member(visit: Visit, schedule: str, member: Member) -> None:
    """Take the role of a member away, unless somebody else has just given it another one."""
    account = member.account

    def remove() -> _Told:
        line = _worded(visit, schedule, msg("“{name}” has no role any more.", name=account.shown))
        visit.desk.memberships.take(account.id, schedule, seen=member.role, line=line)
        return _Told(msg("“{name}” has no role in this tour any more.", name=account.shown))

    _try(remove)


def _given(account: Account, role: Role) -> Message:
    return {
        Role.ORGANIZER: msg("“{name}” is organizer now.", name=account.shown),
        Role.VIEWER: msg("“{name}” is viewer now.", name=account.shown),
        Role.VOLUNTEER: msg("“{name}” is volunteer now.", name=account.shown),
    }[role]


def _with_address(
    visit: Visit, account: Account, done: Message, *, noted: Message | None = None
) -> _Told:
    line = None if noted is None else _worded(visit, "", noted)
    ticket = visit.desk.tickets.for_account(account.id, _now(), line=line)
    base, code = base_address(visit.desk), visit.language.code
    return _Told(done, address=f"{base}/access/password/{ticket.secret}?lang={code}")


def _line(visit: Visit, schedule: str, what: Message) -> AuditLine:
    return AuditLine(_now(), visit.visitor.name, schedule, what)


def _worded(visit: Visit, schedule: str, what: Message) -> Wording:
    line = _line(visit, schedule, what)
    return lambda _: line


def _try(act: Callable[[], _Told]) -> None:
    try:
        st.session_state[_TOLD] = act()
    except CaravanError as error:
        st.session_state[_TOLD] = _Told(error.message, failed=True)


def _now() -> datetime:
    return datetime.now(UTC)
