"""Minutes after midnight in Streamlit's time fields, which know no 24:00."""

from __future__ import annotations

from datetime import time as Time

from caravan.tour.clock import MINUTES_PER_DAY


def time_of(minutes: int) -> Time:
    """What the field shows: the end of the day is shown as 00:00."""
    return Time(minutes // 60 % 24, minutes % 60)


def minutes_of(value: Time, *, end_of_day: bool = False) -> int:
    """Minutes after midnight; as an end, 00:00 means the end of the day."""
    minutes = value.hour * 60 + value.minute
    return MINUTES_PER_DAY if end_of_day and minutes == 0 else minutes
