"""A week of opening hours: a grid to write in, and the same drawn as bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date as Date
from datetime import time as Time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import streamlit as st
from babel.dates import format_date
from markupsafe import Markup

from caravan.errors import ImpossibleValue, msg
from caravan.files.draft import draft_of
from caravan.files.editing.calendars import set_calendar
from caravan.files.tour_files import TourFiles
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
Week = tuple[tuple[Hours, ...], ...]


class HalfSpan(ImpossibleValue):
    """A span of which only the beginning or only the end is written yet."""


def show_week(bench: Workbench, calendar: OpeningHours) -> None:
    """The week of a calendar."""
    import pandas as pd

    speech = bench.language
    spans = max(_FEWEST_SPANS, *(len(day) for day in calendar.weekly)) + _more_spans(bench)
    blocks = max(1, *(len(day) for day in calendar.blocked))
    rows = [_row(calendar, weekday, spans, blocks) for weekday in range(7)]
    frame = pd.DataFrame(rows, index=[weekday_name(n, speech) for n in range(7)])
    # Another grid after each saved change; until a change is right, this one keeps what is written.
    shape = (calendar.weekly, calendar.blocked, spans)
    key = bench.key(f"week-{calendar.id}-{hash(shape)}")

    def change() -> None:
        try:
            weekly, blocked = _written(key, rows, spans, blocks, speech)
        except ImpossibleValue:
            return  # told beside the grid, as long as it stands there
        bench.change(
            lambda files: set_calendar(files, _with_week(files, calendar, weekly, blocked)),
            msg("opening hours"),
            "week",
        )

    _show_grid(frame, spans, blocks, key, change, speech)
    _show_unsaved(key, rows, spans, blocks, speech)
    show_faults(bench, "week")
    _show_room(bench)
    show(_drawn(calendar, speech), speech)


def _with_week(
    files: TourFiles, calendar: OpeningHours, weekly: Week, blocked: Week
) -> OpeningHours:
    """The calendar with another week, and with all else as the files have it then."""
    now = next((c for c in draft_of(files).calendars if c.id == calendar.id), calendar)
    return replace(now, weekly=weekly, blocked=blocked)


def _written(
    key: str, rows: Sequence[Row], spans: int, blocks: int, speech: Language
) -> tuple[Week, Week]:
    """The week as it stands in the grid. Raises ImpossibleValue, which names the weekday."""
    edits: dict[int, dict[str, Any]] = st.session_state[key]["edited_rows"]
    weekly, blocked = [], []
    for weekday, row in enumerate(rows):
        changed = {**row, **edits.get(weekday, {})}
        try:
            weekly.append(spans_of(changed, "open", spans))
            blocked.append(spans_of(changed, "not", blocks))
        except ImpossibleValue as error:
            day = weekday_name(weekday, speech)
            problem = speech.message(error.message)
            raise ImpossibleValue(
                msg("{weekday}: {problem}", weekday=day, problem=problem)
            ) from None
    return tuple(weekly), tuple(blocked)


def _show_unsaved(key: str, rows: Sequence[Row], spans: int, blocks: int, speech: Language) -> None:
    """Say why what stands in the grid isn't saved, if it isn't."""
    if not st.session_state.get(key, {}).get("edited_rows"):
        return
    try:
        _written(key, rows, spans, blocks, speech)
    except ImpossibleValue as error:
        text = speech.text("Not saved yet. {problem}.", problem=speech.message(error.message))
        fault = element("p", element("bdi", text))
        show(element("div", fault, class_="cv-field-fault", role="alert"), speech)


def _more_spans(bench: Workbench) -> int:
    return 1 if st.session_state.get(bench.key("more-spans")) else 0


def _show_room(bench: Workbench) -> None:
    _ = bench.language.text
    st.checkbox(
        _("Room for another span in a day"),
        key=bench.key("more-spans"),
        help=_("Most places open once or twice a day. The night belongs to the day it begins in."),
    )


def weekday_name(weekday: int, speech: Language) -> str:
    """``lundi`` for 0."""
    return str(format_date(_MONDAY.replace(day=1 + weekday), "EEEE", locale=speech.locale))


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
        placeholder="",
        alt=_("The hours of each weekday"),
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


def spans_of(row: Row, name: str, length: int) -> tuple[Hours, ...]:
    """The spans of one weekday, in order.

    Raises HalfSpan, and ImpossibleValue for a span that ends before it begins, or overlaps another.
    """
    found = []
    for number in range(length):
        begins, ends = _time(row[f"{name}-{number}-begins"]), _time(row[f"{name}-{number}-ends"])
        if begins is None and ends is None:
            continue
        if begins is None or ends is None:
            raise HalfSpan(msg("give both the beginning and the end of a span"))
        found.append(Hours(minutes_of(begins), minutes_of(ends, end_of_day=True)))
    found.sort()
    for one, other in pairwise(found):
        if other.begins < one.ends:
            raise ImpossibleValue(
                msg(
                    "the hours {one} and {other} overlap",
                    one=f"{format_clock(one.begins)}–{format_clock(one.ends)}",
                    other=f"{format_clock(other.begins)}–{format_clock(other.ends)}",
                )
            )
    return tuple(found)


def _time(value: object) -> Time | None:
    """A cell: a time, or a text as the browser sends it."""
    if isinstance(value, Time):
        return value
    if isinstance(value, str) and value:
        try:
            return Time.fromisoformat(value[:8])
        except ValueError:
            return None
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
