"""Two tabs changed one tour: both versions, side by side, and the visitor decides."""

from __future__ import annotations

import streamlit as st

from caravan.errors import Message
from caravan.files.difference import differences
from caravan.language.language import Language
from caravan.store.tours import OpenTour
from caravan.ui.heading import show_title
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.tour_page.words import best_name
from caravan.ui.workbench import Workbench


def show_conflict(bench: Workbench) -> None:
    """What this tab changed, what was saved elsewhere meanwhile, and three ways on."""
    change = bench.pending
    if change is None:
        return
    speech = bench.language
    _ = speech.text
    latest: OpenTour = bench.visit.desk.tours.open(bench.id)
    show_title(best_name(bench.draft.head.names, speech, _("Tour without a name")), speech)
    show_notice(
        Tone.OPEN,
        _("Somebody else changed this tour while you were at it."),
        speech,
        _("Nothing is lost: both versions are here. Choose how to go on."),
    )
    mine, theirs = st.columns(2)
    with mine:
        _show_changes(
            _("Your change"), differences(change.base.files, change.files, speech.code), speech
        )
    with theirs:
        _show_changes(
            _("Saved meanwhile"), differences(change.base.files, latest.files, speech.code), speech
        )
    both = bench.on_top_of(latest)
    if both in (change.files, latest.files):
        both = None  # one of them has changed all that the other did
    with st.container(horizontal=True, key="cv-conflict"):
        if both is not None:
            st.button(
                _("Keep both"),
                type="primary",
                key=bench.key("keep-both"),
                on_click=bench.keep,
                args=(both, latest),
                help=_("Makes your change on top of the other version."),
            )
        st.button(
            _("Keep only mine"),
            key=bench.key("keep-mine"),
            on_click=bench.keep,
            args=(change.files, latest),
            help=_("The other version can be brought back with Undo."),
        )
        st.button(
            _("Keep only the other"),
            key=bench.key("keep-theirs"),
            on_click=bench.keep_theirs,
        )


def _show_changes(title: str, changes: tuple[Message, ...], speech: Language) -> None:
    texts = [speech.message(change) for change in changes] or [speech.text("No difference")]
    entries = [element("li", element("bdi", text)) for text in texts]
    show(
        element("section", element("h2", title), element("ul", *entries, class_="cv-needs")), speech
    )
