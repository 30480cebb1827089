"""The rows of the table of towns: one for each event, and one for a town that hosts none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date as Date
from datetime import time as Time
from typing import Any

from caravan.errors import msg
from caravan.files.draft import Draft, draft_of
from caravan.files.draft_events import DraftEvent
from caravan.files.draft_places import DraftPlace
from caravan.files.editing.events import add_event, set_event
from caravan.files.editing.towns import set_can_sleep
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue
from caravan.language.language import Language
from caravan.tour.place import PlaceKind
from caravan.ui.tour_page.clock_field import minutes_of, time_of
from caravan.ui.tour_page.town_edits import index_of, named
from caravan.ui.tour_page.town_warnings import problems_of
from caravan.ui.tour_page.words import place_name
from caravan.ui.workbench import Operation


@dataclass(frozen=True, slots=True)
class Row:
    """A row.

    Attributes:
        number: of the town, from 1, as on the map.
        event: None for a town that hosts nothing.
    """

    number: int
    place: DraftPlace
    event: DraftEvent | None

    @property
    def id(self) -> tuple[str, str]:
        """Tells rows apart."""
        return (self.place.id, self.event.id if self.event else "")


def numbered_towns(draft: Draft) -> tuple[tuple[int, DraftPlace], ...]:
    """The towns in the order of their table, numbered from 1; each id once."""
    towns = {place.id: place for place in reversed(draft.places) if place.kind is PlaceKind.TOWN}
    ordered = sorted(towns.values(), key=lambda place: place.line)
    return tuple(enumerate(ordered, start=1))


def rows_of(draft: Draft) -> tuple[Row, ...]:
    """All rows, town by town."""
    rows: list[Row] = []
    for number, place in numbered_towns(draft):
        events = draft.events_in(place.id)
        rows += [Row(number, place, event) for event in events] or [Row(number, place, None)]
    return tuple(rows)


def cells_of(row: Row, speech: Language) -> dict[str, Any]:
    """What the table shows in a row and lets a visitor change."""
    event = row.event
    begins = event.begins if event else None
    return {
        "name": place_name(row.place, speech),
        "minutes": event.service_minutes if event else None,
        "required": event.required if event else None,
        "value": event.value if event else None,
        "date": event.date if event else None,
        "begins": None if begins is None else time_of(begins),
        "open": list(event.open) if event else None,
        "sleep": row.place.can_sleep,
    }


def problem_of(row: Row, draft: Draft, speech: Language) -> str:
    """What is wrong with a row, in words; empty when nothing is."""
    _ = speech.text
    place = row.place
    texts = [] if place.is_located else [_("where is it?")]
    texts += [speech.message(text) for text in problems_of(draft, place)]
    faults = list(draft.faults_of_event(row.event.index)) if row.event else []
    if row.event is None:
        texts.append(_("hosts no event"))
    faults += [
        fault
        for fault in draft.faults_of_place(place.id)
        if place.is_located or fault.where not in {"latitude", "longitude"}
    ]
    texts += [speech.message(fault.problem) for fault in faults]
    return "; ".join(text[:1].upper() + text[1:] for text in dict.fromkeys(texts))


def cell_value(column: str, raw: object) -> Any:
    """A cell as the browser sends it, as `cells_of` has it."""
    if column == "date" and isinstance(raw, str):
        return Date.fromisoformat(raw[:10])
    if column == "begins" and isinstance(raw, str):
        return Time.fromisoformat(raw[:8])
    if column == "open":
        return [str(id_) for id_ in raw] if isinstance(raw, list | tuple) else []
    return raw


def cell_edit(row: Row, column: str, value: Any, speech: Language) -> Operation:
    """The edit for another value in a cell; it raises WrongValue for one that can't be."""
    if column == "name":
        return named(row.place, str(value or ""), speech)
    if column == "sleep":
        return lambda files: set_can_sleep(files, row.place.id, bool(value))

    def operation(files: TourFiles) -> TourFiles:
        if row.event is None:
            files = add_event(files, row.place.id)
            index = draft_of(files).events_in(row.place.id)[-1].index
        else:
            index = index_of(files, row.event)
        return set_event(files, index, **_event_changes(column, value))

    return operation


def _event_changes(column: str, value: Any) -> Any:
    if column == "minutes":
        return {"service_minutes": _whole(value)}
    if column == "value":
        return {"value": _whole(value)}
    if column == "required":
        return {"required": bool(value)}
    if column == "begins":
        return {"begins": None if value is None else minutes_of(value)}
    if column == "open":
        return {"open": tuple(value)}
    return {"date": value}


def _whole(value: Any) -> int:
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise WrongValue(msg("the number is missing"), msg("Write a whole number"))
    return int(value)
