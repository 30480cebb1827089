"""The text of one draft under an organizer's hands; whoever saves second sees both texts."""

from __future__ import annotations

from datetime import date as Date

import streamlit as st

from caravan.errors import CaravanError, Message, msg
from caravan.language.language import Language
from caravan.publishing.drafts import edit_draft
from caravan.publishing.placeholders import LONGEST_SUBJECT, LONGEST_TEXT, PLACEHOLDERS
from caravan.store.invitations import InvitationChanged
from caravan.store.mail import Mail, MailState, Method
from caravan.store.mails import MailChanged
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.publishing.rights import may_publish
from caravan.ui.publishing.standing import Standing
from caravan.ui.publishing.told import trying
from caravan.ui.publishing.typed import Typed, forget_typed, keep_typed, unsaved
from caravan.ui.publishing.unsaved_texts import written


def show_draft_form(seen: Standing, draft: Mail) -> None:
    """The fields of a draft, and below them a text that couldn't be saved."""
    speech = seen.visit.language
    _ = speech.text
    mine = unsaved(seen.schedule).get(draft.id)
    if mine is not None:
        _show_mine(seen, draft, mine, speech)
    # Keyed by its version: a draft that somebody else has changed shows the text as it is now.
    key = f"draft-{draft.id}-{draft.version}"
    with st.form(key, border=False):
        st.text_input(
            _("Subject"), value=draft.subject, key=f"{key}-subject", max_chars=LONGEST_SUBJECT
        )
        st.text_area(
            _("Text"), value=draft.text, key=f"{key}-text", max_chars=LONGEST_TEXT, height=400
        )
        if draft.method is Method.REQUEST:
            st.date_input(
                _("Answer wished by"),
                value=draft.reply_by,
                key=_by_key(draft),
                format="DD/MM/YYYY",
            )
        names = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        text = _("What stands in braces is filled in when the mail is sent:")
        show(element("p", text, " ", element("bdi", names, dir="ltr"), class_="cv-quiet"), speech)
        st.form_submit_button(
            _("Save this text"),
            key=f"{key}-save",
            on_click=_save,
            args=(seen, draft, key),
            disabled=not may_publish(seen.visit),
        )


def _save(seen: Standing, draft: Mail, key: str) -> None:
    subject = str(st.session_state.get(f"{key}-subject") or "")
    text = str(st.session_state.get(f"{key}-text") or "")
    by = st.session_state.get(_by_key(draft))
    wished = by if isinstance(by, Date) and by != draft.reply_by else None
    has_new_text = (subject, text) != (draft.subject, draft.text)

    def act() -> Message | None:
        try:
            if has_new_text:
                saved = edit_draft(
                    seen.visit.desk,
                    seen.schedule,
                    draft.id,
                    version=draft.version,
                    subject=subject,
                    text=text,
                )
                st.session_state[_own(draft.id)] = saved.version
            if wished is not None:
                _set_reply_by(seen, draft, wished, is_text_saved=has_new_text)
        except MailChanged:
            keep_typed(seen.schedule, draft.id, Typed(subject, text, wished))
            raise
        forget_typed(seen.schedule, draft.id)
        return msg("The text is saved.")

    trying(act)


def _set_reply_by(seen: Standing, draft: Mail, by: Date, *, is_text_saved: bool) -> None:
    """Set the date, unless the mail is sent or somebody else has set another one meanwhile."""
    desk = seen.visit.desk
    mail = desk.mails.numbered(draft.id, seen.schedule)
    if mail is None or mail.state is not MailState.DRAFT:
        raise MailChanged(mail)
    asked = desk.invitations.numbered(draft.invitation, seen.schedule)
    if asked is None:
        raise InvitationChanged(None)
    # Not by its version: an answer raises that too, and is no reason to refuse a date.
    if asked.reply_by is not None and asked.reply_by != draft.reply_by:
        dates = {"theirs": asked.reply_by.isoformat(), "mine": by.isoformat()}
        if is_text_saved:
            why = msg(
                "The text is saved, but not the date {mine}: somebody else has set {theirs} "
                "meanwhile.",
                **dates,
            )
        else:
            why = msg(
                "The date {mine} was not saved: somebody else has set {theirs} meanwhile.",
                **dates,
            )
        raise CaravanError(why)
    desk.invitations.set_reply_by(asked.id, seen.schedule, by, version=asked.version)


def _show_mine(seen: Standing, draft: Mail, mine: Typed, speech: Language) -> None:
    """The text that wasn't saved, because somebody else had changed the draft."""
    _ = speech.text

    def use() -> None:
        key = f"draft-{draft.id}-{draft.version}"
        st.session_state[f"{key}-subject"], st.session_state[f"{key}-text"] = (
            mine.subject,
            mine.text,
        )
        if mine.by is not None:
            st.session_state[_by_key(draft)] = mine.by
        forget()

    def forget() -> None:
        forget_typed(seen.schedule, draft.id)

    show_notice(
        Tone.OPEN,
        _("Somebody else has changed this mail. Below is the mail as it is now; yours was:"),
        speech,
        more=written(mine.subject, mine.text),
    )
    with st.container(horizontal=True, key=f"cv-mine-{draft.id}"):
        st.button(_("Go on with my text"), key=f"use-mine-{draft.id}", on_click=use)
        st.button(_("Keep theirs"), key=f"forget-mine-{draft.id}", on_click=forget)


def version_read(id_: int, shown: int) -> int:
    """The version of a draft that the visitor knows: the one shown, or the one just saved here."""
    return max(shown, int(st.session_state.get(_own(id_), 0)))


def _own(id_: int) -> str:
    return f"draft-own-{id_}"


def _by_key(draft: Mail) -> str:
    """Of the field: a date that somebody else has set makes it another field, which shows it."""
    return f"draft-{draft.id}-{draft.version}-by-{draft.reply_by}"
