"""Texts that were typed into a mail while somebody else sent it: shown, so that they can be copied."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.ui.html import element
from caravan.ui.notice import Tone, show_notice
from caravan.ui.publishing.mail_facts import who_and_where
from caravan.ui.publishing.standing import Standing
from caravan.ui.publishing.typed import Typed, forget_typed, unsaved


def show_unsaved_texts(seen: Standing, drafts: Collection[int]) -> None:
    """Draw those of mails that are no drafts any more.

    Args:
        drafts: the ids of the mails that are drafts; their forms show what wasn't saved.
    """
    for id_, typed in unsaved(seen.schedule).items():
        if id_ not in drafts:
            _show(seen, id_, typed, seen.visit.language)


def _show(seen: Standing, id_: int, typed: Typed, speech: Language) -> None:
    _ = speech.text
    mail = seen.visit.desk.mails.numbered(id_, seen.schedule)
    more = written(typed.subject, typed.text)
    lines = [_("Copy from it what you need.")]
    if typed.by is not None:
        by = _("Answer wished by")
        lines.append(f"{by}: {speech.long_date(typed.by)}")
    if mail is None:
        headline = _("This mail isn't there any more, so your text was not saved:")
    else:
        name = who_and_where(seen, mail, speech)
        headline = _("{mail}: this is no draft any more, so your text was not saved:", mail=name)
        more += element("p", _("The mail as it was sent, or is about to be:"))
        more += written(mail.subject, mail.text)
    show_notice(Tone.FAULT, headline, speech, *lines, more=more)
    st.button(
        _("I have copied what I need"),
        key=f"forget-mine-{id_}",
        on_click=forget_typed,
        args=(seen.schedule, id_),
    )


def written(subject: str, text: str) -> Markup:
    """A mail's subject and text, each letter as it was typed."""
    return element("pre", f"{subject}\n\n{text}", dir="auto", class_="cv-mine")
