"""Other hours on single dates: a holiday, a fair."""

from __future__ import annotations

from datetime import date as Date
from datetime import time as Time

import streamlit as st

from caravan.errors import ImpossibleValue, msg
from caravan.files.editing.calendars import set_hours_on
from caravan.tour.clock import format_clock
from caravan.tour.opening import Hours, OpeningHours
from caravan.ui.html import element, show
from caravan.ui.tour_page.clock_field import minutes_of
from caravan.ui.tour_page.field import show_faults
from caravan.ui.workbench import Workbench


def show_dates(bench: Workbench, calendar: OpeningHours) -> None:
    """The dates that differ from the week, and a form for another one."""
    speech = bench.language
    _ = speech.text
    show(element("h3", _("Other hours on single dates")), speech)
    for known, spans in sorted(calendar.dates):
        _show_date(bench, calendar, known, spans)
    base = f"date-{calendar.id}-{len(calendar.dates)}"
    with st.form(bench.key(base), border=True):
        day, first, last = st.columns(3)
        date = day.date_input(
            _("Date"),
            value=bench.draft.head.first_day,
            format="DD/MM/YYYY",
            key=bench.key(f"{base}-day"),
        )
        begins = first.time_input(_("Opens"), value=None, step=900, key=bench.key(f"{base}-from"))
        ends = last.time_input(_("Closes"), value=None, step=900, key=bench.key(f"{base}-to"))
        added = st.form_submit_button(_("Add this date"))
        show(element("p", _("Without hours it is closed on that date."), class_="cv-quiet"), speech)
    show_faults(bench, "dates-of-hours")
    if added and isinstance(date, Date):
        bench.change(
            lambda files: set_hours_on(files, calendar.id, date, _given(begins, ends)),
            msg("hours on a date"),
            "dates-of-hours",
        )
        st.rerun()


def _given(begins: Time | None, ends: Time | None) -> tuple[Hours, ...]:
    """The span of the form; none for no hours. Raises ImpossibleValue for half a span."""
    if begins is None and ends is None:
        return ()
    if begins is None or ends is None:
        raise ImpossibleValue(msg("give both hours, or none to say that it is closed"))
    return (Hours(minutes_of(begins), minutes_of(ends, end_of_day=True)),)


def _show_date(
    bench: Workbench, calendar: OpeningHours, date: Date, spans: tuple[Hours, ...]
) -> None:
    speech = bench.language
    _ = speech.text
    text = ", ".join(f"{format_clock(s.begins)}–{format_clock(s.ends)}" for s in spans)
    with st.container(horizontal=True, vertical_alignment="center"):
        show(
            element(
                "p",
                element("b", speech.long_date(date)),
                " · ",
                element("span", text or _("closed"), class_="cv-figures"),
            ),
            speech,
        )
        st.button(
            _("As in other weeks"),
            key=bench.key(f"drop-{calendar.id}-{date.isoformat()}"),
            on_click=_drop,
            args=(bench, calendar.id, date),
        )


def _drop(bench: Workbench, calendar: str, date: Date) -> None:
    bench.change(
        lambda files: set_hours_on(files, calendar, date, None),
        msg("hours on a date"),
        "dates-of-hours",
    )
