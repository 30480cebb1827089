"""A tour that lies in files, on a page that changes tours: it is only read, a copy is offered."""

from __future__ import annotations

import streamlit as st

from caravan.errors import CaravanError
from caravan.store.settings import Schedule
from caravan.ui.choices import choose
from caravan.ui.copying import keep_copy
from caravan.ui.heading import show_heading, title_of
from caravan.ui.notice import Tone, show_notice
from caravan.ui.opened import open_schedule
from caravan.ui.situation import show_unreadable
from caravan.ui.visit import Visit

_FAILED = "not-copied"


def show_tour_in_files(visit: Visit, schedule: Schedule, *, why: str, offer: str) -> None:
    """Draw the page of such a tour.

    Args:
        why: what a copy is good for on this page.
        offer: of the button that makes one.
    """
    speech = visit.language
    _ = speech.text
    reading = open_schedule(visit.desk, schedule).reading
    show_heading(visit, reading.tour, None, title=title_of(visit, reading))
    files = reading.files
    if files is None:
        show_unreadable(reading, speech)
        return
    show_notice(
        Tone.QUIET,
        _("This tour lies in files, which the app only reads: {file}", file=schedule.name),
        speech,
        why,
    )

    def copy() -> None:
        try:
            choose("tour", keep_copy(visit, files))
        except CaravanError as error:
            st.session_state[_FAILED] = error.message

    failure = st.session_state.pop(_FAILED, None)
    if failure is not None:
        show_notice(Tone.FAULT, _("The copy could not be kept."), speech, speech.message(failure))
    st.button(offer, type="primary", key="copy", on_click=copy)
    if reading.tour is None:
        show_unreadable(reading, speech)
