"""The map in a page, made once for each plan, language and day."""

from __future__ import annotations

from datetime import date as Date

import streamlit as st

from caravan.language.language import Language, language
from caravan.plan.plan import Plan
from caravan.store.shelf import ShelvedPlan


def show_map_pane(
    shelved: ShelvedPlan, speech: Language, date: Date | None, *, tiles: bool, height: int
) -> None:
    """Show the map. The browser keeps it through reruns, because its text is the same each time.

    Args:
        shelved: whose plan is shown.
        speech: language of the map.
        date: the day shown, or None for the whole tour.
        tiles: whether OpenStreetMap lies beneath.
        height: in CSS pixels; the style sheet may stretch it.
    """
    page = _map_page(shelved.mark, speech.code, date, tiles, shelved.plan)
    st.iframe(page, height=height, alt=speech.text("Map of the tour"))


@st.cache_data(show_spinner=False, max_entries=64)
def _map_page(mark: str, code: str, date: Date | None, tiles: bool, _plan: Plan) -> str:  # noqa: ARG001, FBT001 keys of the cache
    from caravan.views.map import map_html

    return map_html(_plan, language(code), date=date, tiles=tiles)


def choose_day(plan: Plan, speech: Language) -> Date | None:
    """Let the visitor choose a day or the whole tour; the choice is kept in the address."""
    from caravan.ui.choices import choose, chosen

    _ = speech.text
    dates = {day.date.isoformat(): day.date for day in plan.days}
    whole = "tour"

    def change() -> None:
        value = st.session_state["day"]
        choose("day", None if value in (None, whole) else value)

    now = chosen("day", dates)
    st.session_state["day"] = now or whole
    st.segmented_control(
        _("Day"),
        [whole, *dates],
        format_func=lambda value: (
            _("Whole tour") if value == whole else speech.short_date(dates[value])
        ),
        key="day",
        on_change=change,
        label_visibility="collapsed",
    )
    return dates[now] if now else None
