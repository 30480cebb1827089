"""Taking files in: a preview of what would change, before anything is replaced."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from caravan.errors import InputFaults
from caravan.files.difference import differences
from caravan.files.draft import draft_of
from caravan.files.tour_files import TourFiles
from caravan.language.language import Language
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.situation import fault_list
from caravan.ui.tour_page.words import best_name
from caravan.ui.visit import Visit

_BROUGHT = 50
"""Megabytes that are brought to the server; what is more than MAX_UPLOAD is refused there."""
_SHOWN = 40


def show_upload(
    visit: Visit, base: TourFiles | None, keep: Callable[[TourFiles], None], key: str = "upload"
) -> None:
    """Let the visitor choose files, show what they hold, and keep them when told to.

    `base`: the tour whose files would be replaced, or None for a new tour.
    """
    from caravan.files.upload import MAX_UPLOAD, files_from_upload

    speech = visit.language
    _ = speech.text
    # No kinds of files are named to Streamlit: it would refuse others in English.
    with st.container(key="cv-upload"):
        chosen = st.file_uploader(
            _("Files: schedule.yaml with its tables, one table alone, or a ZIP of them"),
            accept_multiple_files=True,
            max_upload_size=_BROUGHT,
            key=key,
        )
        limit = MAX_UPLOAD // 1_000_000
        text = _("YAML, CSV, XLSX or ZIP, at most {limit} MB", limit=limit)
        show(element("p", text, class_="cv-quiet"), speech)
    if not chosen:
        return
    try:
        files = files_from_upload([(part.name, part.getvalue()) for part in chosen], base)
        draft = draft_of(files)
    except InputFaults as error:
        show_notice(
            Tone.FAULT,
            _("These files can't be taken. Nothing was changed."),
            speech,
            more=fault_list(error.faults, speech),
        )
        return
    if base is None:
        name = best_name(draft.head.names, speech, _("Tour without a name"))
        show_notice(
            Tone.QUIET,
            _("“{name}” would become a tour of its own.", name=name),
            speech,
            speech.count("{number} event", "{number} events", len(draft.events)),
        )
    elif files == base:
        show_notice(Tone.QUIET, _("These files change nothing."), speech)
        return
    else:
        _show_preview(base, files, speech)
    if draft.faults:
        show_notice(
            Tone.OPEN,
            _("It can be taken, but this must be put right before it is planned:"),
            speech,
            more=fault_list(draft.faults[:_SHOWN], speech),
        )
    st.button(
        _("Make this tour") if base is None else _("Take these changes"),
        type="primary",
        key=f"{key}-keep",
        on_click=keep,
        args=(files,),
    )


def _show_preview(base: TourFiles, files: TourFiles, speech: Language) -> None:
    changes = [speech.message(change) for change in differences(base, files, speech.code)]
    entries = [element("li", element("bdi", change)) for change in changes[:_SHOWN]]
    more = len(changes) - _SHOWN
    if more > 0:
        entries.append(element("li", speech.count("and {number} more", "and {number} more", more)))
    title = speech.text("This would change:")
    show(element("section", element("h3", title), element("ul", *entries)), speech)
