"""The guide for a first visit: three steps, shown until somebody closes it or has a tour."""

from __future__ import annotations

import streamlit as st

from caravan.language.language import Language
from caravan.ui.choices import choose, chosen
from caravan.ui.html import element, show

_OPEN, _CLOSED = "open", "closed"


def show_first_steps(speech: Language, *, begun: bool) -> None:
    """Show the guide, or the way back to it.

    `begun`: whether there is a tour already; then nobody needs the guide unasked.
    """
    _ = speech.text
    state = chosen("guide", (_OPEN, _CLOSED))
    if state is not None:
        choose("guide", state)
    closed = begun if state is None else state == _CLOSED

    def turn() -> None:
        choose("guide", _OPEN if closed else _CLOSED)

    if closed:
        st.button(_("How it works"), key="guide-open", type="tertiary", on_click=turn)
        return
    steps = [
        (
            _("Name the towns"),
            _("Paste a list of towns from a mail or a table. The map shows where they are."),
        ),
        (
            _("Say when"),
            _("Choose the dates, the hours of a day, and when each town can receive you."),
        ),
        (
            _("Plan and share"),
            _("See the best plan, change what you like, then give it to partners and volunteers."),
        ),
    ]
    entries = [element("li", element("b", title), element("span", text)) for title, text in steps]
    with st.container(key="cv-guide"):
        show(
            element(
                "section",
                element("h2", _("A tour in three steps")),
                element("ol", *entries, class_="cv-steps"),
                aria_label=_("A tour in three steps"),
            ),
            speech,
        )
        st.button(_("Close this guide"), key="guide-close", type="tertiary", on_click=turn)
