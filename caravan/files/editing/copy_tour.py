"""A tour made from another one: the same in all but its identity."""

from __future__ import annotations

from collections.abc import Mapping

from caravan.files.editing.new_id import new_id
from caravan.files.editing.sections import mapping_in, refuse_wrong, schedule_data, with_schedule
from caravan.files.shapes.tour_shape import HeadShape
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue


def copy_of(files: TourFiles, token: str, titles: Mapping[str, str]) -> TourFiles:
    """The files of a tour of its own with the same contents.

    It gets another id: entries of calendars are recognised by it, and those of the copy must not
    replace those of the original in a partner's calendar.

    Args:
        token: letters and digits by which the copy is told from all others.
        titles: what the copy is called, by language; an impossible title stays as it was.

    Raises InputFaults when the schedule is no YAML with keys, WrongValue when it has no head.
    """
    data = schedule_data(files)
    head = mapping_in(data, "tour")
    mark = new_id([token], "copy", ())
    old = head.get("id")
    base = old[: 59 - len(mark)].strip("-") if isinstance(old, str) else ""
    head["id"] = f"{base or 'tour'}-{mark}"
    names = head.get("name")
    if isinstance(names, dict) and titles:
        head["name"] = {**names, **titles}
        try:
            refuse_wrong(HeadShape, head, ("name",))
        except WrongValue:
            head["name"] = names
    return with_schedule(files, data)
