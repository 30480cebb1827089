"""Sunrise and sunset against published tables and a second computation."""

import math
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from caravan.almanac.sun import SunTimes, sun


def clock(hours, minutes):
    return hours * 60 + minutes


def test_gabes_on_13_march_2020():
    times = sun(33.8815, 10.0982, date(2020, 3, 13), "Africa/Tunis")
    assert times == SunTimes(clock(6, 32), clock(12, 29), clock(18, 25), is_up=True)


@pytest.mark.parametrize(
    ("point", "day", "zone", "rises", "sets"),
    [
        ((51.5074, -0.1278), date(2020, 6, 21), "Europe/London", (4, 43), (21, 21)),
        ((40.7128, -74.0060), date(2021, 1, 1), "America/New_York", (7, 20), (16, 39)),
        ((-36.8485, 174.7633), date(2026, 12, 21), "Pacific/Auckland", (5, 58), (20, 39)),
        ((-33.8688, 151.2093), date(2020, 6, 21), "Australia/Sydney", (7, 0), (16, 54)),
        ((44.4268, 26.1025), date(2027, 3, 27), "Europe/Bucharest", (6, 6), (18, 35)),
        ((44.4268, 26.1025), date(2027, 3, 28), "Europe/Bucharest", (7, 5), (19, 37)),
    ],
    ids=["London", "New York", "Auckland", "Sydney", "before the clocks change", "after"],
)
def test_published_times_are_met_to_the_minute(point, day, zone, rises, sets):
    times = sun(*point, day, zone)
    assert abs(times.sunrise - clock(*rises)) <= 1
    assert abs(times.sunset - clock(*sets)) <= 1


def test_the_sun_does_not_rise_at_tromso_in_december():
    times = sun(69.65, 18.96, date(2026, 12, 15), "Europe/Oslo")
    assert (times.sunrise, times.sunset, times.is_up) == (None, None, False)
    assert times.daylight is None


def test_the_sun_does_not_set_at_tromso_in_june():
    times = sun(69.65, 18.96, date(2026, 6, 15), "Europe/Oslo")
    assert (times.sunrise, times.sunset, times.is_up) == (None, None, True)
    assert times.daylight == (0, 1440)


def test_a_sunset_after_midnight_belongs_to_the_day_before():
    times = sun(64.1466, -21.9426, date(2026, 6, 20), "Atlantic/Reykjavik")
    assert abs(times.sunrise - clock(2, 55)) <= 2
    assert abs(times.sunset - clock(24, 3)) <= 2
    assert times.daylight == (times.sunrise, 1440)


@pytest.mark.parametrize(
    ("point", "zone"),
    [
        ((1.87, -157.4), "Pacific/Kiritimati"),  # UTC+14, a day ahead of its longitude
        ((-13.8, -171.8), "Pacific/Apia"),
        ((-16.8, 180.0), "Pacific/Fiji"),
        ((-16.8, -180.0), "Pacific/Fiji"),
        ((43.8, 87.6), "Asia/Shanghai"),  # two hours behind its clock
        ((64.5, -165.4), "America/Nome"),
    ],
)
def test_noon_is_on_the_local_date_where_the_clock_is_far_from_the_sun(point, zone):
    for day in (date(2026, 3, 1), date(2026, 9, 30)):
        times = sun(*point, day, zone)
        assert clock(10, 30) < times.noon < clock(15, 30)
        assert times.sunrise < times.noon < times.sunset


def test_an_unknown_zone_is_refused():
    with pytest.raises(ZoneInfoNotFoundError):
        sun(0.0, 0.0, date(2026, 1, 1), "Mars/Olympus")


@pytest.mark.parametrize("latitude", [-90.0, 90.0])
def test_the_poles_have_a_day_and_a_night(latitude):
    ups = {sun(latitude, 0.0, date(2026, month, 21), "UTC").is_up for month in (6, 12)}
    assert ups == {True, False}


def declination_and_equation(day: datetime) -> tuple[float, float]:
    """Radians and minutes: Meeus' low-accuracy sun, written down apart from the library."""
    n = (day - datetime(2000, 1, 1, 12, tzinfo=UTC)) / timedelta(days=1)
    mean = math.radians((280.460 + 0.9856474 * n) % 360)
    anomaly = math.radians((357.528 + 0.9856003 * n) % 360)
    ecliptic = mean + math.radians(1.915 * math.sin(anomaly) + 0.020 * math.sin(2 * anomaly))
    tilt = math.radians(23.439 - 0.0000004 * n)
    ascension = math.atan2(math.cos(tilt) * math.sin(ecliptic), math.cos(ecliptic))
    difference = (math.degrees(mean - ascension) + 180) % 360 - 180
    return math.asin(math.sin(tilt) * math.sin(ecliptic)), 4 * difference


@pytest.mark.parametrize(
    ("point", "zone"),
    [
        ((33.88, 10.10), "Africa/Tunis"),
        ((44.43, 26.10), "Europe/Bucharest"),
        ((-34.60, -58.38), "America/Argentina/Buenos_Aires"),
        ((-36.85, 174.76), "Pacific/Auckland"),
        ((0.0, 32.6), "Africa/Kampala"),
    ],
)
def test_the_sun_agrees_with_a_second_computation_all_year(point, zone):
    latitude, longitude = point
    for month in range(1, 13):
        day = date(2026, month, 11)
        noon = datetime(2026, month, 11, 12, tzinfo=UTC) - timedelta(minutes=4 * longitude)
        declination, equation = declination_and_equation(noon)
        high = (
            math.sin(math.radians(-0.833))
            - math.sin(math.radians(latitude)) * math.sin(declination)
        ) / (math.cos(math.radians(latitude)) * math.cos(declination))
        half = timedelta(minutes=4 * math.degrees(math.acos(high)))
        noon -= timedelta(minutes=equation)
        times = sun(latitude, longitude, day, zone)
        for minutes, instant in (
            (times.sunrise, noon - half),
            (times.noon, noon),
            (times.sunset, noon + half),
        ):
            local = instant.astimezone(ZoneInfo(zone))
            assert local.date() == day
            assert abs(minutes - local.hour * 60 - local.minute) <= 2
