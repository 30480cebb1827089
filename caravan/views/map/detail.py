"""What a mark or a line tells when it is pointed at, tapped or reached by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from caravan.language.language import Language
from caravan.views.kind_text import kind_text
from caravan.views.timeline import DayItinerary, Row, RowKind


@dataclass(frozen=True, slots=True)
class Line:
    """One line: when, what, and what else is worth knowing."""

    time: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What happens on one day.

    Attributes:
        day: index of the day in the tour, for its colour and its layer.
        head: the date.
    """

    day: int
    head: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """The content of a tooltip or popup: plain text, no markup."""

    title: str
    sections: tuple[Section, ...]


def visits(day: DayItinerary, start: str, language: Language) -> Iterator[tuple[str, Section]]:
    """Each stay of a day at a place: the id of the place and what happens there, in order.

    `start` is the id of the place where the team wakes.
    """
    place, lines = start, list[Line]()
    for row in day.rows:
        if not row.is_leg:
            lines.append(_line(row, language))
            continue
        if lines:
            yield place, Section(day.colour_index, day.label, tuple(lines))
        place, lines = row.place, []
        following = _following(day, row)
        if following is not None and following.kind is RowKind.EVENT:
            # The itinerary leaves out an arrival at the minute of the event.
            arrival = kind_text(RowKind.ARRIVAL, language)
            lines.append(Line(language.clock(row.ends), arrival))
    if lines:
        yield place, Section(day.colour_index, day.label, tuple(lines))


def leg_detail(row: Row, day: DayItinerary, language: Language) -> Detail:
    """Departure and arrival, duration, length, the way and the source of a leg."""
    about = "≈\u00a0" if row.is_estimate else ""
    figures = f"{about}{language.duration(row.minutes)} · {about}{language.km(row.km)}"
    lines = [Line(_times(row, language), figures, row.detail)]
    if row.source:
        lines.append(Line("", language.text("Source: {source}", source=row.source)))
    return Detail(row.label, (Section(day.colour_index, day.label, tuple(lines)),))


def _line(row: Row, language: Language) -> Line:
    """A row in short: the title says where it is."""
    what = kind_text(row.kind, language)
    if row.kind is RowKind.EVENT:
        hosts = [language.name(partner.organization) for partner in row.partners]
        note = " · ".join([text for text in (row.detail, *hosts) if text])
        return Line(_times(row, language), what, note)
    if row.kind is RowKind.END:
        return Line("", language.text("End of the tour"))
    if row.kind in (RowKind.NIGHT, RowKind.REST):
        return Line("", what, row.detail)
    return Line(_times(row, language), what, row.detail)


def _times(row: Row, language: Language) -> str:
    begins = language.clock(row.begins)
    return begins if row.is_moment else f"{begins}–{language.clock(row.ends)}"


def _following(day: DayItinerary, row: Row) -> Row | None:
    position = next(number for number, other in enumerate(day.rows) if other is row)
    return day.rows[position + 1] if position + 1 < len(day.rows) else None
