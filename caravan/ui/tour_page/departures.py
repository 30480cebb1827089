"""Departures as people type them."""

from __future__ import annotations

import re

from caravan.errors import ImpossibleValue, msg

_BETWEEN = r"[,;،؛\s]+"
_DEPARTURE = re.compile(r"(\d{1,2})(?:[hH](\d{2})?|[:.](\d{2}))", re.ASCII)


def read_departures(text: str) -> tuple[int, ...]:
    """``6h, 8.15; 10 h 30`` in minutes after midnight, rising, each once.

    A number alone is refused: “8,15” may mean one departure or two. Raises ImpossibleValue.
    """
    # "10 h 30" is one departure: the spaces around its letter separate nothing.
    joined = re.sub(r"(?<=\d)\s*[hH]\s*(?=\d{2}(?!\d|\s*[hH:.]))", "h", text)
    joined = re.sub(r"(?<=\d)\s+[hH](?![a-zA-Z])", "h", joined)
    return tuple(sorted({_minutes(part) for part in re.split(_BETWEEN, joined) if part}))


def _minutes(part: str) -> int:
    match = _DEPARTURE.fullmatch(part)
    hours, minutes = (int(match[1]), int(match[2] or match[3] or 0)) if match else (24, 0)
    if hours > 23 or minutes > 59:
        raise ImpossibleValue(msg("“{text}” is not a departure like 06:00", text=part[:40]))
    return hours * 60 + minutes
