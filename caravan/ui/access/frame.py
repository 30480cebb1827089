"""What the frame of every page says of its visitor: who is logged in, or that nobody needs to."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from caravan.errors import CaravanError
from caravan.language.language import Language
from caravan.store.desk import desk
from caravan.store.settings import read_settings
from caravan.ui.access.visitor import visitor
from caravan.ui.html import element, show
from caravan.ui.visit import Visit, begin_visit


def visit_for_frame() -> Visit | None:
    """The visit, of which the menu depends where people have accounts; None where nobody has.

    None too when the state can't be read: the page itself says so.
    """
    with suppress(CaravanError):
        if not visitor(desk(read_settings())).is_single_user:
            return begin_visit()
    return None


def show_account_link(visit: Visit) -> None:
    """The way to one's own account, by the name of it; to the login for nobody."""
    speech = visit.language
    with st.container(key="cv-account-link"):
        if visit.visitor.is_nobody:
            label, address = speech.text("Log in"), f"/access/login?lang={speech.code}"
            show(element("a", label, href=address, class_="cv-login"), speech)
            return
        _show_link_to_people(speech.text("People"), speech)


def show_footer(speech: Language, *, single_user: bool) -> None:
    """A line below each page: that it is open to whoever sits at this computer, and to no other."""
    if not single_user:
        return
    text = speech.text("One person works on this computer, without a login.")
    with st.container(key="cv-footer", horizontal=True):
        show(element("p", text, class_="cv-quiet"), speech)
        _show_link_to_people(speech.text("Working with others"), speech)


def _show_link_to_people(label: str, speech: Language) -> None:
    from caravan.ui.navigation import entries, page_of

    people = next(entry for entry in entries(speech) if entry.path == "people")
    st.page_link(page_of(people), label=label)
