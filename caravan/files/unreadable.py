"""Files of a tour that are no table and no YAML: there is nothing in them to show or to edit."""

from __future__ import annotations

from collections.abc import Mapping

from caravan.errors import Fault, InputFaults
from caravan.files.csv_table import shared_table
from caravan.files.ferries_yaml import parse_ferries
from caravan.files.tour_files import TourFiles


def refuse_unreadable(files: TourFiles, names: Mapping[str, str]) -> None:
    """Refuse files beside the schedule that can't be read at all; those not there are no matter.

    `names` are the names of the files by key. Raises InputFaults with the faults of all of them.
    """
    present = {file.name: file for file in files.beside}
    faults: list[Fault] = []
    for key, name in names.items():
        if name not in present:
            continue
        try:
            if key == "ferries":
                parse_ferries(present[name])
            else:
                shared_table(present[name])
        except InputFaults as error:
            faults.extend(error.faults)
    if faults:
        raise InputFaults(tuple(faults))
