"""The page People: who has an account, who has which role, and what was done by whom."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.store.audit import AuditLine
from caravan.ui.access import people_actions as act
from caravan.ui.access.account_list import show_accounts
from caravan.ui.access.member_list import show_members
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.visit import Visit


def show_people(visit: Visit) -> None:
    """Draw the page."""
    speech = visit.language
    _ = speech.text
    show(element("header", element("h1", _("People")), class_="cv-heading"), speech)
    if visit.visitor.is_single_user:
        _show_single_user(speech)
        _show_trail(visit, None)
        return
    _show_own_account(visit)
    act.show_told(speech)
    schedule = visit.schedule
    if schedule is not None and visit.may.publish:
        show_members(visit, schedule.name)
    if visit.may.manage:
        show_accounts(visit)
        _show_trail(visit, None)
    elif schedule is not None and visit.may.publish:
        _show_trail(visit, schedule.name)


def _show_single_user(speech: Language) -> None:
    _ = speech.text
    show_notice(
        Tone.QUIET,
        _("One person works here, without a login."),
        speech,
        _("Only this computer gets an answer; all others are refused."),
        _("To work with others, end the program and start it with accounts:"),
        more=element("p", element("code", "CARAVAN_ACCESS=accounts caravan serve", dir="ltr")),
    )


def _show_own_account(visit: Visit) -> None:
    speech = visit.language
    _ = speech.text
    account = visit.visitor.account
    if account is None:
        return
    line = element("p", _("You are logged in as"), " ", element("bdi", account.shown))
    if account.is_admin:
        line += element("p", _("You are an administrator of this server."), class_="cv-quiet")
    if account.is_local:
        address = f"/access/account?lang={speech.code}"
        link = element("a", _("Change the password or log out"), href=address)
        show(element("div", line, element("p", link)), speech)
    else:
        show(line, speech)
        st.button(_("Log out"), key="log-out", on_click=st.logout)


def _show_trail(visit: Visit, schedule: str | None) -> None:
    """What was done, the newest first."""
    speech = visit.language
    _ = speech.text
    lines = visit.desk.audit.listed(schedule)
    show(element("h2", _("What was done"), class_="cv-section"), speech)
    if not lines:
        show_notice(Tone.QUIET, _("Nothing yet."), speech)
        return
    titles = (_("When (UTC)"), _("Who"), _("What"))
    head = element("tr", *(element("th", title, scope="col") for title in titles))
    rows = (_row(line, speech) for line in lines)
    table = element("table", element("thead", head), element("tbody", *rows), class_="cv-trail")
    show(element("div", table, class_="cv-scroll"), speech)


def _row(line: AuditLine, speech: Language) -> Markup:
    when = f"{speech.date(line.at.date())} {line.at:%H:%M}"
    return element(
        "tr",
        element("td", element("time", when, datetime=line.at.isoformat())),
        element("td", element("bdi", line.who or speech.text("this computer"))),
        element("td", speech.message(line.what)),
    )
