"""Hours of a day as people write them: ``8h30-12h30, 14h-18h``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from caravan.errors import ImpossibleValue, msg
from caravan.tour.clock import MINUTES_PER_DAY, format_clock
from caravan.tour.opening import Hours

_DASH = r"\s*(?:[-‐‑‒–—−]+|à|to|إلى|حتى)\s*"
# In "8h-12h 14h-18h" the 14 are no minutes of the 12.
_FIRST = r"(\d{1,2})\s*(?:[hH]\s*(\d{2})?|[:.](\d{2}))?"
_LAST = r"(\d{1,2})(?:\s*[hH](?:\s*(\d{2})(?!\s*[hH:.\d]|\s*[-‐‑‒–—−]))?|[:.](\d{2}))?(?!\d)"
_SPAN = re.compile(_FIRST + _DASH + _LAST, re.ASCII)
_BETWEEN = re.compile(r"[\s,;،؛/+&]*")


def hours_text(spans: Iterable[Hours]) -> str:
    """``08:30–12:30, 13:30–17:30``; nothing for a day without hours."""
    return ", ".join(f"{format_clock(span.begins)}–{format_clock(span.ends)}" for span in spans)


def read_hours(text: str) -> tuple[Hours, ...]:
    """The spans of a text, in order; none for an empty one. As an end, 0:00 is midnight.

    Raises ImpossibleValue for what is no hours, half a span, one that ends before it begins, and
    for spans that overlap.
    """
    found = []
    at = 0
    for match in _SPAN.finditer(text):
        _refuse_other(text[at : match.start()], text)
        at = match.end()
        begins, ends = _minutes(match.groups()[:3], text), _minutes(match.groups()[3:], text)
        found.append(Hours(begins, ends or MINUTES_PER_DAY))
    _refuse_other(text[at:], text)
    found.sort()
    for one, other in pairwise(found):
        if other.begins < one.ends:
            raise ImpossibleValue(
                msg("{one} and {other} overlap", one=hours_text([one]), other=hours_text([other]))
            )
    return tuple(found)


def _refuse_other(between: str, text: str) -> None:
    if not _BETWEEN.fullmatch(between):
        raise _unreadable(text)


def _minutes(parts: tuple[str | None, ...], text: str) -> int:
    hours, minutes = int(parts[0] or 0), int(parts[1] or parts[2] or 0)
    if minutes > 59 or hours * 60 + minutes > MINUTES_PER_DAY:
        raise _unreadable(text)
    return hours * 60 + minutes


def _unreadable(text: str) -> ImpossibleValue:
    return ImpossibleValue(
        msg("“{text}” cannot be read; write hours like 8:30–12:30, 14:00–18:00", text=text[:40])
    )
