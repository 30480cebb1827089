"""A week of opening hours: a grid to write in, and the same drawn as bars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date as Date
from datetime import time as Time
from typing import TYPE_CHECKING, Any

import streamlit as st
from babel.dates import format_date
from markupsafe import Markup

from caravan.errors import ImpossibleValue, msg
from caravan.files.editing.calendars import set_calendar
from caravan.language.language import Language
from caravan.tour.clock import MINUTES_PER_DAY, format_clock
from caravan.tour.opening import Hours, OpeningHours
from caravan.ui.html import element, show
from caravan.ui.tour_page.clock_field import minutes_of, time_of
from caravan.ui.tour_page.field import show_faults
from caravan.ui.workbench import Workbench

if TYPE_CHECKING:
    import pandas as pd

_MONDAY = Date(2024, 1, 1)
_FEWEST_SPANS = 2
Row = Mapping[str, Any]


class HalfSpan(Exception):
    """A span of which only the beginning or only the end is written yet."""


def show_week(bench: Workbench, calendar: OpeningHours) -> None:
    """The week of a calendar."""
    import pandas as pd

    speech = bench.language
    _ = speech.text
    spans = max(_FEWEST_SPANS, *(len(day) for day in calendar.weekly))
    blocks = max(1, *(len(day) for day in calendar.blocked))
    rows = [_row(calendar, weekday, spans, blocks) for weekday in range(7)]
    frame = pd.DataFrame(rows, index=[weekday_name(n, speech) for n in range(7)])
    # Another grid after each saved change; until a span is whole, this one keeps what is written.
    key = bench.key(f"week-{calendar.id}-{hash((calendar.weekly, calendar.blocked))}")

    def change() -> None:
        edits: dict[int, dict[str, Any]] = st.session_state[key]["edited_rows"]
        changed = [{**row, **edits.get(number, {})} for number, row in enumerate(rows)]
        try:
            weekly = tuple(_spans(row, "open", spans) for row in changed)
            blocked = tuple(_spans(row, "not", blocks) for row in changed)
        except HalfSpan:
            return
        except ImpossibleValue as error:
            refused = error
            bench.change(lambda _files: _refuse(refused), msg("opening hours"), "week")
            return
        new = replace(calendar, weekly=weekly, blocked=blocked)
        bench.change(lambda files: set_calendar(files, new), msg("opening hours"), "week")

    _show_grid(frame, spans, blocks, key, change, speech)
    show_faults(bench, "week")
    show(_drawn(calendar, speech), speech)


def weekday_name(weekday: int, speech: Language) -> str:
    """``lundi`` for 0."""
    return str(format_date(_MONDAY.replace(day=1 + weekday), "EEEE", locale=speech.locale))


def _refuse(error: ImpossibleValue) -> Any:
    raise error


def _show_grid(
    frame: pd.DataFrame, spans: int, blocks: int, key: str, change: Any, speech: Language
) -> None:
    _ = speech.text
    columns: dict[str, Any] = {}
    for number in range(spans):
        mark = f" {number + 1}" if spans > 1 else ""
        columns[f"open-{number}-begins"] = _clock(f"{_('Opens')}{mark}")
        columns[f"open-{number}-ends"] = _clock(f"{_('Closes')}{mark}")
    for number in range(blocks):
        mark = f" {number + 1}" if blocks > 1 else ""
        help_ = _("Hours within the opening hours that are never available: a prayer, a market.")
        columns[f"not-{number}-begins"] = _clock(f"{_('Not from')}{mark}", help_)
        columns[f"not-{number}-ends"] = _clock(f"{_('Not until')}{mark}", help_)
    st.data_editor(
        frame,
        column_config=columns,
        key=key,
        on_change=change,
        num_rows="fixed",
        width="stretch",
    )


def _clock(label: str, help_: str | None = None) -> Any:
    return st.column_config.TimeColumn(label, format="HH:mm", step=60, help=help_)


def _row(calendar: OpeningHours, weekday: int, spans: int, blocks: int) -> dict[str, Time | None]:
    row: dict[str, Time | None] = {}
    for name, hours, length in (
        ("open", calendar.weekly[weekday], spans),
        ("not", calendar.blocked[weekday], blocks),
    ):
        for number in range(length):
            span = hours[number] if number < len(hours) else None
            row[f"{name}-{number}-begins"] = time_of(span.begins) if span else None
            row[f"{name}-{number}-ends"] = time_of(span.ends) if span else None
    return row


def _spans(row: Row, name: str, length: int) -> tuple[Hours, ...]:
    """The spans of one weekday. Raises HalfSpan, ImpossibleValue."""
    found = []
    for number in range(length):
        begins, ends = _time(row[f"{name}-{number}-begins"]), _time(row[f"{name}-{number}-ends"])
        if begins is None and ends is None:
            continue
        if begins is None or ends is None:
            raise HalfSpan
        found.append(Hours(minutes_of(begins), minutes_of(ends, end_of_day=True)))
    return tuple(sorted(found))


def _time(value: object) -> Time | None:
    """A cell: a time, or a text as the browser sends it."""
    if isinstance(value, Time):
        return value
    if isinstance(value, str) and value:
        return Time.fromisoformat(value[:8])
    return None


def _drawn(calendar: OpeningHours, speech: Language) -> Markup:
    """The week as bars, from midnight to midnight; what they show is in their names too."""
    rows = []
    for weekday in range(7):
        spans = calendar.on(_MONDAY.replace(day=1 + weekday))
        text = ", ".join(f"{format_clock(s.begins)}–{format_clock(s.ends)}" for s in spans)
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
        rows.append(
            element(
                "li",
                element("span", weekday_name(weekday, speech), class_="cv-week-day"),
                element("span", *bars, class_="cv-week-track", aria_hidden="true"),
                element("span", text or speech.text("closed"), class_="cv-week-text cv-figures"),
            )
        )
    return element("ul", *rows, class_="cv-week")
