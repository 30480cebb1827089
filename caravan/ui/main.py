"""The frame of the app: languages, navigation, looks. Each page draws itself."""

from __future__ import annotations

import streamlit as st

from caravan.errors import CaravanError
from caravan.language.language import LANGUAGES, Language
from caravan.store.permissions import EVERYTHING
from caravan.ui.access.frame import show_account_link, show_footer, visit_for_frame
from caravan.ui.choices import choose
from caravan.ui.failure import show_failure
from caravan.ui.navigation import entries, follow, page_of
from caravan.ui.page_language import name_page_language
from caravan.ui.style import LOOKS, show_looks
from caravan.ui.visit import visitor_language
from caravan.ui.visitor_input import settle_visitor_input

_SHORT = {"fr": "FR", "ar": "عربي", "en": "EN"}
"""The languages as their readers recognise them, short enough for a phone."""


def run() -> None:
    """Draw the page that the visitor asks for."""
    settle_visitor_input()
    speech = visitor_language()
    _ = speech.text
    st.set_page_config(page_title=_("Caravan"), page_icon=str(LOOKS / "icon.svg"), layout="wide")
    show_looks(speech)
    known = {entry: page_of(entry) for entry in entries(speech)}
    page = st.navigation(list(known.values()), position="hidden")
    follow(speech)
    visit = visit_for_frame()
    may = EVERYTHING if visit is None else visit.may
    with st.container(key="cv-top", horizontal=True):
        # Our own links: Streamlit's menu hides behind a button on a phone, and isn't mirrored.
        with st.container(key="cv-nav", horizontal=True):
            for entry, link in known.items():
                if entry.is_in_menu(may):
                    st.page_link(link, label=entry.title)
        if visit is not None:
            show_account_link(visit)
        _language_switch(speech)
        name_page_language(speech)
    try:
        page.run()
    except CaravanError as error:
        show_failure(error)
    show_footer(speech, single_user=visit is None)


def _language_switch(speech: Language) -> None:
    """The languages, each under its own name, at the top of every page."""
    _ = speech.text

    def change() -> None:
        # Pressing the chosen one again would choose none: then it stays.
        choose("lang", st.session_state["language"] or speech.code)

    st.session_state["language"] = speech.code
    with st.container(key="cv-language"):
        st.segmented_control(
            _("Language"),
            LANGUAGES,
            format_func=_SHORT.__getitem__,
            key="language",
            on_change=change,
            label_visibility="collapsed",
        )
