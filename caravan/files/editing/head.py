"""What the tour is called, when and where it is."""

from __future__ import annotations

from datetime import date as Date
from typing import Any

from caravan.errors import msg
from caravan.files.editing.sections import (
    mapping_in,
    refuse_wrong,
    schedule_data,
    with_schedule,
)
from caravan.files.editing.tables import table_of
from caravan.files.shapes.tour_shape import HeadShape
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue, shown
from caravan.tour.place import PlaceKind
from caravan.tour.tour import MAX_DAYS


def set_title(files: TourFiles, language: str, text: str) -> TourFiles:
    """The files with the name of the tour in one language; an empty one takes it away.

    Raises WrongValue for an impossible name, or for the last one to go.
    """
    data = schedule_data(files)
    names = mapping_in(mapping_in(data, "tour"), "name")
    if text.strip():
        names[language] = text.strip()
    else:
        names.pop(language, None)
    refuse_wrong(HeadShape, data["tour"], ("name",))
    return with_schedule(files, data)


def set_dates(files: TourFiles, first: Date | None, last: Date | None) -> TourFiles:
    """The files with other dates, both included; None leaves one open.

    Fixed dates of events stay as they are, and are faults of the draft when they are outside.
    Raises WrongValue when the tour would end before it begins, or be longer than MAX_DAYS.
    """
    if first is not None and last is not None:
        days = (last - first).days + 1
        if days < 1:
            problem = msg("the tour ends before it begins")
            raise WrongValue(problem, msg("Write the later date here"), ("tour", "last_day"))
        if days > MAX_DAYS:
            problem = msg(
                "the window of {days} days is not between 1 and {limit}", days=days, limit=MAX_DAYS
            )
            remedy = msg("Check the year and the month")
            raise WrongValue(problem, remedy, ("tour", "last_day"))
    return _with_head(
        files,
        first_day=None if first is None else first.isoformat(),
        last_day=None if last is None else last.isoformat(),
    )


def set_zone(files: TourFiles, zone: str) -> TourFiles:
    """The files with another time zone, an IANA name. Raises WrongValue for an unknown one."""
    return _with_head(files, zone=zone)


def set_start(files: TourFiles, town: str | None) -> TourFiles:
    """The files with the town where the tour begins; None leaves it open.

    Raises WrongValue for an id that isn't a town's.
    """
    return _with_head(files, start=_town(files, town))


def set_end(files: TourFiles, town: str | None) -> TourFiles:
    """The files with the town where the tour ends; None leaves it open.

    Raises WrongValue for an id that isn't a town's.
    """
    return _with_head(files, end=_town(files, town))


def set_teams(files: TourFiles, teams: int) -> TourFiles:
    """The files with another number of teams. Raises WrongValue for none, and for too many."""
    data = schedule_data(files)
    head = mapping_in(data, "tour")
    if teams != 1 or "teams" in head:
        head["teams"] = teams
    refuse_wrong(HeadShape, head, ("teams",))
    return with_schedule(files, data)


def _with_head(files: TourFiles, **values: str | None) -> TourFiles:
    data: dict[str, Any] = schedule_data(files)
    head = mapping_in(data, "tour")
    head.update(values)
    refuse_wrong(HeadShape, head, tuple(key for key, value in values.items() if value is not None))
    return with_schedule(files, data)


def _town(files: TourFiles, id_: str | None) -> str | None:
    if id_ is None:
        return None
    table = table_of(files, "cities")
    rows = table.rows("id", id_)
    if not rows or table.value(rows[0], "kind") != PlaceKind.TOWN:
        problem = msg("“{id}” is not a town of the tour", id=shown(id_))
        raise WrongValue(problem, msg("Add it to the table of places, or name another"))
    return id_
