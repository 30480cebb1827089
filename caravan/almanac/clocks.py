"""When clocks are put forward or back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import date as Date
from zoneinfo import ZoneInfo

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ClockChange:
    """One change of the clocks.

    Attributes:
        date: on which it happens, by the clock before it.
        before: minutes after midnight that the clock would show when it is changed.
        after: what it shows then; above `before` when the clocks go forward. It can be below 0
            or above 1440, on the date before or after.
    """

    date: Date
    before: int
    after: int


def clock_changes(zone: str, first: Date, last: Date) -> tuple[ClockChange, ...]:
    """The changes of a zone's clocks on dates from first to last, in order.

    Raises ZoneInfoNotFoundError for an unknown zone. Source: the tz database.
    """
    place = ZoneInfo(zone)
    if last >= Date(9999, 12, 30) or first <= Date(1, 1, 2):
        return ()
    # A day more on both sides: a change at midnight is on the edge of its date.
    begin = datetime(first.year, first.month, first.day, tzinfo=place).astimezone(UTC)
    end = datetime(last.year, last.month, last.day, tzinfo=place).astimezone(UTC)
    begin, end = begin - timedelta(days=1), end + timedelta(days=2)
    changes = []
    while begin < end:
        after = min(begin + timedelta(days=1), end)
        if _offset(begin, place) != _offset(after, place):
            change = _change(begin, after, place)
            if first <= change.date <= last:
                changes.append(change)
        begin = after
    return tuple(changes)


def _change(low: datetime, high: datetime, zone: ZoneInfo) -> ClockChange:
    """The change between two instants, by halving."""
    old = _offset(low, zone)
    while high - low > _MINUTE:
        middle = low + (high - low) // (2 * _MINUTE) * _MINUTE
        if _offset(middle, zone) == old:
            low = middle
        else:
            high = middle
    wall = (high + old).replace(tzinfo=None)
    minutes = wall.hour * 60 + wall.minute
    return ClockChange(wall.date(), minutes, minutes + (_offset(high, zone) - old) // _MINUTE)


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()
