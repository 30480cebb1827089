"""A calendar that a stranger wrote, as lines: only those that an answer is made of, and bounded.

The lines are taken apart by the `icalendar` library, its objects are not made: rules of repetition,
alarms and zones of such a calendar are never looked at, whatever they would unfold to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from caravan.errors import msg
from caravan.publishing.replies.reply import UnreadableReply

MOST_BYTES = 262_144
"""Of one calendar: an answer has one or two thousand."""
MOST_LINES = 5_000
LONGEST_LINE = 16_384
"""Characters of a line that is looked at; longer ones are passed over."""
MOST_EVENTS = 20

_FOLD = re.compile(rb"\r?\n[ \t]")
_LINE_END = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"([A-Za-z0-9-]{1,60})[;:]")
_WANTED = frozenset(
    ("METHOD", "BEGIN", "END", "UID", "ATTENDEE", "SEQUENCE", "COMMENT", "DTSTAMP")
) | {"DTSTART", "DTEND", "DURATION"}


@dataclass(frozen=True, slots=True)
class Property:
    """A line of a calendar, its name in capitals, the names of its parameters too."""

    name: str
    parameters: Mapping[str, str]
    value: str


@dataclass(frozen=True, slots=True)
class CalendarLines:
    """What is looked at in a calendar.

    Attributes:
        method: in capitals, empty when there is none.
        events: the properties of each event.
    """

    method: str
    events: tuple[tuple[Property, ...], ...]


def calendar_lines(content: bytes, charset: str = "") -> CalendarLines:
    """The lines of all calendars in the content.

    Args:
        charset: by which its carrier says it was written; UTF-8 is tried first.

    Raises UnreadableReply for one that is too large, or no calendar.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableReply(
            msg(
                "its calendar has {size} KB; an answer has a few, and at most {limit} are read",
                size=len(content) // 1024,
                limit=MOST_BYTES // 1024,
            )
        )
    text = _decoded(_FOLD.sub(b"", content), charset).lstrip("\ufeff \t\r\n")
    if not text[:15].upper().startswith("BEGIN:VCALENDAR"):
        raise UnreadableReply(msg("what it calls a calendar is none"))
    lines = _LINE_END.split(text, maxsplit=MOST_LINES)
    if len(lines) > MOST_LINES:
        raise UnreadableReply(
            msg(
                "its calendar has more than {limit} lines; an answer has twenty or thirty",
                limit=MOST_LINES,
            )
        )
    return _sorted_out(_properties(lines))


def _decoded(content: bytes, charset: str) -> str:
    """The text. What no charset explains becomes U+FFFD: the lines that matter are ASCII."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # Only the usual ones: some of Python's codecs take long for what a stranger feeds them.
    if re.fullmatch(r"(?i)(iso-8859-\d{1,2}|windows-125\d|cp125\d|utf-16(le|be)?)", charset):
        try:
            return content.decode(charset, "replace")
        except LookupError:
            pass
    return content.decode("utf-8", "replace")


def _properties(lines: list[str]) -> Iterator[Property]:
    from icalendar.parser import Contentline

    for line in lines:
        if len(line) > LONGEST_LINE:
            continue
        found = _NAME.match(line)
        if found is None or found[1].upper() not in _WANTED:
            continue
        try:
            name, parameters, value = Contentline(line).parts()  # type: ignore[no-untyped-call]  # icalendar leaves it without types
        except ValueError:
            continue
        given = {str(key).upper(): _first(part) for key, part in parameters.items()}
        yield Property(str(name).upper(), given, str(value))


def _first(value: object) -> str:
    if isinstance(value, list | tuple):
        return str(value[0]) if value else ""
    return str(value)


def _sorted_out(properties: Iterator[Property]) -> CalendarLines:
    """The method, and the properties of each event without those of the parts within it."""
    method, inside = "", list[str]()
    events: list[list[Property]] = []
    for line in properties:
        if line.name == "BEGIN":
            inside.append(line.value.strip().upper())
            if inside[1:] == ["VEVENT"]:
                events.append([])
        elif line.name == "END":
            if inside:
                inside.pop()
        elif line.name == "METHOD" and len(inside) == 1:
            method = method or line.value.strip().upper()
        elif inside[1:] == ["VEVENT"]:
            events[-1].append(line)
        if len(events) > MOST_EVENTS:
            raise UnreadableReply(
                msg("its calendar answers more than {limit} events at once", limit=MOST_EVENTS)
            )
    return CalendarLines(method, tuple(tuple(event) for event in events))
