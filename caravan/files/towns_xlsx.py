"""The table of places as a workbook, and back: one sheet with the columns of cities.csv."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from caravan.archives.fixed_zip import fixed_zip
from caravan.errors import Fault, InputFaults, Message, msg
from caravan.files.bounded_text import BoundedText, decode
from caravan.files.csv_table import MAX_ROWS, Dialect, dialect_of, shared_table
from caravan.files.editing.tables import number_text, table_of
from caravan.files.tour_files import TourFiles
from caravan.files.unpacking import unpacked
from caravan.files.wrong import shown

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAX_BYTES = 5_000_000
"""Largest workbook that is read."""
MAX_COLUMNS = 100
_NUMBERS = ("latitude", "longitude", "population")
_NUMBER = re.compile(r"-?[0-9]{1,9}([.,][0-9]{1,6})?", re.ASCII)
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""What a workbook says of its age: the same table gives the same bytes."""


def towns_xlsx(files: TourFiles) -> bytes:
    """A workbook with the table of places; the same table gives the same bytes.

    Texts are cells of type text, so that a spreadsheet runs none of them (CWE-1236). Reading it
    back gives the same table. Raises InputFaults when the table can't be read.
    """
    from openpyxl import Workbook

    table = table_of(files, "cities")
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "cities"
    sheet.freeze_panes = "A2"
    header = table.header.cells
    rows = [record.cells for record in table.records if any(c.strip() for c in record.cells)]
    for number, cells in enumerate((header, *rows), 1):
        for column, text in enumerate(cells, 1):
            is_number = number > 1 and header[column - 1] in _NUMBERS
            _write(sheet, number, column, text, table.separator if is_number else "")
    workbook.properties.creator = "caravan"
    workbook.properties.created = _MADE.replace(tzinfo=None)
    file = io.BytesIO()
    workbook.save(file)
    return fixed_zip(file.getvalue(), _MADE)


def table_of_xlsx(name: str, content: bytes, like: BoundedText | None) -> BoundedText:
    """The first sheet of a workbook as a table, written like another one, with its name.

    Formulas are refused: what they give isn't in the file for sure. Raises InputFaults for what
    isn't a workbook, is too large, or holds no table.
    """
    _refuse_unsafe(name, content)
    dialect = dialect_of(like) if like is not None else Dialect()
    text = io.StringIO()
    writer = csv.writer(text, delimiter=dialect.separator, lineterminator=dialect.newline)
    rows = _rows(name, content, dialect.separator)
    width = max(
        (column for row in rows[:1] for column, cell in enumerate(row, 1) if cell), default=0
    )
    for number, row in enumerate(rows, 1):
        if any(row[width:]):
            problem = msg("a cell behind the last column that has a name")
            raise _fault(name, problem, msg("Name the column, or empty the cell"), number)
        writer.writerow([*row, *([""] * width)][:width])
    table = decode(text.getvalue().encode(), name)
    shared_table(table)
    return BoundedText(like.name if like is not None else "cities.csv", table.text, dialect.bom)


def _write(sheet: Worksheet, row: int, column: int, text: str, separator: str) -> None:
    cell = sheet.cell(row, column)
    if not text:
        return
    if separator and _NUMBER.fullmatch(text):
        value = float(text.replace(",", "."))
        if number_text(value, separator) == text:
            cell.value = int(value) if value.is_integer() else value
            return
    cell.value = text
    cell.data_type = "s"  # whatever it begins with
    cell.number_format = "@"
    cell.quotePrefix = True


def _refuse_unsafe(name: str, content: bytes) -> None:
    if len(content) > MAX_BYTES:
        problem = msg(
            "the file has {size} MB, at most {limit} MB are read",
            size=round(len(content) / 1e6, 1),
            limit=round(MAX_BYTES / 1e6, 1),
        )
        raise _fault(name, problem, msg("Choose the right file, or split it"))
    members = unpacked(name, content)
    if "[Content_Types].xml" not in members:
        raise _no_workbook(name)
    for part in members.values():
        # No spreadsheet writes them; they are how a small XML becomes a huge one. Zeros: UTF-16.
        if b"<!DOCTYPE" in part.replace(b"\0", b"") or b"<!ENTITY" in part.replace(b"\0", b""):
            raise _no_workbook(name)


def _rows(name: str, content: bytes, separator: str) -> list[list[str]]:
    from openpyxl import load_workbook

    rows: list[list[str]] = []
    try:
        workbook = load_workbook(
            io.BytesIO(content), read_only=True, data_only=False, keep_links=False
        )
        sheet = workbook.worksheets[0]
        limit = MAX_ROWS + 2
        for number, row in enumerate(sheet.iter_rows(max_row=limit, max_col=MAX_COLUMNS + 1), 1):
            rows.append([_text(name, number, cell, separator) for cell in row])
        workbook.close()
    except InputFaults:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a broken part makes it stumble over
        raise _no_workbook(name) from None
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > MAX_ROWS + 1:
        problem = msg("more than {limit} rows", limit=MAX_ROWS)
        raise _fault(name, problem, msg("Choose the right file"))
    if any(len(row) > MAX_COLUMNS and row[MAX_COLUMNS] for row in rows):
        problem = msg("more than {limit} columns", limit=MAX_COLUMNS)
        raise _fault(name, problem, msg("Choose the right file"))
    return rows


def _text(name: str, row: int, cell: Any, separator: str) -> str:
    value = cell.value
    if cell.data_type == "f" or not isinstance(
        value, str | bool | int | float | datetime | date | time | None
    ):
        problem = msg("a formula in cell {cell}", cell=shown(cell.coordinate))
        raise _fault(name, problem, msg("Put its result there: copy it and paste values only"), row)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number_text(value, separator)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value


def _no_workbook(name: str) -> InputFaults:
    problem = msg("this can't be read as a workbook")
    return _fault(name, problem, msg("Save it anew as XLSX, or as “CSV UTF-8”"))


def _fault(name: str, problem: Message, remedy: Message, line: int | None = None) -> InputFaults:
    return InputFaults((Fault(shown(name), "", problem, remedy, line),))
