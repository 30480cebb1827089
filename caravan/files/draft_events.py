"""The events of an unfinished tour: every entry of its list, whatever is missing in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from typing import Any

from caravan.files.right_values import right_values
from caravan.files.shapes.event_shape import EventShape, PartnerShape, WindowShape
from caravan.files.shapes.shape import fit
from caravan.files.yaml_document import YamlDocument
from caravan.tour.opening import TimeWindow
from caravan.tour.partner import Partner
from caravan.tour.pin import Pin


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """An entry of the list of events; "", None or () where a value is missing or wrong.

    Attributes:
        index: its place in the list, from 0, by which edits and faults name it.
        id: of the event; by default the town's.
        town: id of the host town, as it stands in the file, right or wrong.
        service_minutes: service time, in minutes.
        open: ids of its calendars, known or not.
        windows: those that are right.
        begins: fixed hour, in minutes after local midnight.
        not_on: the refused dates that are right.
        pin: where it is held fast.
        venue: by language.
        partners: those that are right, each with its index in the list.
    """

    index: int
    id: str
    town: str
    service_minutes: int | None
    open: tuple[str, ...]
    windows: tuple[TimeWindow, ...]
    required: bool
    value: int
    date: Date | None
    begins: int | None
    not_on: tuple[Date, ...]
    pin: Pin | None
    venue: tuple[tuple[str, str], ...]
    partners: tuple[tuple[int, Partner], ...]


def draft_events(document: YamlDocument) -> tuple[DraftEvent, ...]:
    """The entries of the list of events of a schedule, in order."""
    entries = document.keys().get("events")
    if not isinstance(entries, list):
        return ()
    return tuple(_event(index, entry) for index, entry in enumerate(entries))


def _event(index: int, entry: object) -> DraftEvent:
    data: dict[str, Any] = entry if isinstance(entry, dict) else {}
    right = right_values(EventShape, data)
    town = str(data.get("town") or "")
    return DraftEvent(
        index=index,
        id=right.get("id") or town,
        town=town,
        service_minutes=right.get("service_minutes"),
        open=tuple(str(id_) for id_ in _list(data.get("open"))),
        windows=tuple(
            TimeWindow(window.date, window.hours)
            for window in (fit(WindowShape, value) for value in _list(data.get("windows")))
            if isinstance(window, WindowShape)
        ),
        required=right.get("required", True),
        value=right.get("value", 1),
        date=right.get("date"),
        begins=right.get("begins"),
        not_on=tuple(_dates(_list(data.get("not_on")))),
        pin=right["pin"].pin() if "pin" in right else None,
        venue=right["venue"].texts if "venue" in right else (),
        partners=tuple(_partners(_list(data.get("partners")))),
    )


def _partners(entries: list[Any]) -> list[tuple[int, Partner]]:
    fitted = ((number, fit(PartnerShape, entry)) for number, entry in enumerate(entries))
    return [
        (number, shape.partner()) for number, shape in fitted if isinstance(shape, PartnerShape)
    ]


def _dates(entries: list[Any]) -> list[Date]:
    fitted = (right_values(WindowShape, {"date": entry}) for entry in entries)
    return [right["date"] for right in fitted if "date" in right]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
