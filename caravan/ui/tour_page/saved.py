"""Whether everything is saved, and the way back: undo, redo, and another try when a save failed."""

from __future__ import annotations

import streamlit as st

from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.situation import sentence
from caravan.ui.workbench import Workbench


def show_saved(bench: Workbench) -> None:
    """The state of the save, with undo and redo. What failed is told first and loudest."""
    speech = bench.language
    _ = speech.text
    undoes, redoes = bench.opened.undoes, bench.opened.redoes
    st.button(
        _("Undo"),
        key=bench.key("undo"),
        on_click=bench.undo,
        disabled=undoes is None or bench.pending is not None,
        help=speech.message(undoes) if undoes else None,
    )
    st.button(
        _("Redo"),
        key=bench.key("redo"),
        on_click=bench.redo,
        disabled=redoes is None or bench.pending is not None,
        help=speech.message(redoes) if redoes else None,
    )
    if bench.pending is None:
        text = _("Saved. Every change is kept at once.")
        show(element("p", text, class_="cv-quiet cv-saved", role="status"), speech)


def show_unsaved(bench: Workbench) -> None:
    """A change that could not be saved: why, another try, and the files to take away."""
    from caravan.files.bundle import bundle_zip

    if bench.pending is None or bench.pending.failure is None:
        return
    speech, files = bench.language, bench.pending.files
    _ = speech.text
    tries = bench.pending.tries
    show_notice(
        Tone.FAULT,
        # A press of "Try again" that fails too is answered.
        _("Your last change is not saved.")
        if tries == 1
        else speech.count(
            "Your last change is still not saved, after {number} try.",
            "Your last change is still not saved, after {number} tries.",
            tries,
        ),
        speech,
        sentence(speech.message(bench.pending.failure)),
        _("It stays on this page while it is open. Try again, or take the files with you."),
    )
    with st.container(horizontal=True, key="cv-unsaved"):
        st.button(
            _("Try again"), type="primary", key=bench.key("try-again"), on_click=bench.try_again
        )
        st.download_button(
            _("Download the files (.zip)"),
            lambda: bundle_zip(files),
            file_name=f"{bench.id}.zip",
            mime="application/zip",
            key=bench.key("rescue"),
            on_click="ignore",
        )
