"""Since when which offset from UTC holds in a time zone: what a VTIMEZONE has to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import date as Date
from functools import cache
from zoneinfo import ZoneInfo

_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Onset:
    """The beginning of an observance.

    Attributes:
        begins: local time, by the offset before it, without a zone.
        before, after: offsets from UTC until then and from then on.
        name: the abbreviation, for example ``"EET"``.
        is_daylight: whether it is summer time.
    """

    begins: datetime
    before: timedelta
    after: timedelta
    name: str
    is_daylight: bool


@cache
def onsets(zone: str, first: Date, last: Date) -> tuple[Onset, ...]:
    """The fewest onsets that give the right offset to every local time of these dates.

    They are, in order: the one in force when the first date begins, with the last one of standard
    time before it (some programs refuse a zone that only ever has summer time), and those up to
    the end of the day after the last. Found by looking at each week before and each day within,
    and halving the span where the offset changes; nothing before 1970 is looked at.
    """
    info = ZoneInfo(zone)
    begin = _midnight(info, first)
    end = _midnight(info, last + 2 * _DAY)
    found: list[Onset] = []
    until = begin
    while not found or found[0].is_daylight:
        since = until - _WEEK
        if since < _EARLIEST:
            found.insert(0, _ever(info, until))
            break
        if _state(info, since) != _state(info, until):
            found.insert(0, _between(info, since, until))
        until = since
    since = begin
    while since < end:
        until = min(since + _DAY, end)
        if _state(info, since) != _state(info, until):
            found.append(_between(info, since, until))
        since = until
    return tuple(found)


def _midnight(info: ZoneInfo, date: Date) -> datetime:
    return datetime(date.year, date.month, date.day, tzinfo=info).astimezone(UTC)


def _state(info: ZoneInfo, instant: datetime) -> tuple[timedelta, bool]:
    """Offset from UTC, and whether it is summer time."""
    local = instant.astimezone(info)
    return local.utcoffset() or timedelta(), bool(local.dst())


def _name(info: ZoneInfo, instant: datetime) -> str:
    return instant.astimezone(info).tzname() or "UTC"


def _between(info: ZoneInfo, since: datetime, until: datetime) -> Onset:
    """The last change to the state of `until` after `since`, to the second."""
    after, is_daylight = _state(info, until)
    while until - since > timedelta(seconds=1):
        middle = since + timedelta(seconds=(until - since) // timedelta(seconds=2))
        if _state(info, middle) == (after, is_daylight):
            until = middle
        else:
            since = middle
    before, _ = _state(info, since)
    local = (until + before).replace(tzinfo=None)
    return Onset(local, before, after, _name(info, until), is_daylight)


def _ever(info: ZoneInfo, instant: datetime) -> Onset:
    """The state at an early instant, as if it had held for ever."""
    offset, is_daylight = _state(info, instant)
    local = _EARLIEST.replace(tzinfo=None)
    return Onset(local, offset, offset, _name(info, instant), is_daylight)
