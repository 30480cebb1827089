"""The tables beside a schedule, taken out to be changed and put back."""

from __future__ import annotations

from typing import Any

from caravan.errors import InputFaults
from caravan.files.bounded_text import BoundedText
from caravan.files.editing.record_table import RecordTable, record_table
from caravan.files.editing.sections import schedule_data, with_schedule
from caravan.files.schedule_parts import FILES
from caravan.files.tour_files import TourFiles, named_files

HEADERS = {
    "cities": "id,kind,name_fr,name_ar,name_en,country,region_fr,region_ar,region_en,"
    "latitude,longitude,coordinate_source,can_sleep,population\n",
    "roads": "a,b,name,km,km_low,km_high,minutes,grade,source,via\n",
}


def table_of(files: TourFiles, key: str) -> RecordTable:
    """The table that the schedule names under a key; an empty one when it isn't there.

    Raises InputFaults when it is no table.
    """
    name = named_files(files.schedule).get(key, FILES[key])
    try:
        source = files.file(name)
    except InputFaults:
        source = BoundedText(name, HEADERS[key], bom=False)
    return record_table(source)


def with_table(files: TourFiles, key: str, table: RecordTable) -> TourFiles:
    """The files with this table, named by the schedule."""
    return named(files.with_file(table.file()), key, table.source.name)


def named(files: TourFiles, key: str, name: str) -> TourFiles:
    """The files with a schedule that names a file under a key."""
    if named_files(files.schedule).get(key) == name:
        return files
    data: dict[str, Any] = schedule_data(files)
    data[key] = name
    return with_schedule(files, data)


def number_text(value: float, separator: str) -> str:
    """A number as a cell of the table writes it, to a millionth."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    text = "0" if text in ("-0", "") else text
    # A spreadsheet that separates cells by semicolons writes decimal commas.
    return text.replace(".", ",") if separator == ";" else text
