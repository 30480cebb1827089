"""The plan as a workbook: itinerary, days, towns, partners."""

from __future__ import annotations

import io
import re
from datetime import UTC, time, timedelta
from typing import TYPE_CHECKING, Any

from caravan.archives.fixed_zip import fixed_zip
from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.views.palette import day_style
from caravan.views.tables.cells import harmless, is_phone
from caravan.views.tables.itinerary_sheet import days_sheet, itinerary_sheet
from caravan.views.tables.sheet import Cell, Column, Holds, Sheet
from caravan.views.tables.towns_sheet import partners_sheet, towns_sheet

if TYPE_CHECKING:
    from openpyxl import Workbook

_FORMATS = {
    Holds.TEXT: "@",
    Holds.PHONE: "@",
    Holds.DATE: "dd/mm/yyyy",
    Holds.CLOCK: "hh:mm",
    Holds.DURATION: "[h]:mm",
    Holds.NUMBER: "0",
    Holds.KM: "#,##0",
    Holds.DEGREES: "0.00000",
}
_INK = "26303A"
_PAPER = "F1ECE4"
# Excel refuses these in the name of a sheet, and names of over 31 characters.
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")


def itinerary_xlsx(plan: Plan, language: Language) -> bytes:
    """A workbook of four sheets, whose dates, times and durations are real ones to calculate with.

    Times are local. The same plan gives the same bytes.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.active)
    for sheet in (
        itinerary_sheet(plan, language),
        days_sheet(plan, language),
        towns_sheet(plan, language),
        partners_sheet(plan, language),
    ):
        _write(workbook, sheet, language)
    revised = plan.tour.revision.time
    properties = workbook.properties
    properties.title = harmless(language.name(plan.tour.names))
    properties.creator = "caravan"
    properties.created = revised.astimezone(UTC).replace(tzinfo=None)
    properties.language = language.code
    file = io.BytesIO()
    workbook.save(file)
    return fixed_zip(file.getvalue(), revised)


def _write(workbook: Workbook, sheet: Sheet, language: Language) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    page = workbook.create_sheet(_NOT_IN_TITLES.sub(" ", sheet.title)[:31])
    page.sheet_view.rightToLeft = language.direction == "rtl"
    page.freeze_panes = "A2"
    for index, column in enumerate(sheet.columns, start=1):
        head = page.cell(1, index, harmless(column.title))
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor=_INK)
        head.alignment = Alignment(vertical="center", wrap_text=True)
        page.column_dimensions[get_column_letter(index)].width = column.width
    page.row_dimensions[1].height = 24
    for number, row in enumerate(sheet.rows, start=2):
        for index, (column, cell) in enumerate(zip(sheet.columns, row, strict=True), start=1):
            _fill(page.cell(number, index), column, cell)
        colour = sheet.colours[number - 2] if sheet.colours else None
        if colour is not None:
            _paint(page.cell(number, 1), colour)
    if sheet.rows:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    for index, (column, cell) in enumerate(zip(sheet.columns, sheet.total, strict=False), start=1):
        target = page.cell(len(sheet.rows) + 2, index)
        _fill(target, column, cell)
        target.font = Font(bold=True)
        target.fill = PatternFill("solid", fgColor=_PAPER)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"


def _fill(target: Any, column: Column, cell: Cell) -> None:
    """Write one value with its type; texts are of type text, whatever they look like."""
    from openpyxl.styles import Alignment

    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        keeps = column.holds is Holds.PHONE and is_phone(cell)
        target.value = cell if keeps else harmless(cell)
        target.data_type = "s"
        # Excel's own mark of a text: the number stays one when somebody edits the cell.
        target.quotePrefix = keeps
        target.alignment = Alignment(vertical="top", wrap_text=column.width >= 30)
    elif column.holds is Holds.CLOCK and isinstance(cell, int):
        # A time of day ends before midnight; 24:00 and later are written as a duration.
        within_day = cell < MINUTES_PER_DAY
        target.value = time(cell // 60, cell % 60) if within_day else timedelta(minutes=cell)
        target.number_format = _FORMATS[Holds.CLOCK if within_day else Holds.DURATION]
    elif column.holds is Holds.DURATION and isinstance(cell, int):
        target.value = timedelta(minutes=cell)
    else:
        target.value = round(cell, 1) if column.holds is Holds.KM else cell  # type: ignore[arg-type]  # a number
    if column.holds is not Holds.CLOCK:
        target.number_format = _FORMATS[column.holds]
    if not isinstance(cell, str):
        target.alignment = Alignment(vertical="top")


def _paint(target: Any, colour_index: int) -> None:
    """The first cell of a row in its day's colour."""
    from openpyxl.styles import Font, PatternFill

    style = day_style(colour_index)
    target.fill = PatternFill("solid", fgColor=style.colour.lstrip("#"))
    target.font = Font(bold=True, color=style.ink.lstrip("#"))
