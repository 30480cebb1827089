"""The itinerary as CSV, for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.tour.clock import format_clock
from caravan.views.tables.cells import harmless
from caravan.views.tables.itinerary_sheet import itinerary_sheet
from caravan.views.tables.sheet import Cell, Column, Holds, Sheet


def itinerary_csv(plan: Plan, language: Language) -> bytes:
    """The itinerary, comma-separated, CRLF, UTF-8 with a byte order mark, which Excel needs.

    Dates are ISO 8601, times ``08:30`` local time, durations whole minutes.
    """
    return sheet_csv(itinerary_sheet(plan, language), language)


def sheet_csv(sheet: Sheet, language: Language) -> bytes:
    """Any table as CSV, likewise. Totals stay out: a script would count them twice."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_title(column, language) for column in sheet.columns)
    for row in sheet.rows:
        writer.writerow(
            _text(column, cell) for column, cell in zip(sheet.columns, row, strict=True)
        )
    return text.getvalue().encode("utf-8-sig")


def _title(column: Column, language: Language) -> str:
    if column.holds is Holds.DURATION:
        return harmless(f"{column.title} ({language.text('min')})")
    return harmless(column.title)


def _text(column: Column, cell: Cell) -> str:
    if cell is None:
        return ""
    if column.holds is Holds.CLOCK and isinstance(cell, int):
        return format_clock(cell)
    if column.holds is Holds.KM and isinstance(cell, float):
        return str(round(cell, 1))
    return harmless(cell) if isinstance(cell, str) else str(cell)
