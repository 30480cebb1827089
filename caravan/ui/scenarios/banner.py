"""Above the pages of a scenario: that it is one, of which tour, and the way back."""

from __future__ import annotations

import streamlit as st

from caravan.errors import CaravanError
from caravan.store.kept_tour import KeptTour
from caravan.ui.choices import choose
from caravan.ui.html import element, show
from caravan.ui.markdown import plain
from caravan.ui.notice import Tone, icon, show_notice
from caravan.ui.scenarios.alternatives import isolated, tour_title
from caravan.ui.tour_actions import open_tour
from caravan.ui.visit import Visit


def show_banner(visit: Visit) -> None:
    """The banner; nothing on the pages of a tour of its own."""
    found = scenario_of(visit)
    if found is None:
        return
    scenario, base = found
    speech = visit.language
    _ = speech.text
    title = tour_title(base, speech)
    text = _(
        "Scenario “{name}” of “{tour}”",
        name=isolated(scenario.scenario, speech),
        tour=isolated(title, speech),
    )
    hint = _("What you change here leaves the tour as it is.")
    with st.container(horizontal=True, key="cv-banner", vertical_alignment="center"):
        words = (
            element("b", element("bdi", text)),
            element("span", hint, class_="cv-quiet"),
        )
        show(element("p", icon(Tone.OPEN), element("span", *words), class_="cv-state"), speech)
        st.button(
            _("All scenarios"), key="to-scenarios", on_click=open_tour, args=(base.id, "scenarios")
        )
        st.button(
            _("Back to “{tour}”", tour=plain(title)),
            key="to-base",
            on_click=choose,
            args=("tour", base.id),
        )


def scenario_of(visit: Visit) -> tuple[KeptTour, KeptTour] | None:
    """The scenario that the visitor looks at, and the tour that it is of; None for a tour."""
    if visit.schedule is None or not visit.schedule.is_kept:
        return None
    try:
        kept = visit.desk.tours.open(visit.schedule.name).kept
        base = visit.desk.tours.open(kept.base).kept if kept.is_scenario else None
    except CaravanError:
        return None  # deleted at this moment: the page tells it
    return (kept, base) if base is not None else None


def no_subscribers(visit: Visit) -> bool:
    """Whether this is a scenario, which nobody subscribes to; then the page says so."""
    if scenario_of(visit) is None:
        return False
    speech = visit.language
    _ = speech.text
    show_notice(
        Tone.QUIET,
        _("Nobody gets the calendars of a scenario."),
        speech,
        _("Partners subscribe to the tour. Make this scenario the tour when it shall hold."),
    )
    return True
