"""A week of opening hours: a grid to write in, and beside each day the same drawn as a bar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date
from typing import Literal

import streamlit as st
from babel.dates import format_date
from markupsafe import Markup

from caravan.errors import msg
from caravan.files.draft import draft_of
from caravan.files.editing.calendars import set_calendar
from caravan.files.tour_files import TourFiles
from caravan.language.language import Language
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.opening import Hours, OpeningHours
from caravan.ui.html import element, show
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.hours_text import hours_text, read_hours
from caravan.ui.tour_page.shown_value import show_values
from caravan.ui.workbench import Workbench

_MONDAY = Date(2024, 1, 1)
Kind = Literal["weekly", "blocked"]


def show_week(bench: Workbench, calendar: OpeningHours) -> None:
    """The week of a calendar; each field is saved by itself."""
    speech = bench.language
    _ = speech.text
    text = _("Write hours like 8:30–12:30, 14:00–18:00. An empty field is a closed day.")
    show(element("p", text, class_="cv-quiet"), speech)
    key = bench.key(f"blocked-{calendar.id}")
    if any(calendar.blocked):
        st.session_state[key] = True
    with_blocked = bool(st.session_state.get(key))
    with st.container(key="cv-week-grid"):
        for weekday in range(7):
            open_, *between, bar = st.columns([5, 4, 5] if with_blocked else [5, 5])
            with open_:
                _show_field(bench, calendar, weekday, "weekly")
            for column in between:
                with column:
                    _show_field(bench, calendar, weekday, "blocked")
            with bar:
                show(_bar(calendar, weekday, speech), speech)
    st.toggle(
        _("Some of these hours are never available"),
        key=key,
        disabled=any(calendar.blocked),
        help=_("A prayer or a market within the opening hours, on a weekday."),
    )
    _show_copying(bench, calendar)


def weekday_name(weekday: int, speech: Language) -> str:
    """``lundi`` for 0."""
    return str(format_date(_MONDAY.replace(day=1 + weekday), "EEEE", locale=speech.locale))


def _show_field(bench: Workbench, calendar: OpeningHours, weekday: int, kind: Kind) -> None:
    speech = bench.language
    field = f"{kind}-{calendar.id}-{weekday}"
    key = bench.key(field)
    spans = (calendar.weekly if kind == "weekly" else calendar.blocked)[weekday]
    show_values(bench, field, {key: hours_text(spans)})

    def change() -> None:
        text = st.session_state[key]
        bench.change(
            lambda files: _with_days(files, calendar, {weekday: read_hours(text)}, kind),
            msg("opening hours"),
            field,
        )

    day = weekday_name(weekday, speech)
    label = day if kind == "weekly" else speech.text("Never available, {weekday}", weekday=day)
    st.text_input(label, key=key, on_change=change, max_chars=200)
    show_faults(bench, field)


def _show_copying(bench: Workbench, calendar: OpeningHours) -> None:
    """One day's hours for several others."""
    speech = bench.language
    _ = speech.text
    names = [weekday_name(number, speech) for number in range(7)]
    with (
        st.expander(_("Copy a day's hours to other days")),
        st.form(bench.key(f"copy-{calendar.id}"), border=False),
    ):
        source = st.selectbox(
            _("Hours of"),
            range(7),
            format_func=names.__getitem__,
            key=bench.key(f"copy-{calendar.id}-from"),
            width=240,
        )
        targets = st.multiselect(
            _("for these days"),
            range(7),
            format_func=names.__getitem__,
            key=bench.key(f"copy-{calendar.id}-to"),
            placeholder=_("Choose weekdays"),
        )
        if not st.form_submit_button(_("Copy")):
            return
    bench.change(
        lambda files: _copied(files, calendar, source, targets),
        msg("opening hours copied"),
        "copy-hours",
    )
    st.rerun()


def _copied(files: TourFiles, calendar: OpeningHours, source: int, targets: list[int]) -> TourFiles:
    """The files with the hours of one weekday on others too, those never available included."""
    kinds: tuple[Kind, ...] = ("weekly", "blocked")
    for kind in kinds:
        now = next((c for c in draft_of(files).calendars if c.id == calendar.id), calendar)
        week = now.weekly if kind == "weekly" else now.blocked
        files = _with_days(files, now, dict.fromkeys(targets, week[source]), kind)
    return files


def _with_days(
    files: TourFiles, calendar: OpeningHours, days: dict[int, tuple[Hours, ...]], kind: Kind
) -> TourFiles:
    """The files with other spans on some weekdays; all else of the calendar as they have it."""
    now = next((c for c in draft_of(files).calendars if c.id == calendar.id), calendar)
    week = now.weekly if kind == "weekly" else now.blocked
    new = tuple(days.get(weekday, spans) for weekday, spans in enumerate(week))
    return set_calendar(
        files, replace(now, weekly=new) if kind == "weekly" else replace(now, blocked=new)
    )


def _bar(calendar: OpeningHours, weekday: int, speech: Language) -> Markup:
    """A day from midnight to midnight; what it shows is written beside it."""
    # That Monday may have hours of its own in the calendar.
    spans = replace(calendar, dates=()).on(_MONDAY.replace(day=1 + weekday))
    bars = [
        element(
            "span",
            class_="cv-week-bar",
            style=(
                f"inset-inline-start:{span.begins / MINUTES_PER_DAY:.2%};"
                f"inline-size:{(span.ends - span.begins) / MINUTES_PER_DAY:.2%}"
            ),
        )
        for span in spans
    ]
    # What is open in the end, where that is not what the field beside it says.
    is_open = bool(calendar.weekly[weekday])
    text = hours_text(spans) if is_open and calendar.blocked[weekday] else ""
    if not spans:
        text = speech.text("closed")
    return element(
        "div",
        element("span", *bars, class_="cv-week-track", aria_hidden="true"),
        element("span", text, class_="cv-week-text cv-figures") if text else "",
        class_="cv-week-day",
    )
