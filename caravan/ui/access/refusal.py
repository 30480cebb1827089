"""What is shown in the place of a page that its visitor may not see: why, and where to go."""

from __future__ import annotations

import streamlit as st

from caravan.language.language import Language
from caravan.store.permissions import Right
from caravan.ui.access.visitor import can_log_in_elsewhere, providers
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.visit import Visit


def shows_refusal(visit: Visit, needs: Right | None) -> bool:
    """Whether the visitor may not see a page that takes this right; then it is said why."""
    if visit.visitor.is_nobody:
        _show_login(visit.language)
        return True
    if needs is None or visit.may.has(needs):
        return False
    if needs is not Right.CREATE and visit.may.days and not visit.may.view:
        # What a volunteer comes for, whichever page of the tour somebody sent a link to.
        from caravan.ui.access.day_pages import show_day_pages

        show_day_pages(visit)
        return True
    _show_no_right(visit)
    return True


def _show_login(speech: Language) -> None:
    _ = speech.text
    address = f"/access/login?lang={speech.code}"
    link = element("a", _("Log in"), class_="cv-login", href=address)
    show(element("header", element("h1", _("Please log in")), class_="cv-heading"), speech)
    show_notice(
        Tone.OPEN,
        _("Log in to see this page."),
        speech,
        more=element("p", link),
    )
    if not can_log_in_elsewhere():
        return
    for name in providers():
        label = _("Log in with {provider}", provider=name or "OpenID Connect")
        st.button(label, key=f"login-{name}", on_click=st.login, args=(name,) if name else ())


def _show_no_right(visit: Visit) -> None:
    speech = visit.language
    _ = speech.text
    show(element("header", element("h1", _("Not for this account")), class_="cv-heading"), speech)
    if visit.offered:
        hint = _(
            "Choose another tour on the page Tours, or ask an organizer for a role in this one."
        )
    else:
        hint = _(
            "You have no role in any tour yet. Ask an organizer or an administrator for one; your "
            "name here is “{name}”.",
            name=visit.visitor.name,
        )
    show_notice(Tone.OPEN, _("Your account may not see this page."), speech, hint)
