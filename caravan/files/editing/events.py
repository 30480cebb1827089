"""Changing, adding and removing events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date as Date
from typing import Any, TypedDict, Unpack

from caravan.errors import msg
from caravan.files.editing.orders import forget_missing
from caravan.files.editing.sections import list_in, refuse_wrong, schedule_data, with_schedule
from caravan.files.editing.tables import table_of
from caravan.files.editing.towns import SERVICE_MINUTES
from caravan.files.schedule_parts import event_ids
from caravan.files.shapes.event_shape import EventShape
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue, meant, shown
from caravan.tour.clock import format_clock
from caravan.tour.opening import TimeWindow
from caravan.tour.pin import Pin
from caravan.tour.place import PlaceKind


class EventChanges(TypedDict, total=False):
    """What `set_event` can change; what isn't given stays.

    Attributes:
        service_minutes: service time, 1 to 1440.
        open: ids of calendars.
        windows: time windows of its own.
        required: whether it must be kept.
        value: worth of keeping it, 1 to 1000.
        date: fixed date; None for any.
        begins: fixed hour, minutes after local midnight; None for any.
        not_on: dates that the host refuses.
        pin: where it is held fast; None lets it go.
        venue: names of the hall or square by language; none takes it away.
    """

    service_minutes: int
    open: tuple[str, ...]
    windows: tuple[TimeWindow, ...]
    required: bool
    value: int
    date: Date | None
    begins: int | None
    not_on: tuple[Date, ...]
    pin: Pin | None
    venue: Mapping[str, str] | None


def set_event(files: TourFiles, index: int, **changes: Unpack[EventChanges]) -> TourFiles:
    """The files with an event changed, by its index in the list.

    Raises WrongValue for an index out of the list, an impossible value, an unknown calendar, or a
    pin that contradicts the fixed date or hour, or a refusal.
    A date outside the tour or hours that are closed are faults of the draft, not refused.
    """
    data = schedule_data(files)
    event = _event(data, index)
    for key, value in changes.items():
        plain = _PLAIN[key](value)
        if plain is None:
            event.pop(key, None)
        elif key == "open" and not plain and "open" not in event:
            continue
        else:
            event[key] = plain
    if "partners" in event:
        event["partners"] = event.pop("partners")  # what is new stands above their long list
    if "open" in changes:
        _refuse_unknown(data, changes["open"])
    # A pin may have become wrong by another value.
    by_hand = ("pin",) if {"date", "begins", "not_on"} & set(changes) else ()
    refuse_wrong(EventShape, event, (*changes, *by_hand))
    return with_schedule(files, data)


def index_of(files: TourFiles, event: str) -> int:
    """The index of an event in the list, by its id. Raises WrongValue for an unknown one."""
    for index, entry in enumerate(list_in(schedule_data(files), "events")):
        if isinstance(entry, dict) and event == str(entry.get("id") or entry.get("town")):
            return index
    problem = msg("“{id}” is not an event of the tour", id=shown(event))
    raise WrongValue(problem, msg("Reload the page: it may have been removed"))


def add_event(
    files: TourFiles, town: str, *, service_minutes: int = SERVICE_MINUTES, calendar: str = ""
) -> TourFiles:
    """The files with one more event in a town, in that calendar, else in the first.

    Raises WrongValue for an id that isn't a town's, or an impossible service time.
    """
    table = table_of(files, "cities")
    rows = table.rows("id", town)
    if not rows or table.value(rows[0], "kind") != PlaceKind.TOWN:
        problem = msg("“{id}” is not a town of the tour", id=shown(town))
        raise WrongValue(problem, msg("Add it to the table of places, or name another"))
    data = schedule_data(files)
    events = list_in(data, "events")
    calendars = data.get("calendars")
    known = list(calendars) if isinstance(calendars, dict) else []
    chosen = [calendar] if calendar else known[:1]
    _refuse_unknown(data, tuple(chosen))
    taken = {str(e.get("id") or e.get("town")) for e in events if isinstance(e, dict)}
    event: dict[str, Any] = {"town": town}
    if town in taken:
        number = 2
        while f"{town[:50]}-{number}" in taken:
            number += 1
        event["id"] = f"{town[:50]}-{number}"
    event |= {"service_minutes": service_minutes, "open": chosen}
    refuse_wrong(EventShape, event, ("service_minutes",))
    events.append(event)
    return with_schedule(files, data)


def remove_event(files: TourFiles, index: int) -> TourFiles:
    """The files without an event, its partners, and its part in orders and forbidden pairs.

    Its town stays. Raises WrongValue for an index out of the list.
    """
    data = schedule_data(files)
    _refuse_index(data, index)
    before = event_ids(data["events"])
    del data["events"][index]
    forget_missing(data, before)
    return with_schedule(files, data)


def _event(data: dict[str, Any], index: int) -> dict[str, Any]:
    _refuse_index(data, index)
    event = data["events"][index]
    if not isinstance(event, dict):
        problem = msg("keys with values are expected here")
        raise WrongValue(problem, msg("Write “key: value” lines"), ("events", index))
    return event


def _refuse_index(data: dict[str, Any], index: int) -> None:
    if not 0 <= index < len(list_in(data, "events")):
        problem = msg("there is no event number {number}", number=index + 1)
        raise WrongValue(problem, msg("Reload the page: it may have been removed"))


def _refuse_unknown(data: dict[str, Any], calendars: tuple[str, ...]) -> None:
    given = data.get("calendars")
    known = list(given) if isinstance(given, dict) else []
    for id_ in calendars:
        if id_ not in known:
            problem = msg("“{id}” is not a calendar of the tour", id=shown(id_))
            raise WrongValue(problem, meant(id_, known), ("open",))


def _windows(windows: tuple[TimeWindow, ...]) -> list[dict[str, str]] | None:
    return [
        {
            "date": window.date.isoformat(),
            "hours": f"{format_clock(window.hours.begins)}-{format_clock(window.hours.ends)}",
        }
        for window in windows
    ] or None


def _pin(pin: Pin | None) -> str | dict[str, str] | None:
    if pin is None or pin.begins is None:
        return None if pin is None else pin.date.isoformat()
    return {"date": pin.date.isoformat(), "begins": format_clock(pin.begins)}


def _same(value: Any) -> Any:
    return value


_PLAIN: dict[str, Callable[[Any], Any]] = {
    "service_minutes": _same,
    "open": list,
    "windows": _windows,
    "required": _same,
    "value": _same,
    "date": lambda date: None if date is None else date.isoformat(),
    "begins": lambda minutes: None if minutes is None else format_clock(minutes),
    "not_on": lambda dates: [date.isoformat() for date in dates] or None,
    "pin": _pin,
    "venue": lambda names: {c: t.strip() for c, t in (names or {}).items() if t.strip()} or None,
}
