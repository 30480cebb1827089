"""The itinerary as HTML for the app: a card a day, its timeline on demand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path

from caravan.language.language import Language
from caravan.views.day_tags import DayKey, DayTag, tag_text
from caravan.views.event_answer import EventAnswer
from caravan.views.itinerary import DayItinerary, Row
from caravan.views.markup.environment import environment
from caravan.views.markup.shown_rows import ShownRow, shown_rows
from caravan.views.markup.words import row_words
from caravan.views.palette import OKABE_ITO, day_style


@dataclass(frozen=True, slots=True)
class _Stop:
    number: str
    town: str
    answer: str
    tone: str


@dataclass(frozen=True, slots=True)
class _Card:
    """What a day's card shows, all texts ready."""

    number: str
    date: str
    label: str
    colour: int
    pattern: int
    is_open: bool
    tag: str
    tag_text: str
    hours: str
    facts: tuple[str, ...]
    is_estimate: bool
    stops: tuple[_Stop, ...]
    quiet: str
    evening: str
    rows: tuple[ShownRow, ...]


def itinerary_html(
    days: Iterable[DayItinerary],
    language: Language,
    *,
    open_dates: Collection[Date] = (),
    tags: Mapping[DayKey, DayTag] | None = None,
    answers: Mapping[str, EventAnswer] | None = None,
) -> str:
    """The days as an ordered list of cards; put `ITINERARY_CSS` on the page once.

    Every text in it is escaped. It needs no script: details open on demand, those of
    `open_dates` are open from the start. Days with a tag are marked with it, events by their ids
    with how their invitations stand.
    """
    known = tags or {}
    cards = [
        _card(
            day,
            language,
            is_open=day.date in open_dates,
            tag=known.get((day.team, day.date)),
            answers=answers or {},
        )
        for day in days
    ]
    template = environment().get_template("markup/itinerary.html")
    return template.render(cards=cards, language=language, words=row_words(language))


def day_classes() -> str:
    """Style rules that give each class ``iti-day-1`` to ``iti-day-8`` its colours."""
    return "\n".join(
        f".iti-day-{index + 1} {{ --iti-day: {style.colour}; --iti-on-day: {style.ink}; }}"
        for index, style in ((index, day_style(index)) for index in range(len(OKABE_ITO)))
    )


def colour_class(colour_index: int) -> int:
    """The number of the class of a day's colour, from 1."""
    return colour_index % len(OKABE_ITO) + 1


ITINERARY_CSS = "\n".join(
    ((Path(__file__).parent / "markup" / "itinerary.css").read_text("utf-8"), day_classes())
)
"""Style of what `itinerary_html` returns. Fonts and colours of text come from the page."""


def _card(
    day: DayItinerary,
    language: Language,
    *,
    is_open: bool,
    tag: DayTag | None,
    answers: Mapping[str, EventAnswer],
) -> _Card:
    _ = language.text
    facts = []
    if day.driving_minutes:
        facts.append(_("{duration} on the road", duration=language.duration(day.driving_minutes)))
    if day.sailing_minutes:
        facts.append(_("{duration} at sea", duration=language.duration(day.sailing_minutes)))
    if day.km:
        facts.append(language.km(day.km))
    return _Card(
        number=str(day.number),
        date=day.date.isoformat(),
        label=day.label,
        colour=colour_class(day.colour_index),
        pattern=day_style(day.colour_index).pattern,
        is_open=is_open,
        tag="" if tag is None else tag.value,
        tag_text="" if tag is None else tag_text(tag, language),
        hours=f"{language.clock(day.begins)}–{language.clock(day.ends)}",
        facts=tuple(facts),
        is_estimate=day.is_estimate,
        stops=tuple(_stop(row, answers.get(row.event or ""), language) for row in day.events),
        quiet=day.rows[0].label if not day.rows[0].is_leg else "",
        evening=day.rows[-1].label,
        rows=shown_rows(day, language),
    )


def _stop(row: Row, answer: EventAnswer | None, language: Language) -> _Stop:
    if answer is None:
        return _Stop(str(row.number), row.town, "", "")
    return _Stop(str(row.number), row.town, answer.in_words(language), answer.tone)
