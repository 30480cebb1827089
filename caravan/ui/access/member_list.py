"""Who has which role in a tour, and how that is changed."""

from __future__ import annotations

import streamlit as st

from caravan.language.language import Language
from caravan.store.account import Account
from caravan.store.memberships import Member
from caravan.store.permissions import Role
from caravan.ui.access import people_actions as act
from caravan.ui.heading import title_of
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.opened import open_schedule
from caravan.ui.visit import Visit


def show_members(visit: Visit, schedule: str) -> None:
    """Draw the section."""
    speech = visit.language
    _ = speech.text
    title = _("People of the tour “{tour}”", tour=_title(visit))
    show(element("h2", title, class_="cv-section"), speech)
    members = visit.desk.memberships.of_schedule(schedule)
    for member in members:
        _show_member(visit, schedule, member)
    if not members:
        show_notice(Tone.QUIET, _("Only administrators see this tour so far."), speech)
    _show_form(visit, schedule, members)


def role_word(role: Role, speech: Language) -> str:
    """What a role is called, with what it may do."""
    _ = speech.text
    return {
        Role.ORGANIZER: _("Organizer: edits and publishes"),
        Role.VIEWER: _("Viewer: reads the plan"),
        Role.VOLUNTEER: _("Volunteer: reads the day pages"),
    }[role]


def _title(visit: Visit) -> str:
    if visit.schedule is None:
        return ""
    opened = open_schedule(visit.desk, visit.schedule)
    tour = opened.reading.tour
    return visit.language.name(tour.names) if tour else title_of(visit, opened.reading)


def _show_member(visit: Visit, schedule: str, member: Member) -> None:
    speech, account = visit.language, member.account
    _ = speech.text
    key = f"role-{account.id}"
    st.session_state[key] = member.role.value
    with st.container(
        border=True, horizontal=True, key=f"cv-member-{account.id}", vertical_alignment="center"
    ):
        with st.container(key=f"cv-member-name-{account.id}"):
            closed = element("span", _("closed"), class_="cv-quiet") if account.disabled else ""
            show(element("p", element("bdi", account.shown), " ", closed), speech)
        st.selectbox(
            _("Role of {name}", name=account.shown),
            [role.value for role in Role],
            format_func=lambda value: role_word(Role(value), speech),
            key=key,
            on_change=act.change_role,
            args=(visit, schedule, member, key),
            label_visibility="collapsed",
        )
        st.button(
            _("Remove"),
            key=f"remove-{account.id}",
            on_click=act.remove_member,
            args=(visit, schedule, member),
        )


def _show_form(visit: Visit, schedule: str, members: tuple[Member, ...]) -> None:
    speech = visit.language
    _ = speech.text
    known = {member.account.id for member in members}
    others: list[Account] = []
    if visit.may.manage:
        accounts = visit.desk.accounts.listed()
        others = [
            a for a in accounts if a.id not in known and a.disabled is None and not a.is_admin
        ]
        if not others:
            return
    with st.form("new-member", border=True):
        show(element("h3", _("Give somebody a role")), speech)
        if visit.may.manage:
            st.selectbox(
                _("Account"), others, format_func=lambda a: a.shown, key="new-member-account"
            )
        else:
            st.text_input(_("Name of the account"), key="new-member-name", max_chars=60)
        st.selectbox(
            _("Role"),
            [role.value for role in Role],
            format_func=lambda value: role_word(Role(value), speech),
            key="new-member-role",
        )
        st.form_submit_button(
            _("Give the role"), key="add-member", on_click=act.add_member, args=(visit, schedule)
        )
