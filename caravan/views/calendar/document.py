"""A finished calendar as bytes."""

from __future__ import annotations

from icalendar import Calendar

from caravan.tour.tour import Tour
from caravan.views.calendar.clean import forbidden_character
from caravan.views.calendar.folding import fold
from caravan.views.calendar.values import line
from caravan.views.calendar.zone import timezone

PRODUCER = "-//caravan//touring events//EN"


def empty_calendar(tour: Tour, method: str = "") -> Calendar:
    """A calendar with what every one needs, the zone included.

    Not `Calendar.new`: that adds a UID made by chance, and programs that file events by the UID
    of their calendar then keep one event of twenty.
    """
    calendar = Calendar()
    calendar.add("VERSION", line("2.0"))
    calendar.add("PRODID", line(PRODUCER))
    if method:
        calendar.add("METHOD", line(method))
    calendar.add_component(timezone(tour))
    return calendar


def calendar_bytes(calendar: Calendar) -> bytes:
    """The calendar as UTF-8, lines of at most 75 octets, each ended by CRLF.

    Raises ValueError when a line holds a line break or control character: the library guards
    against these by `assert` alone, which ``python -O`` leaves out.
    """
    folded = []
    for content_line in calendar.content_lines(sorted=False):
        if not content_line:
            continue
        found = forbidden_character(content_line)
        if found is not None:
            raise ValueError(f"a calendar line holds the character {found!r}")
        folded.append(fold(content_line))
    return b"\r\n".join(folded) + b"\r\n"
