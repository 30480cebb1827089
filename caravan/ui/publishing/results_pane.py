"""What became of each mail, with the server's words, and another try where that is safe to offer."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.store.mail import Mail, MailState
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, icon
from caravan.ui.publishing.instants import moment_text
from caravan.ui.publishing.mail_facts import who_and_where
from caravan.ui.publishing.outbox import outbox_zip
from caravan.ui.publishing.rights import may_publish
from caravan.ui.publishing.sending import is_dry_run, send_again
from caravan.ui.publishing.standing import Standing

_TONES = {
    MailState.QUEUED: Tone.OPEN,
    MailState.SENDING: Tone.OPEN,
    MailState.SENT: Tone.GOOD,
    MailState.WRITTEN: Tone.GOOD,
    MailState.UNCLEAR: Tone.FAULT,
    MailState.FAILED: Tone.FAULT,
}


def show_results(seen: Standing, mails: tuple[Mail, ...]) -> None:
    """Draw them, those that somebody has to look at first."""
    speech = seen.visit.language
    _ = speech.text
    show(element("h2", _("What became of the mails")), speech)
    if any(mail.state is MailState.WRITTEN for mail in mails):
        st.download_button(
            _("All files of this publication (.zip)"),
            lambda: outbox_zip(seen.visit.desk.settings.state / "outbox", mails, seen.base),
            file_name=f"{seen.candidate.plan.tour.id}-{seen.base}-mails.zip",
            mime="application/zip",
            key="download-outbox",
            on_click="ignore",
        )
    for mail in sorted(mails, key=lambda mail: _TONES[mail.state] is not Tone.FAULT):
        with st.container(key=f"cv-mail-{mail.id}", horizontal=True, vertical_alignment="center"):
            show(_result(seen, mail, speech), speech)
            if may_publish(seen.visit) and _offers_another_try(seen, mail):
                _show_another_try(seen, mail, speech)


def _result(seen: Standing, mail: Mail, speech: Language) -> Markup:
    tone = _TONES[mail.state]
    name = who_and_where(seen, mail, speech)
    lines = [element("b", element("bdi", name)), element("span", _state(seen, mail, speech))]
    if mail.error is not None and mail.state not in {MailState.SENT, MailState.WRITTEN}:
        lines.append(element("bdi", speech.message(mail.error), class_="cv-quiet"))
    return element(
        "p",
        icon(tone),
        element("span", *lines, class_="cv-result"),
        class_=f"cv-state cv-tell-{tone}",
    )


def _state(seen: Standing, mail: Mail, speech: Language) -> str:
    _ = speech.text
    zone = seen.candidate.plan.tour.zone
    texts = {
        MailState.WRITTEN: _("written as a file, not sent"),
        MailState.SENDING: _("on its way at this moment"),
        MailState.UNCLEAR: _("unclear: it may have arrived"),
        MailState.FAILED: _("not sent: it was refused"),
    }
    if mail.state in texts:
        return texts[mail.state]
    if mail.state is MailState.SENT:
        return _("sent on {when}", when=moment_text(mail.sent or mail.made, zone, speech))
    if mail.next_try is not None:
        again = moment_text(mail.next_try, zone, speech)
        return _("waits to be tried again from {when} on", when=again)
    return _("waits to be sent")


def _offers_another_try(seen: Standing, mail: Mail) -> bool:
    if mail.state is MailState.WRITTEN:
        return not is_dry_run(seen)
    return mail.state.may_be_sent_again


def _show_another_try(seen: Standing, mail: Mail, speech: Language) -> None:
    _ = speech.text
    key = f"again-{mail.id}-{mail.version}"
    if mail.state is not MailState.UNCLEAR:
        label = _("Send it now") if mail.state is MailState.WRITTEN else _("Try again")
        st.button(label, key=key, on_click=send_again, args=(seen, mail))
        return
    with st.popover(_("Send again")):
        text = _(
            "This mail may have arrived. Ask the partner first, if you can: sent again, it may "
            "arrive twice."
        )
        show(element("p", text), speech)
        st.button(_("Send it again all the same"), key=key, on_click=send_again, args=(seen, mail))
