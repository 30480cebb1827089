"""When the sun rises and sets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import date as Date
from zoneinfo import ZoneInfo

from caravan.tour.clock import MINUTES_PER_DAY

_HORIZON = -0.833
"""Height of the sun's centre, in degrees, when its upper edge seems to touch the horizon."""

_HALF_DAY = timedelta(hours=12, minutes=30)


@dataclass(frozen=True, slots=True)
class SunTimes:
    """The sun on one date, in minutes of the local clock after midnight.

    Attributes:
        sunrise: the last before noon, None if it is up or down all day. Near the polar circles it
            can be before midnight, then it is below 0.
        noon: when it stands highest.
        sunset: the first after noon, or None; it can be after midnight, then it is above 1440.
        is_up: whether it stands above the horizon at noon: without sunrise and sunset this tells
            a polar day from a polar night.
    """

    sunrise: int | None
    noon: int
    sunset: int | None
    is_up: bool

    @property
    def daylight(self) -> tuple[int, int] | None:
        """The minutes of the date from sunrise to sunset, or None in a polar night."""
        if not self.is_up:
            return None
        begins = 0 if self.sunrise is None else max(0, self.sunrise)
        ends = MINUTES_PER_DAY if self.sunset is None else min(MINUTES_PER_DAY, self.sunset)
        return (begins, ends)


def sun(latitude: float, longitude: float, date: Date, zone: str) -> SunTimes:
    """Sunrise, noon and sunset at sea level, each the minute that a clock shows at that moment.

    Mountains around a place hide the sun, so that it is later up and earlier gone.

    Args:
        latitude, longitude: WGS 84, decimal degrees.
        date: a local date.
        zone: IANA name of the time zone of the local clock.

    Raises ZoneInfoNotFoundError for an unknown zone.

    Source: the library `astral` (the method of the NOAA solar calculator).
    """
    from astral import Observer
    from astral import sun as astral_sun

    observer = Observer(latitude, longitude)
    place = ZoneInfo(zone)
    noon = _noon(lambda day: astral_sun.noon(observer, day, tzinfo=UTC), date, place)
    rises = _near(lambda day: astral_sun.sunrise(observer, day, tzinfo=UTC), noon)
    sets = _near(lambda day: astral_sun.sunset(observer, day, tzinfo=UTC), noon)
    rise = max((time for time in rises if time < noon), default=None)
    fall = min((time for time in sets if time > noon), default=None)
    return SunTimes(
        sunrise=None if rise is None else _minutes(rise, date, place),
        noon=_minutes(noon, date, place),
        sunset=None if fall is None else _minutes(fall, date, place),
        is_up=astral_sun.elevation(observer, noon) > _HORIZON,
    )


def _noon(noon_on: Callable[[Date], datetime], date: Date, zone: ZoneInfo) -> datetime:
    """The noon that falls on the local date: the clock can be a day ahead of the longitude."""
    noons = [noon_on(date + timedelta(days=shift)) for shift in (-1, 0, 1)]
    middle = datetime(date.year, date.month, date.day, 12, tzinfo=zone)
    return min(noons, key=lambda noon: abs(noon - middle))


def _near(time_on: Callable[[Date], datetime], noon: datetime) -> list[datetime]:
    """The times of the dates around a noon that lie within half a day of it."""
    times = []
    for shift in (-1, 0, 1):
        try:
            time = time_on(noon.date() + timedelta(days=shift))
        except ValueError:  # The sun doesn't cross the horizon on that date.
            continue
        if abs(time - noon) <= _HALF_DAY:
            times.append(time)
    return times


def _minutes(time: datetime, date: Date, zone: ZoneInfo) -> int:
    local = time.astimezone(zone)
    days = (local.date() - date).days
    return days * MINUTES_PER_DAY + local.hour * 60 + local.minute
