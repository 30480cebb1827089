"""The head of a page: which tour, when, how much of it; and the choice of another one."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.tour.tour import Tour
from caravan.ui.choices import choose
from caravan.ui.html import element, show
from caravan.ui.visit import Visit


def show_heading(
    visit: Visit, tour: Tour | None, plan: Plan | None, actions: Callable[[], None] | None = None
) -> None:
    """The tour's name and its figures, a selector when there are several schedules, and actions.

    `actions` draws the buttons of the page.
    """
    speech = visit.language
    name = speech.name(tour.names) if tour else (visit.schedule.name if visit.schedule else "")
    parts = [element("h1", element("bdi", name))]
    if tour is not None:
        facts = figures(tour, plan, speech)
        parts.append(element("p", " · ".join(facts), class_="cv-quiet cv-figures"))
    with st.container(key="cv-heading", horizontal=True, vertical_alignment="bottom"):
        with st.container(key="cv-title"):
            show(element("header", *parts, class_="cv-heading"), speech)
        if len(visit.offered) > 1:
            _choose_schedule(visit)
        if actions is not None:
            actions()


def figures(tour: Tour, plan: Plan | None, speech: Language) -> list[str]:
    """``9–16 mars 2020``, ``20 étapes``, ``1 342 km``, ``22 h 39 de trajet``."""
    _ = speech.text
    facts = [speech.dates(tour.first_day, tour.last_day)]
    if plan is None:
        return [*facts, speech.count("{number} event", "{number} events", len(tour.events))]
    km = sum(day.km for day in plan.days)
    travel = speech.duration(plan.objective.travel_minutes)
    return [
        *facts,
        speech.count("{number} event", "{number} events", len(plan.kept)),
        speech.km(km),
        _("{duration} on the way", duration=travel),
    ]


def _choose_schedule(visit: Visit) -> None:
    names = [schedule.name for schedule in visit.offered]

    def change() -> None:
        choose("tour", st.session_state["schedule"])
        choose("day", None)
        choose("job", None)

    st.session_state["schedule"] = visit.schedule.name if visit.schedule else names[0]
    with st.container(key="cv-schedule", width=260):
        st.selectbox(visit.language.text("Schedule"), names, key="schedule", on_change=change)
