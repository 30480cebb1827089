"""The table of towns. Each change of a cell is saved at once, and the grid keeps its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from caravan.errors import CaravanError, Message, msg
from caravan.files.tour_files import TourFiles
from caravan.language.language import Language
from caravan.ui.html import element, show
from caravan.ui.tour_page.field import show_faults
from caravan.ui.tour_page.town_rows import (
    Row,
    cell_edit,
    cell_value,
    cells_of,
    problem_of,
    rows_of,
)
from caravan.ui.tour_page.towns_columns import ORDER, columns_of, frame_of
from caravan.ui.tour_page.words import place_name
from caravan.ui.workbench import Operation, Workbench

_ROW = 35
_MOST_ROWS = 14
Edits = dict[tuple[int, str], Any]


@dataclass(slots=True)
class _Grid:
    """The grid in the browser.

    It is shown the draft as it is. A cell that was changed shows what was typed there until the
    draft says the same, and so a cell whose edit was refused, or undone since, would show what is
    not true: then another grid takes its place.

    Attributes:
        number: of the grid; another number is another grid.
        rows: what its rows are.
        done: the edits that have been made.
        refused: town and column of the edit that was refused last.
    """

    number: int = 0
    rows: tuple[tuple[str, str], ...] = ()
    done: Edits = field(default_factory=dict)
    refused: tuple[str, str] = ("", "")


def show_table(bench: Workbench) -> None:
    """The table; nothing without towns."""
    rows = rows_of(bench.draft)
    if not rows:
        return
    speech = bench.language
    grid: _Grid = st.session_state.setdefault(bench.key("towns-grid"), _Grid())
    cells = [cells_of(row, speech) for row in rows]
    ids = tuple(row.id for row in rows)
    standing = _edits(_key(bench, grid), cells)
    if grid.rows != ids or any(cells[at][name] != value for (at, name), value in standing.items()):
        grid.number, grid.rows, grid.done = grid.number + 1, ids, {}
    key = _key(bench, grid)

    def change() -> None:
        edits = _edits(key, cells)
        new = {at: value for at, value in edits.items() if grid.done.get(at, _NOTHING) != value}
        grid.done = edits
        if new:
            _save(bench, rows, new, grid)

    problems = [problem_of(row, bench.draft, speech) for row in rows]
    height = min(len(rows), _MOST_ROWS) * _ROW + 38
    st.data_editor(
        frame_of(rows, cells, problems),
        column_config=columns_of(bench),
        key=key,
        on_change=change,
        hide_index=True,
        num_rows="fixed",
        width="stretch",
        height=height,
        row_height=_ROW,
        placeholder="",
        column_order=ORDER[:2] + ("problem",) * any(problems) + ORDER[2:],
    )
    if bench.refusal("towns-table") is not None:
        town, column = grid.refused
        title = f"{town} · {columns_of(bench)[column]['label']}"
        show(element("p", element("b", element("bdi", title)), class_="cv-field-fault"), speech)
    show_faults(bench, "towns-table")


_NOTHING = object()


def _key(bench: Workbench, grid: _Grid) -> str:
    return bench.key(f"towns-{bench.language.code}-{grid.number}")


def _edits(key: str, cells: Sequence[Mapping[str, Any]]) -> Edits:
    """The cells of a grid that the browser says were changed; what can't be true is left out."""
    state = st.session_state.get(key)
    edits: Edits = {}
    for number, changes in (state["edited_rows"] if state else {}).items():
        for name, raw in changes.items():
            if 0 <= int(number) < len(cells) and name in cells[int(number)]:
                with suppress(ValueError):
                    edits[int(number), name] = cell_value(name, raw)
    return edits


def _save(bench: Workbench, rows: Sequence[Row], new: Edits, grid: _Grid) -> None:
    """Make the edits; the first that can't be made is told, the others are saved."""
    speech = bench.language
    edits = {at: cell_edit(rows[at[0]], at[1], value, speech) for at, value in new.items()}
    refused: dict[tuple[int, str], CaravanError] = {}
    at, name = next(iter(new))
    what = _what(rows[at], name, speech) if len(new) == 1 else msg("table of towns")
    bench.change(_together(edits, refused), what, "towns-table")
    if refused:
        at, name = next(iter(refused))
        grid.refused = (place_name(rows[at].place, speech), name)
        bench.change(_refusing(refused[at, name]), what, "towns-table")


def _together(
    edits: Mapping[tuple[int, str], Operation], refused: dict[tuple[int, str], CaravanError]
) -> Operation:
    """All edits that can be made, one after the other; it is refused when none can."""

    def operation(files: TourFiles) -> TourFiles:
        refused.clear()
        for at, edit in edits.items():
            try:
                files = edit(files)
            except CaravanError as error:
                refused[at] = error
        if len(refused) == len(edits):
            raise next(iter(refused.values()))
        return files

    return operation


def _refusing(error: CaravanError) -> Operation:
    def operation(_files: TourFiles) -> TourFiles:
        raise error

    return operation


def _what(row: Row, column: str, speech: Language) -> Message:
    town = place_name(row.place, speech)
    whats = {
        "name": msg("name of {town}", town=town),
        "minutes": msg("service time of {town}", town=town),
        "required": msg("required or optional: {town}", town=town),
        "value": msg("value of {town}", town=town),
        "date": msg("fixed date of {town}", town=town),
        "begins": msg("fixed hour of {town}", town=town),
        "open": msg("opening hours of {town}", town=town),
    }
    return whats.get(column, msg("overnight stay in {town}", town=town))
