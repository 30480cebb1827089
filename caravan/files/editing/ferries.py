"""Ferry lines and their timetables."""

from __future__ import annotations

import copy
from typing import Any

from caravan.errors import InputFaults, msg
from caravan.files.bounded_text import BoundedText
from caravan.files.editing.sections import list_in, refuse_wrong
from caravan.files.editing.tables import file_name, named, table_of
from caravan.files.ferries_yaml import parse_ferries
from caravan.files.shapes.ferry_shape import FerryShape
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue, shown
from caravan.files.yaml_edit import with_data
from caravan.tour.ferry import Ferry

_EMPTY = "# Ferries and their timetables.\n\nferries: []\n"


def set_ferry(files: TourFiles, ferry: Ferry) -> TourFiles:
    """The files with this ferry, that of its id replaced, or added.

    The file of ferries is made when there is none. Raises WrongValue for an unknown port or a
    timetable without departures.
    """
    known = table_of(files, "cities").values("id")
    for port in ferry.ports:
        if port not in known:
            problem = msg("“{id}” is not a place of the tour", id=shown(port))
            raise WrongValue(problem, msg("Add it to the table of places, or name another"))
    plain = FerryShape.of(ferry).plain()
    refuse_wrong(FerryShape, plain)
    file, data = _ferries(files)
    entries = list_in(data, "ferries")
    for number, entry in enumerate(entries):
        if isinstance(entry, dict) and entry.get("id") == ferry.id:
            entries[number] = plain
            break
    else:
        entries.append(plain)
    return named(files.with_file(with_data(file, data)), "ferries", file.name)


def remove_ferry(files: TourFiles, id_: str) -> TourFiles:
    """The files without a ferry; its ports stay. Raises WrongValue when there is none."""
    file, data = _ferries(files)
    entries = list_in(data, "ferries")
    kept = [e for e in entries if not (isinstance(e, dict) and e.get("id") == id_)]
    if len(kept) == len(entries):
        problem = msg("there is no ferry “{id}”", id=shown(id_))
        raise WrongValue(problem, msg("Reload the page: it may have been removed"))
    data["ferries"] = kept
    return files.with_file(with_data(file, data))


def _ferries(files: TourFiles) -> tuple[BoundedText, dict[str, Any]]:
    """The file of ferries, or an empty one, and a copy of what it says."""
    name = file_name(files, "ferries")
    try:
        file = files.file(name)
    except InputFaults:
        file = BoundedText(name, _EMPTY, bom=False)
    return file, copy.deepcopy(parse_ferries(file).keys())
