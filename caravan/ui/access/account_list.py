"""The accounts of the server, for its administrators."""

from __future__ import annotations

import streamlit as st

from caravan.language.language import Language
from caravan.store.account import LONGEST_NAME, Account
from caravan.ui.access import people_actions as act
from caravan.ui.html import element, show
from caravan.ui.visit import Visit


def show_accounts(visit: Visit) -> None:
    """Draw the section."""
    speech = visit.language
    _ = speech.text
    show(element("h2", _("Accounts of this server"), class_="cv-section"), speech)
    for account in visit.desk.accounts.listed():
        _show_account(visit, account)
    with st.form("new-account", border=True):
        show(element("h3", _("Make an account")), speech)
        st.text_input(_("Name to log in with"), key="new-account-name", max_chars=LONGEST_NAME)
        st.checkbox(
            _("Administrator: may do everything, and make accounts"), key="new-account-admin"
        )
        st.form_submit_button(
            _("Make the account"), key="make-account", on_click=act.create_account, args=(visit,)
        )


def _show_account(visit: Visit, account: Account) -> None:
    speech = visit.language
    with st.container(
        border=True, horizontal=True, key=f"cv-account-{account.id}", vertical_alignment="center"
    ):
        with st.container(key=f"cv-account-text-{account.id}"):
            show(
                element(
                    "div",
                    element("p", element("bdi", account.shown), class_="cv-tour-name"),
                    element("p", " · ".join(_facts(account, speech)), class_="cv-quiet"),
                ),
                speech,
            )
        _show_buttons(visit, account)


def _facts(account: Account, speech: Language) -> list[str]:
    _ = speech.text
    facts = []
    if account.disabled is not None:
        facts.append(_("closed on {date}", date=speech.long_date(account.disabled.date())))
    if account.is_admin:
        facts.append(_("administrator"))
    if not account.is_local:
        facts.append(_("logs in elsewhere"))
    elif not account.has_password:
        facts.append(_("has not chosen a password yet"))
    facts.append(_("made on {date}", date=speech.long_date(account.made.date())))
    return facts


def _show_buttons(visit: Visit, account: Account) -> None:
    _ = visit.language.text
    if account.disabled is not None:
        st.button(
            _("Open again"),
            key=f"open-account-{account.id}",
            on_click=act.set_open,
            args=(visit, account),
            kwargs={"is_open": True},
        )
        return
    if account.is_local:
        st.button(
            _("New password"),
            key=f"password-{account.id}",
            on_click=act.new_address,
            args=(visit, account),
        )
    st.button(
        _("Log out everywhere"),
        key=f"log-out-{account.id}",
        on_click=act.log_out_everywhere,
        args=(visit, account),
    )
    st.button(
        _("No administrator any more") if account.is_admin else _("Make administrator"),
        key=f"admin-{account.id}",
        on_click=act.set_admin,
        args=(visit, account),
        kwargs={"is_admin": not account.is_admin},
    )
    own = visit.visitor.account
    if own is None or own.id != account.id:
        with st.popover(_("Close"), key=f"ask-account-{account.id}"):
            show(
                element("p", _("It is logged out everywhere and can't log in any more.")),
                visit.language,
            )
            st.button(
                _("Close this account"),
                key=f"close-account-{account.id}",
                on_click=act.set_open,
                args=(visit, account),
                kwargs={"is_open": False},
            )
