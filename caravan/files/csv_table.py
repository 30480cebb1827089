"""Tables that people keep in a spreadsheet: CSV, with the line of each row.

French Excel writes semicolons, decimal commas and a byte order mark. Both dialects are read.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from caravan.errors import Fault, InputFaults, Message, msg
from caravan.files.bounded_text import BoundedText, read_bounded
from caravan.files.wrong import FaultList, shown

if TYPE_CHECKING:
    import pandas as pd

_PLAIN_NAME = re.compile(r"[a-z][a-z0-9_]*")
MAX_ROWS = 20_000
"""Most rows that are read."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written.

    Attributes:
        separator: comma or semicolon; with semicolons a decimal comma is right too.
        bom: whether a byte order mark stands first.
        newline: line end.
    """

    separator: str = ","
    bom: bool = False
    newline: str = "\n"


@dataclass(frozen=True, eq=False, slots=True)
class CsvTable:
    """A table as it stands in the file: all columns, known or not, all cells as text.

    Attributes:
        name: name of the file as the user knows it.
        frame: the cells; columns in the order of the file.
        lines: the line on which each row begins.
        dialect: how it is written.
    """

    name: str
    frame: pd.DataFrame
    lines: tuple[int, ...]
    dialect: Dialect


def read_table(path: Path) -> CsvTable:
    """The table of a CSV file.

    Raises InputFaults for what `read_bounded` refuses, and for a table without header, with a
    column given twice, with rows of too many or too few cells (all at once), or bad quotes.
    """
    return parse_table(read_bounded(path))


def parse_table(source: BoundedText) -> CsvTable:
    """The table in a text. Raises InputFaults like `read_table`."""
    import pandas as pd

    text, name = source.text, source.name
    dialect = dialect_of(source)
    lines = _checked_lines(text, name, dialect.separator)
    frame = pd.read_csv(
        io.StringIO(text),
        sep=dialect.separator,
        dtype=str,
        # "NA" is a country and "null" a name: no text means a missing value.
        keep_default_na=False,
        na_filter=False,
        skip_blank_lines=False,
        index_col=False,
        encoding_errors="strict",
    )
    if len(frame) != len(lines):  # two readers that disagree would put faults on wrong lines
        problem = msg("the rows of the table can't be told apart")
        raise _fault(name, problem, msg("Check the quotes"))
    filled = [any(cell.strip() for cell in row) for row in frame.itertuples(index=False)]
    kept = tuple(line for line, is_filled in zip(lines, filled, strict=True) if is_filled)
    rows = [number for number, is_filled in enumerate(filled) if is_filled]
    return CsvTable(name, frame.iloc[rows].reset_index(drop=True), kept, dialect)


@lru_cache(maxsize=8)
def shared_table(source: BoundedText) -> CsvTable:
    """The same as `parse_table`, remembered: who reads a table of many edits reads it once.

    It is shared, so that nobody may change it. Raises InputFaults like `read_table`.
    """
    return parse_table(source)


@lru_cache(maxsize=8)
def rows_of(table: CsvTable) -> tuple[dict[str, str], ...]:
    """The rows of a table, each its cells by column; shared, so that nobody may change them."""
    columns = [str(column) for column in table.frame.columns]
    rows = table.frame.itertuples(index=False, name=None)
    return tuple(dict(zip(columns, map(str, row), strict=True)) for row in rows)


def dialect_of(source: BoundedText) -> Dialect:
    """How a table is written, as its first line shows it."""
    first_line = source.text.split("\n", 1)[0]
    return Dialect(
        separator=max(",;", key=lambda separator: _plain_names(first_line, separator)),
        bom=source.bom,
        newline="\r\n" if first_line.endswith("\r") else "\n",
    )


def _plain_names(header: str, separator: str) -> int:
    """How many columns have a name like ours when the header is split so."""
    cells = next(csv.reader([header], delimiter=separator), [])
    return sum(1 for cell in cells if _PLAIN_NAME.fullmatch(cell.strip()))


def _checked_lines(text: str, name: str, separator: str) -> tuple[int, ...]:
    """The line on which each row after the header begins."""
    faults = FaultList()
    lines = []
    header: list[str] | None = None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for row in reader:
            if header is None:
                header = row
                _check_header(header, name, faults)
            else:
                lines.append(begins)
                if any(row) and len(row) != len(header):
                    faults.add(name, "", *_wrong_width(len(row), len(header)), begins)
            begins = reader.line_num + 1
            if len(lines) > MAX_ROWS:
                problem = msg("more than {limit} rows", limit=MAX_ROWS)
                raise _fault(name, problem, msg("Choose the right file"), begins)
    except csv.Error:
        problem = msg("a quote is not closed, or stands inside a cell, or a cell is far too long")
        faults.add(name, "", problem, msg("Write quotes inside a cell twice"), begins)
    if header is None:
        problem = msg("the table is empty")
        raise _fault(name, problem, msg("Write the names of the columns in the first line"))
    faults.raise_if_any()
    return tuple(lines)


def _check_header(header: list[str], name: str, faults: FaultList) -> None:
    if not any(cell.strip() for cell in header):
        problem = msg("the first line has no names of columns")
        faults.add(name, "", problem, msg("Write them, like id, kind, name_fr"), 1)
        return
    for number, column in enumerate(header):
        if not column.strip():
            problem = msg("column {number} has no name", number=number + 1)
            faults.add(name, "", problem, msg("Name it, or delete it"), 1)
        elif column in header[:number]:
            problem = msg("the column “{column}” is given twice", column=shown(column))
            faults.add(name, "", problem, msg("Keep one of the two"), 1)


def _wrong_width(given: int, expected: int) -> tuple[Message, Message]:
    return (
        msg("{given} cells instead of {expected}", given=given, expected=expected),
        msg("Put a cell that holds the separator in quotes; keep empty cells"),
    )


def _fault(name: str, problem: Message, remedy: Message, line: int | None = None) -> InputFaults:
    return InputFaults((Fault(name, "", problem, remedy, line),))
