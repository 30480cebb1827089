"""Taking a place out of a tour, and out of all that names it."""

from __future__ import annotations

from typing import Any

from caravan.errors import msg
from caravan.files.editing.orders import forget_missing
from caravan.files.editing.sections import schedule_data, with_schedule
from caravan.files.editing.tables import table_of, with_table
from caravan.files.ferries_yaml import parse_ferries
from caravan.files.schedule_parts import event_ids
from caravan.files.tour_files import TourFiles, named_files
from caravan.files.wrong import WrongValue, shown


def remove_town(files: TourFiles, id_: str) -> TourFiles:
    """The files without a place, its events with all that is about them, and its roads.

    Where the tour began or ended there, that is left open again; a road that was drawn through it
    stays, drawn without it. Raises WrongValue for an unknown id, and for the port of a ferry.
    """
    table = table_of(files, "cities")
    if not table.rows("id", id_):
        problem = msg("“{id}” is not a place of the tour", id=shown(id_))
        raise WrongValue(problem, msg("Reload the page: it may have been removed"))
    _refuse_port(files, id_)
    files = with_table(
        files, "cities", table.without(lambda record: table.value(record, "id") == id_)
    )
    return _without_roads(with_schedule(files, _without(schedule_data(files), id_)), id_)


def _without(data: dict[str, Any], id_: str) -> dict[str, Any]:
    events = data.get("events")
    if isinstance(events, list):
        before = event_ids(events)
        data["events"] = [e for e in events if not (isinstance(e, dict) and e.get("town") == id_)]
        forget_missing(data, before)
    head = data.get("tour")
    if isinstance(head, dict):
        for key in ("start", "end"):
            if head.get(key) == id_:
                head[key] = None
    return data


def _without_roads(files: TourFiles, id_: str) -> TourFiles:
    name = named_files(files.schedule).get("roads")
    if all(file.name != name for file in files.beside):
        return files
    table = table_of(files, "roads")
    result = table.without(
        lambda record: id_ in (table.value(record, "a"), table.value(record, "b"))
    )
    for record in result.records:
        via = [part.strip() for part in result.value(record, "via").split("|")]
        if id_ in via:
            text = "|".join(part for part in via if part != id_)
            result = result.with_cells(record, {"via": text})
    return with_table(files, "roads", result)


def _refuse_port(files: TourFiles, id_: str) -> None:
    name = named_files(files.schedule).get("ferries")
    for file in files.beside:
        if file.name != name:
            continue
        ferries = parse_ferries(file).keys().get("ferries")
        for ferry in ferries if isinstance(ferries, list) else ():
            ports = ferry.get("ports") if isinstance(ferry, dict) else None
            if isinstance(ports, list) and id_ in ports:
                problem = msg(
                    "“{id}” is a port of the ferry “{ferry}”",
                    id=id_,
                    ferry=shown(ferry.get("id", "")),
                )
                raise WrongValue(problem, msg("Remove the ferry first"))
