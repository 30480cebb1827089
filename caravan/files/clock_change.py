"""Days on which the clocks change while the team works: minutes then are not those of the clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from caravan.tour.opening import Hours


def clock_change(zone: str, dates: Iterable[Date], hours: Hours) -> Date | None:
    """The first of the dates on which the clocks of a zone change within the hours, or None.

    A plan counts minutes on the clock. Across a change an hour of it is missing, or comes twice,
    so that a service time or a drive would be wrong by an hour. Hours that begin at the first
    minute after the change, or end at the last one before it, are free of it.
    """
    place = ZoneInfo(zone)

    def offset(date: Date, minutes: int) -> timedelta | None:
        midnight = datetime.combine(date, time())  # local clock; a time is asked of the zone below
        return (midnight + timedelta(minutes=minutes)).replace(tzinfo=place).utcoffset()

    for date in dates:
        if offset(date, hours.begins) != offset(date, hours.ends):
            return date
    return None
