"""Opening hours: named weekly calendars and their single dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date
from typing import Any

from caravan.errors import msg
from caravan.files.editing.new_id import new_id
from caravan.files.editing.sections import (
    mapping_in,
    refuse_wrong,
    schedule_data,
    with_schedule,
)
from caravan.files.shapes.calendar_shape import CalendarShape
from caravan.files.shapes.texts import names_of
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue, shown
from caravan.tour.clock import format_clock
from caravan.tour.opening import Hours, OpeningHours

Week = tuple[tuple[Hours, ...], ...]
"""Seven entries from Monday to Sunday."""
DAY_TIME: Week = ((Hours(9 * 60, 18 * 60),),) * 7
"""Hours of a new calendar, until somebody says others."""


def set_calendar(files: TourFiles, calendar: OpeningHours) -> TourFiles:
    """The files with this calendar, replaced or added.

    Raises WrongValue for one that is never open.
    """
    data = schedule_data(files)
    calendars = mapping_in(data, "calendars")
    calendars[calendar.id] = _plain(calendar, calendars.get(calendar.id))
    refuse_wrong(CalendarShape, calendars[calendar.id])
    return with_schedule(files, data)


def add_calendar(files: TourFiles, names: Mapping[str, str], weekly: Week = DAY_TIME) -> TourFiles:
    """The files with one more calendar, its id made from its names.

    Raises WrongValue for an impossible name.
    """
    calendars = mapping_in(schedule_data(files), "calendars")
    texts = {code: text.strip() for code, text in names.items() if text.strip()}
    id_ = new_id(texts.values(), "calendar", calendars)
    return set_calendar(files, OpeningHours(id_, names_of(texts), weekly))


def remove_calendar(files: TourFiles, id_: str) -> TourFiles:
    """The files without a calendar.

    Raises WrongValue for an unknown one, and while events use it, naming their towns.
    """
    data = schedule_data(files)
    calendars = mapping_in(data, "calendars")
    _refuse_unknown(calendars, id_)
    events = data.get("events")
    users = [
        str(event.get("town"))
        for event in (events if isinstance(events, list) else ())
        if isinstance(event, dict) and id_ in (event.get("open") or ())
    ]
    if users:
        problem = msg(
            "the opening hours “{id}” are used by: {towns}", id=id_, towns=shown(", ".join(users))
        )
        raise WrongValue(problem, msg("Give these events other opening hours first"))
    del calendars[id_]
    return with_schedule(files, data)


def set_hours_on(
    files: TourFiles, calendar: str, date: Date, spans: tuple[Hours, ...] | None
) -> TourFiles:
    """The files with other hours of a calendar on a single date.

    No span closes it on that date; None takes the exception away. Raises WrongValue for an
    unknown calendar, or when it would never be open.
    """
    data = schedule_data(files)
    calendars = mapping_in(data, "calendars")
    _refuse_unknown(calendars, calendar)
    dates = mapping_in(mapping_in(calendars, calendar), "dates")
    if spans is None:
        dates.pop(date.isoformat(), None)
    else:
        dates[date.isoformat()] = [_text(span) for span in spans]
    if not dates:
        del calendars[calendar]["dates"]
    refuse_wrong(CalendarShape, calendars[calendar])
    return with_schedule(files, data)


def _plain(calendar: OpeningHours, old: object) -> dict[str, Any]:
    """The calendar as a file writes it; days without hours are left out unless they stand there."""
    before: dict[str, Any] = old if isinstance(old, dict) else {}
    plain = CalendarShape.of(calendar).plain()
    for key in ("weekly", "blocked"):
        standing = before.get(key)
        known = standing if isinstance(standing, dict) else {}
        plain[key] = {day: spans for day, spans in plain[key].items() if spans or day in known}
    for key in ("blocked", "dates"):
        if not plain[key] and key not in before:
            del plain[key]
    return plain


def _refuse_unknown(calendars: dict[str, Any], id_: str) -> None:
    if id_ not in calendars:
        problem = msg("“{id}” is not a calendar of the tour", id=shown(id_))
        raise WrongValue(problem, msg("Reload the page: it may have been removed"))


def _text(span: Hours) -> str:
    return f"{format_clock(span.begins)}-{format_clock(span.ends)}"
