"""The tables beside a schedule, taken out to be changed and put back."""

from __future__ import annotations

from typing import Any

from caravan.errors import Fault, InputFaults, msg
from caravan.files.bounded_text import BoundedText
from caravan.files.editing.record_table import RecordTable, record_table
from caravan.files.editing.sections import schedule_data, with_schedule
from caravan.files.schedule_parts import FILES
from caravan.files.siblings import refuse_outside
from caravan.files.tour_files import TourFiles, named_files
from caravan.files.wrong import WrongValue, shown

HEADERS = {
    "cities": "id,kind,name_fr,name_ar,name_en,country,region_fr,region_ar,region_en,"
    "latitude,longitude,coordinate_source,can_sleep,population\n",
    "roads": "a,b,name,km,km_low,km_high,minutes,grade,source,via\n",
}


def table_of(files: TourFiles, key: str) -> RecordTable:
    """The table that the schedule names under a key; an empty one when it isn't there.

    Raises InputFaults when it is no table.
    """
    name = file_name(files, key)
    try:
        source = files.file(name)
    except InputFaults:
        source = BoundedText(name, HEADERS[key], bom=False)
    return record_table(source)


def file_name(files: TourFiles, key: str) -> str:
    """The name of the file of a key: that which the schedule gives, else the usual one.

    Raises InputFaults for a name that can't be one: of another folder, or the schedule's own.
    """
    name = named_files(files.schedule).get(key, FILES[key])
    if name == files.schedule.name:
        problem = msg("“{name}” is the schedule itself", name=shown(name))
        remedy = msg("Write it like {name}", name=FILES[key])
        raise InputFaults((Fault(files.schedule.name, key, problem, remedy),))
    try:
        refuse_outside(name)
    except WrongValue as wrong:
        fault = Fault(files.schedule.name, key, wrong.message, wrong.remedy)
        raise InputFaults((fault,)) from None
    return name


def with_table(files: TourFiles, key: str, table: RecordTable) -> TourFiles:
    """The files with this table, named by the schedule."""
    return named(files.with_file(table.file()), key, table.source.name)


def named(files: TourFiles, key: str, name: str) -> TourFiles:
    """The files with a schedule that names a file under a key."""
    if named_files(files.schedule).get(key) == name:
        return files
    data = schedule_data(files)
    ordered: dict[str, Any] = {}
    for known, value in data.items():
        ordered[known] = value
        if known == "cities" and key not in data:  # files stand together
            ordered[key] = name
    ordered[key] = name
    return with_schedule(files, ordered)


def number_text(value: float, separator: str) -> str:
    """A number as a cell of the table writes it, to a millionth."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    text = "0" if text in ("-0", "") else text
    # A spreadsheet that separates cells by semicolons writes decimal commas.
    return text.replace(".", ",") if separator == ";" else text
