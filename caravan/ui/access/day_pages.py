"""The page of day pages: one date of the tour as it was last published, for volunteers."""

from __future__ import annotations

import re
from datetime import date as Date

import streamlit as st

from caravan.language.language import Language, language
from caravan.plan.plan import Plan
from caravan.plan.publication import Publication
from caravan.ui.choices import choose, chosen
from caravan.ui.heading import show_title
from caravan.ui.notice import Tone, show_notice
from caravan.ui.visit import Visit

_NEIGHBOUR = re.compile(r' href="\./\d{4}-\d{2}-\d{2}"')
_HEIGHT = 1800
"""In CSS pixels: as high as most days are, so that a phone scrolls one page and not two."""


def show_day_pages(visit: Visit) -> None:
    """Draw the page."""
    speech = visit.language
    _ = speech.text
    _choose_tour(visit)
    published = None
    if visit.schedule is not None:
        published = visit.desk.publications.latest(visit.schedule.name)
    if published is None:
        show_title(_("Day pages"), speech)
        show_notice(Tone.QUIET, _("Nothing has been published yet."), speech)
        return
    tour = published.plan.tour
    show_title(speech.name(tour.names), speech, [speech.dates(tour.first_day, tour.last_day)])
    date = _choose_date(published, speech)
    page = _page(published.schedule, published.number, speech.code, date, published.plan)
    st.iframe(page, height=_HEIGHT, alt=_("Day page"))
    st.download_button(
        _("Keep this page on the phone"),
        page,
        file_name=f"{date.isoformat()}.html",
        mime="text/html",
        key="keep-day",
        on_click="ignore",
    )


def _choose_tour(visit: Visit) -> None:
    """Which tour, for those who help in several."""
    if visit.schedule is None or len(visit.offered) < 2 or visit.may.view:
        return

    def change() -> None:
        choose("tour", st.session_state["day-tour"])

    names = [schedule.name for schedule in visit.offered]
    st.session_state["day-tour"] = visit.schedule.name
    st.selectbox(
        visit.language.text("Tour"),
        names,
        format_func=lambda name: _name_of(visit, name),
        key="day-tour",
        on_change=change,
    )


def _name_of(visit: Visit, schedule: str) -> str:
    published = visit.desk.publications.latest(schedule)
    return schedule if published is None else visit.language.name(published.plan.tour.names)


def _choose_date(published: Publication, speech: Language) -> Date:
    dates = {day.date.isoformat(): day.date for day in published.plan.days}

    def change() -> None:
        choose("day", st.session_state["day-page"] or now)

    now = chosen("day", dates) or next(iter(dates))
    st.session_state["day-page"] = now
    st.segmented_control(
        speech.text("Day"),
        [*dates],
        format_func=lambda value: speech.short_date(dates[value]),
        key="day-page",
        on_change=change,
        label_visibility="collapsed",
    )
    return dates[now]


@st.cache_data(show_spinner=False, max_entries=64)
def _page(schedule: str, number: int, code: str, date: Date, _plan: Plan) -> str:  # noqa: ARG001 keys of the cache
    from caravan.views.day_page import day_page

    # The days before and after are chosen above the page: within it they have no address.
    return _NEIGHBOUR.sub("", day_page(_plan, date, language(code)))
