"""cities.csv: the towns, junctions and ports, as a person keeps them in a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from caravan.errors import msg
from caravan.files.csv_rows import (
    cells_of,
    check_columns,
    fit_row,
    integer_cell,
    list_cell,
    number_cell,
    text_cell,
    yes_no_cell,
)
from caravan.files.csv_table import CsvTable, read_table
from caravan.files.shapes.place_shape import PlaceShape
from caravan.files.wrong import FaultList, KeyPath
from caravan.tour.place import Place

REQUIRED = ("id", "kind", "latitude", "longitude", "can_sleep")
OPTIONAL = (
    "variants",
    "country",
    "region_code",
    "coordinate_source",
    "can_sleep_grade",
    "can_sleep_source",
    "population",
    "population_year",
)
NAME = "name_"
"""Columns that begin so hold names, and end with a language code: name_fr, name_ar."""
REGION = "region_"
"""Columns that begin so hold regions, likewise, except region_code."""

_READERS = {
    "id": text_cell,
    "kind": text_cell,
    "variants": list_cell,
    "country": text_cell,
    "region_code": text_cell,
    "latitude": number_cell,
    "longitude": number_cell,
    "coordinate_source": text_cell,
    "can_sleep": yes_no_cell,
    "population": integer_cell,
    "population_year": text_cell,
}


def read_cities(path: Path) -> CsvTable:
    """The table of a cities.csv, all columns as they are, not yet checked.

    Raises InputFaults for a file that is no table.
    """
    return read_table(path)


def ids_in(table: CsvTable) -> frozenset[str] | None:
    """The ids of all rows, right or wrong; None without a column of ids or without any row."""
    if "id" not in table.frame.columns or not len(table.frame):
        return None
    return frozenset(str(cell).strip() for cell in table.frame["id"])


def places_of(table: CsvTable, faults: FaultList) -> tuple[tuple[Place, int], ...]:
    """The places of the table, each with its line; faults are noted, their rows left out."""
    columns = [str(column) for column in table.frame.columns]
    names = _languages(columns, NAME)
    complete = check_columns(table, REQUIRED, OPTIONAL, faults)
    if not names:
        problem = msg("no column holds names")
        faults.add(table.name, "", problem, msg("Add a column like name_fr"), 1)
    if not complete or not names:
        return ()
    if not len(table.frame):
        problem = msg("the table has no rows")
        faults.add(table.name, "", problem, msg("Add a row for each place"))
    result = []
    for number, line in enumerate(table.lines):
        data = row_data(table, number, faults)
        if not data["name"]:
            column = next(iter(names.values()))
            problem = msg("the place has no name")
            faults.add(table.name, column, problem, msg("Fill it in"), line)
            continue
        shape = fit_row(PlaceShape, data, table, number, faults, _column)
        if shape is not None:
            result.append((shape.place(), line))
    return tuple(result)


def row_data(table: CsvTable, number: int, faults: FaultList) -> dict[str, Any]:
    """The values of a row as a place has them, its names and regions each under one key.

    Empty cells are left out; faults of single cells are noted, their cells left out.
    """
    columns = [str(column) for column in table.frame.columns]
    names = _languages(columns, NAME)
    regions = _languages([column for column in columns if column != "region_code"], REGION)
    readers = _READERS | dict.fromkeys((*names.values(), *regions.values()), text_cell)
    data: dict[str, Any] = cells_of(table, number, readers, faults)
    data["name"] = {c: data.pop(column) for c, column in names.items() if column in data}
    region = {c: data.pop(column) for c, column in regions.items() if column in data}
    if region:
        data["region"] = region
    return data


def _languages(columns: list[str], prefix: str) -> dict[str, str]:
    """The columns of a prefix by language code."""
    return {
        column.removeprefix(prefix): column
        for column in columns
        if column.startswith(prefix) and column.removeprefix(prefix).isalpha()
    }


def _column(path: KeyPath) -> str:
    """The column of a value: ``("name", "ar")`` is in name_ar."""
    if path[0] in ("name", "region") and len(path) > 1:
        return f"{path[0]}_{path[1]}"
    return str(path[0])
