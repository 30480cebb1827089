"""The rows of a day as a template writes them: every text ready, nothing left to work out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from caravan.language.language import Language
from caravan.views.timeline import DayItinerary, Row, RowKind

_UNTIMED = (RowKind.NIGHT, RowKind.END)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One line of the timeline.

    Attributes:
        kind: name of its kind, for the stylesheet.
        begins, ends: ``08:30``; empty where the line beside it already tells.
        number: of an event, else empty.
        head: what the row is, in words; empty for an event, which shows its town.
        town: of an event.
        detail: venue, boat, reason of a wait.
        figures: ``35 min · 38 km`` of a leg, the service time of an event.
        source: where the figures come from.
        partners: organizations.
        place: id of the place.
    """

    kind: str
    begins: str
    ends: str
    number: str
    head: str
    town: str
    detail: str
    figures: str
    source: str
    is_estimate: bool
    partners: tuple[str, ...]
    place: str


def shown_rows(day: DayItinerary, language: Language) -> tuple[ShownRow, ...]:
    """The rows of a day with their texts."""
    before: Row | None = None
    result = []
    for row in day.rows:
        result.append(_shown(row, before, language))
        before = row
    return tuple(result)


def _shown(row: Row, before: Row | None, language: Language) -> ShownRow:
    is_event = row.kind is RowKind.EVENT
    told = row.is_leg and before is not None and before.kind is RowKind.DEPARTURE
    return ShownRow(
        kind=row.kind.value,
        begins="" if told or row.kind in _UNTIMED else language.clock(row.begins),
        ends=language.clock(row.ends) if is_event else "",
        number="" if row.number is None else str(row.number),
        head="" if is_event else _head(row, language),
        town=row.town if is_event else "",
        detail=row.detail,
        figures=_figures(row, language),
        source=row.source,
        is_estimate=row.is_estimate,
        partners=tuple(language.name(partner.organization) for partner in row.partners),
        place=row.place,
    )


def _head(row: Row, language: Language) -> str:
    """A leg after a departure need not name again where it begins."""
    if row.kind is RowKind.DRIVE:
        return language.text("Road to {town}", town=row.destination)
    if row.kind is RowKind.SAILING:
        return language.text("Crossing to {town}", town=row.destination)
    return row.label


def _figures(row: Row, language: Language) -> str:
    if row.is_leg:
        return join((language.duration(row.minutes), language.km(row.km)))
    return language.duration(row.minutes) if row.minutes else ""


def join(parts: Iterable[str]) -> str:
    """The parts that aren't empty, with middle dots between."""
    return " · ".join(part for part in parts if part)
