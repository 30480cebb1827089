"""The head of a page: which tour, when, how much of it; and the choice of another one."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.tour.tour import Tour
from caravan.ui.html import element, show
from caravan.ui.visit import Visit


def show_heading(
    visit: Visit,
    tour: Tour | None,
    plan: Plan | None,
    actions: Callable[[], None] | None = None,
    title: str = "",
) -> None:
    """The tour's name and its figures, and actions.

    `actions` draws the buttons of the page; `title` is shown when there is no tour yet.
    """
    speech = visit.language
    name = speech.name(tour.names) if tour else title
    if not name and visit.schedule is not None:
        name = visit.schedule.name
    parts = [element("h1", element("bdi", name))]
    if tour is not None:
        facts = figures(tour, plan, speech)
        parts.append(element("p", " · ".join(facts), class_="cv-quiet cv-figures"))
    with st.container(key="cv-heading", horizontal=True, vertical_alignment="bottom"):
        with st.container(key="cv-title"):
            show(element("header", *parts, class_="cv-heading"), speech)
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
