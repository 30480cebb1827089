"""A mail as its partner will see it: the page, the calendar file, and nothing that can act."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default

import streamlit as st

from caravan.errors import CaravanError
from caravan.publishing.prepared import prepare
from caravan.store.mail import Mail
from caravan.ui.links import base_address
from caravan.ui.notice import Tone, show_notice
from caravan.ui.publishing.rights import present
from caravan.ui.publishing.standing import Standing

_HEIGHT = 520
# Nothing in it may run, load or send, whatever a text has become: it is to be looked at.
_POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'\">"
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a mail consists of, without the secret of its link."""

    html: str
    calendar: str


def look_of(mail: bytes) -> Look:
    """The parts of a mail that a person looks at."""
    read = message_from_bytes(mail, policy=default)
    page = read.get_body(("html",))
    html = str(page.get_content()) if page is not None else ""
    calendar = next(
        (part for part in read.walk() if part.get_content_type() == "text/calendar"), None
    )
    text = calendar.get_payload(decode=True) if calendar is not None else b""
    return Look(html, text.decode("utf-8", "replace") if isinstance(text, bytes) else "")


def show_mail_look(seen: Standing, mail: Mail) -> None:
    """The mail as it would be sent now, with an example in place of the link to answer."""
    speech = seen.visit.language
    _ = speech.text
    settings = seen.visit.desk.settings.mail
    try:
        ready = prepare(seen.visit.desk, mail, settings.sender if settings else "")
        link = f"{base_address(seen.visit.desk)}/answer/…"
        look = look_of(ready.content(link, present()))
    except CaravanError as error:
        show_notice(
            Tone.FAULT,
            _("This mail can't be written."),
            speech,
            speech.message(error.message),
        )
        return
    page = look.html.replace("<head>", f"<head>{_POLICY}", 1)
    st.iframe(page, height=_HEIGHT, alt=_("The mail as it arrives"))
    with st.expander(_("The calendar file that goes with it (invite.ics)")):
        st.code(look.calendar.replace("\r\n", "\n"), language=None, wrap_lines=True)
