"""Calendars and their parts as bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from icalendar import Calendar, Component

from caravan.views.calendar.clean import forbidden_character
from caravan.views.calendar.folding import fold
from caravan.views.calendar.values import line

PRODUCER = "-//caravan//touring events//EN"

_END = b"END:VCALENDAR\r\n"


def empty_calendar(method: str = "") -> Calendar:
    """A calendar with the properties that every one needs.

    Not `Calendar.new`: that adds a UID made by chance, and programs that file events by the UID
    of their calendar then keep one event of twenty.
    """
    calendar = Calendar()
    calendar.add("VERSION", line("2.0"))
    calendar.add("PRODID", line(PRODUCER))
    if method:
        calendar.add("METHOD", line(method))
    return calendar


def component_bytes(component: Component) -> bytes:
    """A component as UTF-8, lines of at most 75 octets, each ended by CRLF.

    Raises ValueError when a line holds a line break or control character: the library guards
    against these by `assert` alone, which ``python -O`` leaves out.
    """
    folded = []
    for name, value in component.property_items(sorted=False):
        content_line = _content_line(name, value)
        found = forbidden_character(content_line)
        if found is not None:
            raise ValueError(f"a calendar line holds the character {found!r}")
        folded.append(fold(content_line))
    return b"\r\n".join(folded) + b"\r\n"


def _content_line(name: str, value: Any) -> str:
    """A line that isn't folded yet; the library's own way takes three times as long."""
    parameters = getattr(value, "params", None)
    written = value.to_ical() if hasattr(value, "to_ical") else value
    text = written.decode() if isinstance(written, bytes) else written
    if not parameters:
        return f"{name}:{text}"
    return f"{name};{parameters.to_ical(sorted=False).decode()}:{text}"


def calendar_bytes(calendar: Calendar, parts: Iterable[bytes] = ()) -> bytes:
    """A calendar of which the parts are finished already. Raises ValueError like its parts."""
    return b"".join((component_bytes(calendar).removesuffix(_END), *parts, _END))
