"""Other hours on single dates: a holiday, a fair."""

from __future__ import annotations

from datetime import date as Date

import streamlit as st

from caravan.errors import ImpossibleValue, msg
from caravan.files.editing.calendars import set_hours_on
from caravan.files.tour_files import TourFiles
from caravan.tour.opening import Hours, OpeningHours
from caravan.ui.html import element, show
from caravan.ui.tour_page.date_span import date_span
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.hours_text import hours_text, read_hours
from caravan.ui.workbench import Workbench


def show_dates(bench: Workbench, calendar: OpeningHours) -> None:
    """The dates that differ from the week, and a form for another one."""
    speech = bench.language
    _ = speech.text
    show(element("h3", _("Other hours on single dates")), speech)
    for known, spans in sorted(calendar.dates):
        _show_date(bench, calendar, known, spans)
    # Another form after each date that was added; all else leaves what is typed in this one.
    count = st.session_state.setdefault(bench.key("dates-added"), 0)
    base = f"date-{calendar.id}-{count}"
    with st.form(bench.key(base), border=True):
        date = st.date_input(
            _("Date"),
            value=bench.draft.head.first_day,
            format="DD/MM/YYYY",
            key=bench.key(f"{base}-day"),
            width=200,
            **date_span(bench.draft.head.first_day),
        )
        hours = st.text_input(
            _("Hours"), placeholder="8:30–12:30", max_chars=200, key=bench.key(f"{base}-hours")
        )
        text = _("Without hours it is closed on that date.")
        show(element("p", text, class_="cv-quiet"), speech)
        added = st.form_submit_button(_("Add this date"))
    show_faults(bench, "dates-of-hours")
    if not added:
        return

    def operation(files: TourFiles) -> TourFiles:
        if not isinstance(date, Date):
            raise ImpossibleValue(msg("choose a date"))
        return set_hours_on(files, calendar.id, date, read_hours(hours))

    if bench.change(operation, msg("hours on a date"), "dates-of-hours"):
        st.session_state[bench.key("dates-added")] = count + 1
    st.rerun()


def _show_date(
    bench: Workbench, calendar: OpeningHours, date: Date, spans: tuple[Hours, ...]
) -> None:
    speech = bench.language
    _ = speech.text
    text = hours_text(spans)
    head = bench.draft.head
    outside = bool(head.first_day and head.last_day and not head.first_day <= date <= head.last_day)
    with st.container(horizontal=True, vertical_alignment="center"):
        show(
            element(
                "p",
                element("b", speech.long_date(date)),
                " · ",
                element("span", text or _("closed"), class_="cv-figures"),
                element("span", f" · {_('not a day of this tour')}", class_="cv-quiet")
                if outside
                else "",
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
