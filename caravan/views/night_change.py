"""Nights in which the clocks change: whoever sets an alarm in the evening must know it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from datetime import date as Date
from zoneinfo import ZoneInfo

from caravan.language.language import Language
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.tour import Tour

_MINUTE = timedelta(minutes=1)


def night_change(tour: Tour, date: Date, language: Language) -> str:
    """What the clocks do between the working hours of a date and the next day's; else nothing.

    ``in the night the clocks go forward: 03:00 becomes 04:00``. Within working hours they don't
    change: such a tour isn't read.
    """
    hours, zone = tour.rules.hours, ZoneInfo(tour.zone)
    begin = tour.instant(date, hours.ends).astimezone(UTC)
    end = tour.instant(date, MINUTES_PER_DAY + hours.begins).astimezone(UTC)
    old, new = _offset(zone, begin), _offset(zone, end)
    if old == new:
        return ""
    while end - begin > _MINUTE:
        middle = begin + _MINUTE * ((end - begin) // _MINUTE // 2)
        if _offset(zone, middle) == old:
            begin = middle
        else:
            end = middle
    # The first minute after the change, as a clock that nobody touched shows it, and as it is.
    before, after = f"{end + old:%H:%M}", f"{end + new:%H:%M}"
    _ = language.text
    if new > old:
        return _(
            "in the night the clocks go forward: {before} becomes {after}",
            before=before,
            after=after,
        )
    return _(
        "in the night the clocks go back: {before} becomes {after}", before=before, after=after
    )


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()
