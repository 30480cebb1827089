"""By when an answer is hoped for."""

from __future__ import annotations

from datetime import date as Date
from datetime import timedelta

_BEFORE_EVENT = timedelta(days=7)
_TO_THINK = timedelta(days=3)


def default_reply_by(held: Date, today: Date) -> Date:
    """A week before the event, or three days from today when that is later; not after its eve.

    Args:
        held: local date of the event.
        today: the local date of asking.

    Never before today: for an event of today or before it is today.
    """
    wished = max(held - _BEFORE_EVENT, today + _TO_THINK)
    return max(today, min(wished, held - timedelta(days=1)))
