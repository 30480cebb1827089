"""The drafts: read, edited, left out, and then sent all at once."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.store.mail import Mail, Method
from caravan.ui.html import element, show
from caravan.ui.markdown import plain
from caravan.ui.publishing.draft_form import show_draft_form
from caravan.ui.publishing.mail_facts import who_and_where
from caravan.ui.publishing.mail_look import show_mail_look
from caravan.ui.publishing.over import show_over
from caravan.ui.publishing.rights import may_publish
from caravan.ui.publishing.rows import language_name
from caravan.ui.publishing.sending import is_dry_run, send_drafts
from caravan.ui.publishing.standing import Standing


def show_drafts(seen: Standing, drafts: tuple[Mail, ...]) -> None:
    """Draw them, with the button to send those that are chosen."""
    speech = seen.visit.language
    _ = speech.text
    title = speech.count("1 mail to read", "{number} mails to read", len(drafts))
    show(element("h2", title), speech)
    if seen.latest is not None:
        asked = {draft.event for draft in drafts if draft.method is Method.REQUEST}
        show_over((one for one in seen.latest.revisions if one.event.id in asked), speech)
    chosen: dict[int, int] = {}
    for draft in drafts:
        with st.container(key=f"cv-draft-{draft.id}", border=True):
            if _show_draft(seen, draft, speech):
                chosen[draft.id] = draft.version
    if may_publish(seen.visit):
        with st.container(key="cv-send"):
            _show_send(seen, chosen, len(drafts), speech)


def _show_draft(seen: Standing, draft: Mail, speech: Language) -> bool:
    """One draft; whether it is to be sent."""
    _ = speech.text
    name = who_and_where(seen, draft, speech)
    is_wanted = st.checkbox(
        plain(name), value=True, key=f"send-{draft.id}", disabled=not may_publish(seen.visit)
    )
    facts = [
        element("bdi", draft.recipient, dir="ltr"),
        element("span", language_name(draft.language, speech)),
    ]
    if draft.method is Method.CANCEL:
        facts.append(element("span", _("Cancellation"), class_="cv-broken"))
    if draft.is_edited:
        facts.append(element("span", _("edited")))
    show(element("p", Markup(" · ").join(facts), class_="cv-quiet"), speech)
    show(element("p", element("bdi", draft.subject)), speech)
    with st.expander(_("Read and edit")):
        read, form = st.tabs([_("As it arrives"), _("Text")])
        with form:
            show_draft_form(seen, draft)
        with read:
            show_mail_look(seen, draft)
    return bool(is_wanted)


def _show_send(seen: Standing, chosen: dict[int, int], all_: int, speech: Language) -> None:
    number = len(chosen)
    if not chosen:
        label = speech.text("No mail is chosen")
    elif is_dry_run(seen):
        label = speech.count("Write 1 mail as a file", "Write {number} mails as files", number)
    else:
        label = speech.count("Send 1 mail", "Send {number} mails", number)
    st.button(
        label,
        type="primary",
        key=f"send-drafts-{seen.base}",
        disabled=not chosen,
        on_click=send_drafts,
        args=(seen, chosen),
    )
    if number < all_:
        text = speech.count(
            "1 mail is left out and stays a draft.",
            "{number} mails are left out and stay drafts.",
            all_ - number,
        )
        show(element("p", text, class_="cv-quiet"), speech)
