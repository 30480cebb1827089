"""How a link ends: its address is replaced by another one, or it is revoked."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from caravan.errors import CaravanError
from caravan.language.language import Language
from caravan.store.link import Link
from caravan.ui.html import element, show
from caravan.ui.new_link import keep_shown, refuse
from caravan.ui.visit import Visit


def show_ends(visit: Visit, link: Link, speech: Language) -> None:
    """Both buttons, each behind a question."""
    _ = speech.text
    with st.popover(_("New address")):
        text = _(
            "The address of this link ends at once, and another one is shown. Whoever shall go on "
            "reading needs the new one."
        )
        show(element("p", text), speech)
        st.button(
            _("Replace the address"), key=f"rotate-{link.id}", on_click=_rotate, args=(visit, link)
        )
    with st.popover(_("Revoke")):
        text = _("The link ends at once, for good: whoever has it sees nothing any more.")
        show(element("p", text), speech)
        st.button(
            _("Revoke the link"), key=f"revoke-{link.id}", on_click=_revoke, args=(visit, link)
        )


def _rotate(visit: Visit, link: Link) -> None:
    try:
        made = visit.desk.links.rotate(link.id, link.schedule, datetime.now(UTC))
    except CaravanError as error:
        refuse(error.message)
        return
    keep_shown(link.schedule, made)


def _revoke(visit: Visit, link: Link) -> None:
    try:
        visit.desk.links.revoke(link.id, link.schedule, datetime.now(UTC))
    except CaravanError as error:
        refuse(error.message)
