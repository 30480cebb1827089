"""Time windows of an event's own: dates with hours, besides its opening hours."""

from __future__ import annotations

from datetime import date as Date
from datetime import time as Time

import streamlit as st

from caravan.errors import ImpossibleValue, msg
from caravan.files.draft_events import DraftEvent
from caravan.files.editing.events import EventChanges
from caravan.tour.clock import format_clock
from caravan.tour.opening import Hours, TimeWindow
from caravan.ui.html import element, show
from caravan.ui.tour_page.clock_field import minutes_of
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.town_edits import with_event_as_it_is
from caravan.ui.workbench import Workbench


def show_windows(bench: Workbench, event: DraftEvent, town: str, base: str) -> None:
    """The windows, each with a way to remove it, and a form for another one."""
    speech = bench.language
    _ = speech.text
    count = len(event.windows)
    label = _("Hours of its own") + (f" ({count})" if count else "")
    with st.expander(label, key=bench.key(f"{base}-windows")):
        text = _("Further times on single dates when the event may be, besides its opening hours.")
        show(element("p", text, class_="cv-quiet"), speech)
        for number, window in enumerate(event.windows):
            _show_window(bench, event, number, window, (town, base))
        _show_form(bench, event, (town, base), count)
    show_faults(bench, f"{base}-windows", f"events[{event.index}].windows")


def _show_window(
    bench: Workbench, event: DraftEvent, number: int, window: TimeWindow, names: tuple[str, str]
) -> None:
    speech, base = bench.language, names[1]
    hours = f"{format_clock(window.hours.begins)}–{format_clock(window.hours.ends)}"
    with st.container(horizontal=True, vertical_alignment="center"):
        show(
            element(
                "p",
                element("b", speech.long_date(window.date)),
                " · ",
                element("span", hours, class_="cv-figures"),
            ),
            speech,
        )
        st.button(
            speech.text("Remove"),
            key=bench.key(f"{base}-window-{number}-remove"),
            on_click=_remove,
            args=(bench, event, number, names),
        )


def _remove(bench: Workbench, event: DraftEvent, number: int, names: tuple[str, str]) -> None:
    town, base = names
    gone = event.windows[number]
    operation = with_event_as_it_is(
        event, lambda now: {"windows": tuple(window for window in now.windows if window != gone)}
    )
    bench.change(operation, msg("hours of its own: {town}", town=town), f"{base}-windows")


def _show_form(bench: Workbench, event: DraftEvent, names: tuple[str, str], count: int) -> None:
    speech, (town, base) = bench.language, names
    _ = speech.text
    # Another form after each addition: it begins empty.
    form = f"{base}-window-{count}"
    keys = [bench.key(f"{form}-{part}") for part in ("date", "from", "to")]

    def add() -> None:
        date, begins, ends = (st.session_state[key] for key in keys)

        def more(now: DraftEvent) -> EventChanges:
            return {"windows": (*now.windows, _window(date, begins, ends))}

        what = msg("hours of its own: {town}", town=town)
        bench.change(with_event_as_it_is(event, more), what, f"{base}-windows")

    with st.form(bench.key(form), border=False):
        day, first, last = st.columns(3)
        day.date_input(
            _("Date"), value=bench.draft.head.first_day, format="DD/MM/YYYY", key=keys[0]
        )
        first.time_input(_("From"), value=None, step=900, key=keys[1])
        last.time_input(_("Until"), value=None, step=900, key=keys[2])
        st.form_submit_button(_("Add these hours"), on_click=add)


def _window(date: object, begins: object, ends: object) -> TimeWindow:
    """The window of the form. Raises ImpossibleValue when a part is missing."""
    if not (isinstance(date, Date) and isinstance(begins, Time) and isinstance(ends, Time)):
        raise ImpossibleValue(msg("choose the date and both hours"))
    return TimeWindow(date, Hours(minutes_of(begins), minutes_of(ends, end_of_day=True)))
