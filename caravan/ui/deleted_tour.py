"""An address or a tab of a tour that was deleted: it says so, and brings the tour back when told."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from caravan.errors import CaravanError
from caravan.store.tours import KeptTour
from caravan.ui.heading import show_title
from caravan.ui.notice import Tone, show_notice
from caravan.ui.tour_page.words import best_name
from caravan.ui.visit import Visit

_FAILED = "not-restored"


def shows_deleted(visit: Visit) -> bool:
    """Whether the visitor asks for a deleted tour; then this is what the page shows."""
    tour = _deleted(visit)
    if tour is None:
        return False
    speech = visit.language
    _ = speech.text
    name = best_name(tour.card.names, speech, _("Tour without a name"))
    show_title(name, speech)
    failure = st.session_state.pop(_FAILED, None)
    if failure is not None:
        show_notice(Tone.FAULT, _("That did not work."), speech, speech.message(failure))
    show_notice(
        Tone.OPEN,
        _("This tour was deleted."),
        speech,
        _("It can be brought back for 30 days; other tours are on the page Tours."),
    )

    def restore() -> None:
        try:
            visit.desk.tours.restore(tour.id, datetime.now(UTC))
        except CaravanError as error:
            st.session_state[_FAILED] = error.message

    st.button(_("Bring it back"), type="primary", key="restore-here", on_click=restore)
    return True


def _deleted(visit: Visit) -> KeptTour | None:
    asked = st.query_params.get("tour") or st.session_state.get("chosen-tour")
    if asked is None or (visit.schedule is not None and visit.schedule.name == asked):
        return None
    return next((tour for tour in visit.desk.tours.deleted() if tour.id == asked), None)
