"""An address or a tab of a tour that was deleted: it says so, and brings the tour back when told."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from caravan.errors import CaravanError
from caravan.store.tours import KeptTour
from caravan.ui.heading import show_title
from caravan.ui.notice import Tone, show_notice
from caravan.ui.tour_actions import open_tour
from caravan.ui.tour_page.words import best_name
from caravan.ui.visit import Visit

_FAILED = "not-restored"


def shows_deleted(visit: Visit) -> bool:
    """Whether the visitor asks for a deleted tour or scenario; then the page shows just that."""
    tour = _deleted(visit)
    if tour is None:
        return False
    speech = visit.language
    _ = speech.text
    name = tour.scenario or best_name(tour.card.names, speech, _("Tour without a name"))
    show_title(name, speech)
    failure = st.session_state.pop(_FAILED, None)
    if failure is not None:
        show_notice(Tone.FAULT, _("That did not work."), speech, speech.message(failure))
    _tell(visit, tour)

    def restore() -> None:
        try:
            visit.desk.tours.restore(tour.id, datetime.now(UTC))
        except CaravanError as error:
            st.session_state[_FAILED] = error.message

    st.button(_("Bring it back"), type="primary", key="restore-here", on_click=restore)
    if tour.is_scenario and visit.desk.tours.is_kept(tour.base):
        st.button(
            _("Other scenarios of the tour"),
            key="to-scenarios",
            on_click=open_tour,
            args=(tour.base, "scenarios"),
        )
    return True


def _tell(visit: Visit, tour: KeptTour) -> None:
    speech = visit.language
    _ = speech.text
    if not tour.is_scenario:
        headline = _("This tour was deleted.")
        hint = _("It can be brought back for 30 days; other tours are on the page Tours.")
    elif visit.desk.tours.is_kept(tour.base):
        headline = _("This scenario was deleted.")
        hint = _(
            "If it was being planned, the planner was stopped. It can be brought back for 30 days."
        )
    else:
        headline = _("The tour that this scenario belongs to was deleted.")
        hint = _("Bringing the scenario back brings the tour back too.")
    show_notice(Tone.OPEN, headline, speech, hint)


def _deleted(visit: Visit) -> KeptTour | None:
    asked = st.query_params.get("tour") or st.session_state.get("chosen-tour")
    if asked is None or (visit.schedule is not None and visit.schedule.name == asked):
        return None
    for tour in visit.desk.tours.deleted():
        if tour.id == asked:
            return tour
    return visit.desk.scenarios.gone(asked)
