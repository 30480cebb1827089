"""roads.csv: the road network, as a person keeps it in a spreadsheet."""

from __future__ import annotations

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
from caravan.files.csv_table import CsvTable
from caravan.files.shapes.road_shape import RoadShape
from caravan.files.wrong import FaultList
from caravan.tour.road import Road

REQUIRED = ("a", "b", "km", "minutes", "grade")
OPTIONAL = ("name", "km_low", "km_high", "source", "via", "closed")

_READERS = {
    "a": text_cell,
    "b": text_cell,
    "name": text_cell,
    "km": number_cell,
    "km_low": number_cell,
    "km_high": number_cell,
    "minutes": integer_cell,
    "grade": text_cell,
    "source": text_cell,
    "via": list_cell,
    "closed": yes_no_cell,
}


def roads_of(table: CsvTable, faults: FaultList) -> tuple[tuple[Road, int], ...]:
    """The roads of the table, each with its line; faults are noted, their rows left out."""
    if not check_columns(table, REQUIRED, OPTIONAL, faults):
        return ()
    result = []
    for number, line in enumerate(table.lines):
        data = cells_of(table, number, _READERS, faults)
        shape = fit_row(RoadShape, data, table, number, faults)
        if shape is not None:
            result.append((shape.road(), line))
    return tuple(result)
