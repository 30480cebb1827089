"""The points that a device marks: events, beds and the end of the tour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from caravan.language.language import Language
from caravan.plan.day import Day
from caravan.plan.plan import Plan
from caravan.tour.place import Place
from caravan.views.itinerary import DayItinerary, RowKind
from caravan.views.plain_text import one_line
from caravan.views.tracks.way import utc


@dataclass(frozen=True, slots=True)
class Mark:
    """A point with a name and a time.

    Attributes:
        kind: of its row: event, night or end.
        name: ``2 · Lyon``, ``Night in Lyon``.
        text: date, times and venue.
        begins, ends: in UTC.
    """

    kind: RowKind
    place: Place
    name: str
    text: str
    begins: datetime
    ends: datetime


def marks(plan: Plan, day: Day, shown: DayItinerary, language: Language) -> Iterator[Mark]:
    """The marks of one day, in order of time."""
    for row in shown.rows:
        if row.kind not in (RowKind.EVENT, RowKind.NIGHT, RowKind.END):
            continue
        name, times = row.label, language.clock(row.begins)
        if row.kind is RowKind.EVENT:
            name = f"{row.number} · {row.town}"
            times = f"{times}–{language.clock(row.ends)}"
        texts = (shown.label, times, row.detail)
        yield Mark(
            kind=row.kind,
            place=plan.tour.place(row.place),
            name=one_line(name),
            text=" · ".join(one_line(text) for text in texts if text),
            begins=utc(plan.tour, day, row.begins),
            ends=utc(plan.tour, day, row.ends),
        )
