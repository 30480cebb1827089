"""From the cells of a table to the data that a shape checks, and its findings back to cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from caravan.errors import msg
from caravan.files.csv_table import CsvTable, rows_of
from caravan.files.shapes.shape import Shape, fit
from caravan.files.wrong import FaultList, WrongValue, nearest, shown

S = TypeVar("S", bound=Shape)
Cell = Callable[[str, str], object]
"""Reads a cell that isn't empty: text and separator in, plain value out, or WrongValue."""

_NUMBER = re.compile(r"[-+]?\d{1,15}(\.\d{1,15})?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[-+]?\d{1,15},\d{1,15}", re.ASCII)
_INTEGER = re.compile(r"[-+]?\d{1,15}", re.ASCII)


def text_cell(cell: str, separator: str) -> object:
    """The cell as it is."""
    del separator
    return cell


def number_cell(cell: str, separator: str) -> object:
    """A number; with a decimal comma in a table of semicolons."""
    if separator == ";" and _DECIMAL_COMMA.fullmatch(cell):
        return float(cell.replace(",", "."))
    if not _NUMBER.fullmatch(cell):
        problem = msg("“{value}” is not a number", value=shown(cell))
        raise WrongValue(problem, msg("Write a number, like 12.5"))
    return float(cell)


def integer_cell(cell: str, separator: str) -> object:
    """A whole number; ``24597.0``, as spreadsheets write it at times, isn't one."""
    del separator
    if not _INTEGER.fullmatch(cell):
        problem = msg("“{value}” is not a whole number", value=shown(cell))
        raise WrongValue(problem, msg("Write digits only, like 120"))
    return int(cell)


def yes_no_cell(cell: str, separator: str) -> object:
    """``yes`` or ``no``."""
    del separator
    if cell.lower() not in ("yes", "no"):
        problem = msg("“{value}” is not yes or no", value=shown(cell))
        raise WrongValue(problem, msg("Write yes or no"))
    return cell.lower() == "yes"


def list_cell(cell: str, separator: str) -> object:
    """Texts separated by bars."""
    del separator
    return [part.strip() for part in cell.split("|") if part.strip()]


def check_columns(
    table: CsvTable, required: tuple[str, ...], optional: tuple[str, ...], faults: FaultList
) -> bool:
    """Note missing columns and near misses of known ones. Whether all required ones are there.

    Other columns are somebody's own: they stay, and are no fault.
    """
    columns = [str(column) for column in table.frame.columns]
    known = (*required, *optional)
    strange = [column for column in columns if column not in known]
    missing = [column for column in known if column not in columns]
    for column in required:
        if column in missing:
            guess = nearest(column, strange, 0.75)
            faults.add(
                table.name,
                "",
                msg("the column “{column}” is missing", column=column),
                msg("Add it")
                if guess is None
                else msg("Rename “{guess}” to “{column}”", guess=shown(guess), column=column),
                1,
            )
    for column in strange:
        meant = nearest(column, missing, 0.85)
        if meant is not None and meant not in required:
            problem = msg("the column “{column}” is unknown", column=shown(column))
            remedy = msg("Did you mean “{guess}”?", guess=meant)
            faults.add(table.name, shown(column), problem, remedy, 1)
    return not set(required) & set(missing)


def cells_of(
    table: CsvTable, number: int, readers: Mapping[str, Cell], faults: FaultList
) -> dict[str, object]:
    """The values of a row by column, empty cells left out; faults are noted, their cells left out."""
    values: dict[str, object] = {}
    row = rows_of(table)[number]
    for column, reader in readers.items():
        cell = row.get(column, "").strip()
        if not cell:
            continue
        try:
            values[column] = reader(cell, table.dialect.separator)
        except WrongValue as wrong:
            line = table.lines[number]
            faults.add(table.name, column, wrong.message, wrong.remedy, line)
    return values


def fit_row(
    shape: type[S],
    data: dict[str, object],
    table: CsvTable,
    number: int,
    faults: FaultList,
    column_of: Callable[[tuple[str | int, ...]], str] = lambda path: str(path[0]),
) -> S | None:
    """The row in its shape; or None, its faults noted, each on its cell.

    A cell that was already at fault isn't reported as missing too.
    """
    found = fit(shape, data)
    if isinstance(found, shape):
        return found
    line = table.lines[number]
    told = {(fault.file, fault.line, fault.where) for fault in faults.faults}
    for wrong in found if isinstance(found, tuple) else ():
        column = column_of(wrong.path) if wrong.path else ""
        if (table.name, line, column) not in told:
            problem, remedy = wrong.problem, wrong.remedy
            if problem.template == "the key “{key}” is missing":
                problem, remedy = msg("the cell is empty"), msg("Fill it in")
            faults.add(table.name, column, problem, remedy, line)
    return None
