"""The days of a plan as cards: the essence at a glance, the whole timeline on demand."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language, language
from caravan.plan.plan import Plan
from caravan.store.shelf import ShelvedPlan
from caravan.ui.html import element, show
from caravan.ui.notice import icon
from caravan.views.itinerary import DayItinerary, Row, RowKind, itinerary
from caravan.views.palette import day_style


def show_itinerary(shelved: ShelvedPlan, speech: Language) -> None:
    """Show all days."""
    show(Markup(_cards(shelved.mark, speech.code, shelved.plan)), speech)  # noqa: S704 from cards()


@st.cache_data(show_spinner=False, max_entries=32)
def _cards(mark: str, code: str, _plan: Plan) -> str:  # noqa: ARG001 a key of the cache
    return str(cards(_plan, language(code)))


def cards(plan: Plan, speech: Language) -> Markup:
    """The days as markup, a list of cards that unfold."""
    days = itinerary(plan, speech)
    several = len(plan.teams) > 1
    return element(
        "ol", *(element("li", _card(day, speech, several)) for day in days), class_="cv-days"
    )


def _card(day: DayItinerary, speech: Language, several_teams: bool) -> Markup:  # noqa: FBT001 internal
    team = element("span", element("bdi", day.team), class_="cv-team") if several_teams else ""
    date = element("h3", day.label, team)
    summary = element(
        "summary",
        element("span", str(day.number), class_="cv-badge"),
        element("div", date, _totals(day, speech), class_="cv-card-head"),
        _events(day, speech),
        _night(day, speech),
    )
    rows = element("ol", *(_row(row, speech) for row in day.rows), class_="cv-timeline")
    return element("details", summary, rows, class_="cv-card", style=_colours(day))


def _colours(day: DayItinerary) -> str:
    """The day's colour and the ink on it, for the style sheet."""
    style = day_style(day.colour_index)
    return f"--cv-day:{style.colour};--cv-on-day:{style.ink}"


def _totals(day: DayItinerary, speech: Language) -> Markup:
    """``165 km · 2 h 30``, with ≈ when it rests on an estimate."""
    if day.km == 0:
        return element("p", speech.text("No road"), class_="cv-quiet")
    about = "≈ " if day.is_estimate else ""
    travel = speech.duration(day.driving_minutes + day.sailing_minutes)
    return element("p", f"{about}{speech.km(day.km)} · {travel}", class_="cv-quiet cv-figures")


def _events(day: DayItinerary, speech: Language) -> Markup:
    if not day.events:
        return element("p", speech.text("No event"), class_="cv-quiet cv-no-event")
    entries = [
        element(
            "li",
            _hours(row, speech),
            element("span", str(row.number or ""), class_="cv-number"),
            element("span", element("bdi", row.town), class_="cv-town"),
        )
        for row in day.events
    ]
    return element("ul", *entries, class_="cv-events")


def _night(day: DayItinerary, speech: Language) -> Markup:
    _ = speech.text
    text = (
        _("The tour ends in {town}", town=day.overnight)
        if day.is_last
        else _("Night in {town}", town=day.overnight)
    )
    sign = icon("night")
    return element("p", "" if day.is_last else sign, text, class_="cv-night")


def _hours(row: Row, speech: Language) -> Markup:
    text = speech.clock(row.begins)
    if not row.is_moment:
        text = f"{text}–{speech.clock(row.ends)}"
    return element("bdi", text, dir="ltr", class_="cv-hours")


def _row(row: Row, speech: Language) -> Markup:
    about = "≈ " if row.is_estimate else ""
    facts = []
    if row.is_leg:
        facts += [f"{about}{speech.km(row.km)}", f"{about}{speech.duration(row.minutes)}"]
    elif not row.is_moment and row.kind is not RowKind.NIGHT:
        facts.append(speech.duration(row.minutes))
    lines = [element("p", element("bdi", row.label))]
    detail = " · ".join(filter(None, (row.detail, *facts)))
    if detail:
        lines.append(element("p", detail, class_="cv-quiet cv-figures"))
    if row.source:
        lines.append(element("p", row.source, class_="cv-source"))
    kind = element("div", *lines)
    return element("li", _hours(row, speech), kind, class_=f"cv-row cv-{row.kind.value}")
