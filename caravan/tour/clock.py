"""Times of day, as whole minutes after local midnight."""

from __future__ import annotations

import re

from caravan.errors import ImpossibleValue, msg

MINUTES_PER_DAY = 24 * 60
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")


def parse_clock(text: str) -> int:
    """Minutes after midnight of ``"8:30"`` or ``"08:30"``; ``"24:00"`` is the end of the day.

    Raises ImpossibleValue for anything else.
    """
    match = _CLOCK.fullmatch(text.strip())
    minutes = int(match[1]) * 60 + int(match[2]) if match else MINUTES_PER_DAY + 1
    if minutes > MINUTES_PER_DAY:
        raise ImpossibleValue(msg("“{text}” is not a time of day like 08:30", text=text[:40]))
    return minutes


def format_clock(minutes: int) -> str:
    """``510`` as ``"08:30"``; after midnight it counts on: ``1500`` is ``"25:00"``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
