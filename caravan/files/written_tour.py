"""The files of a tour, written anew from the tour itself: when those of its author are gone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from caravan.files.bounded_text import BoundedText
from caravan.files.editing.sections import schedule_data, with_schedule
from caravan.files.shapes.tour_shape import HeadShape, ScheduleShape, TourShape
from caravan.files.tour_files import TourFiles
from caravan.files.yaml_edit import with_data
from caravan.tour.tour import Tour

_HEAD = "# A tour, written from what was published of it. Text after a hash is a comment.\n\n"
_FILES = {"cities": "cities.csv", "roads": "roads.csv", "ferries": "ferries.yaml"}


def files_of_tour(tour: Tour) -> TourFiles:
    """Files that give exactly this tour when they are read.

    Raises InputFaults for a tour that no files can say.
    """
    whole = TourShape.of(tour).plain()
    places, roads, ferries = (whole.pop(key, []) for key in ("places", "roads", "ferries"))
    beside = [_table("cities.csv", _places(places))]
    named = {"cities": _FILES["cities"]}
    if roads:
        beside.append(_table("roads.csv", _roads(roads)))
        named["roads"] = _FILES["roads"]
    if ferries:
        beside.append(_yaml("ferries.yaml", {"ferries": ferries}))
        named["ferries"] = _FILES["ferries"]
    head = {key: whole.pop(key) for key in HeadShape.model_fields if key in whole}
    said = {"tour": head, **whole, **named}
    schedule = BoundedText("schedule.yaml", f"{_HEAD}tour: {{}}\n", bom=False)
    files = TourFiles(schedule, tuple(beside))
    data = schedule_data(files)
    data.update({key: said[key] for key in ScheduleShape.model_fields if key in said})
    return with_schedule(files, data)


def _yaml(name: str, data: dict[str, Any]) -> BoundedText:
    key = next(iter(data))
    return with_data(BoundedText(name, f"{key}: []\n", bom=False), data)


def _places(places: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of cities.csv: a column for each language of names and regions."""
    rows = []
    for place in places:
        row: dict[str, Any] = {}
        for key, value in place.items():
            if key in {"name", "region"}:
                row |= {f"{key}_{code}": text for code, text in value.items()}
            else:
                row[key] = value
        rows.append(row)
    return _in_columns(rows)


def _roads(roads: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return _in_columns([dict(road) for road in roads])


def _in_columns(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with all columns that one of them has, in an order in which each row has its own."""
    columns: list[str] = []
    for row in rows:
        at = 0
        for column in row:
            if column not in columns:
                columns.insert(at, column)
            at = columns.index(column) + 1
    return [{column: row.get(column) for column in columns} for row in rows]


def _table(name: str, rows: list[dict[str, Any]]) -> BoundedText:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return BoundedText(name, out.getvalue(), bom=False)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "|".join(map(str, value))
    return str(value)
