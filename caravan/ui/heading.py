"""The head of a page: which tour, when, how much of it; and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from caravan.errors import InputFaults
from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.tour.tour import Tour
from caravan.ui.html import element, show
from caravan.ui.opened import Reading
from caravan.ui.tour_page.words import best_name
from caravan.ui.visit import Visit
from caravan.ui.workbench import drafted


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
    facts = figures(tour, plan, speech) if tour is not None else []
    show_title(speech.name(tour.names) if tour else title, speech, facts, actions)


def show_title(
    name: str,
    speech: Language,
    facts: list[str] | None = None,
    actions: Callable[[], None] | None = None,
) -> None:
    """A name as the title of the page, facts below it, actions beside it."""
    parts = [element("h1", element("bdi", name))]
    if facts:
        parts.append(element("p", " · ".join(facts), class_="cv-quiet cv-figures"))
    with st.container(key="cv-heading", horizontal=True, vertical_alignment="bottom"):
        with st.container(key="cv-title"):
            show(element("header", *parts, class_="cv-heading"), speech)
        if actions is not None:
            actions()


def title_of(visit: Visit, reading: Reading) -> str:
    """What a tour is called that can't be read as a whole yet."""
    speech, schedule = visit.language, visit.schedule
    fallback = speech.text("Tour without a name")
    if schedule is not None and schedule.path is not None:
        fallback = schedule.name
    if reading.files is None:
        return fallback
    try:
        return best_name(drafted(reading.files).head.names, speech, fallback)
    except InputFaults:
        return fallback


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
