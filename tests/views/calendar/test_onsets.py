# ruff: noqa: DTZ001 - onsets are local times, without a zone

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.views.calendar.onsets import Onset, onsets

HOUR = timedelta(hours=1)


def test_tunis_has_one_standard_time():
    assert onsets("Africa/Tunis", date(2020, 3, 9), date(2020, 3, 16)) == (
        Onset(datetime(2008, 10, 26, 3), 2 * HOUR, HOUR, "CET", is_daylight=False),
    )


def test_bucharest_in_the_middle_of_march_needs_winter_time_only():
    assert onsets("Europe/Bucharest", date(2020, 3, 9), date(2020, 3, 16)) == (
        Onset(datetime(2019, 10, 27, 4), 3 * HOUR, 2 * HOUR, "EET", is_daylight=False),
    )


def test_bucharest_over_the_end_of_march_needs_both():
    assert onsets("Europe/Bucharest", date(2020, 3, 23), date(2020, 3, 30)) == (
        Onset(datetime(2019, 10, 27, 4), 3 * HOUR, 2 * HOUR, "EET", is_daylight=False),
        Onset(datetime(2020, 3, 29, 3), 2 * HOUR, 3 * HOUR, "EEST", is_daylight=True),
    )


def test_bucharest_in_summer_is_told_with_the_winter_before():
    assert onsets("Europe/Bucharest", date(2020, 7, 1), date(2020, 7, 8)) == (
        Onset(datetime(2019, 10, 27, 4), 3 * HOUR, 2 * HOUR, "EET", is_daylight=False),
        Onset(datetime(2020, 3, 29, 3), 2 * HOUR, 3 * HOUR, "EEST", is_daylight=True),
    )


def test_lord_howe_moves_its_clocks_by_half_an_hour():
    assert onsets("Australia/Lord_Howe", date(2020, 4, 1), date(2020, 4, 8))[-1] == Onset(
        datetime(2020, 4, 5, 2), 11 * HOUR, 10.5 * HOUR, "+1030", is_daylight=False
    )


def test_a_zone_that_never_changed_counts_from_1970():
    assert onsets("Etc/UTC", date(2020, 3, 9), date(2020, 3, 16)) == (
        Onset(datetime(1970, 1, 1), timedelta(), timedelta(), "UTC", is_daylight=False),
    )


def offset_by(found, local):
    """What RFC 5545 (section 3.6.5) says: the offset of the last onset before a local time."""
    begun = [onset for onset in found if onset.begins <= local]
    return begun[-1].after if begun else None


@pytest.mark.parametrize("zone", ["Africa/Casablanca", "America/Sao_Paulo", "Europe/Dublin"])
def test_odd_zones_have_the_right_offset_on_every_day_of_years(zone):
    info = ZoneInfo(zone)
    for year in (2018, 2020, 2025):
        for week in range(0, 365, 7):
            first = date(year, 1, 1) + timedelta(days=week)
            found = onsets(zone, first, first + timedelta(days=7))
            for hour in range(8 * 24):
                local = datetime(first.year, first.month, first.day) + hour * HOUR
                aware = local.replace(tzinfo=info)
                if aware.astimezone(UTC).astimezone(info).replace(tzinfo=None) != local:
                    continue  # clocks jump over this time
                if aware.utcoffset() != aware.replace(fold=1).utcoffset():
                    continue  # this time comes twice
                assert offset_by(found, local) == aware.utcoffset(), local


@given(
    st.sampled_from(sorted(available_timezones() - {"localtime", "Factory"})),
    st.dates(date(1971, 1, 1), date(2037, 12, 1)),
    st.integers(0, 30),
    st.integers(0, 24 * 60),
)
def test_every_zone_has_the_right_offset_on_every_date(zone, first, length, minutes):
    last = first + timedelta(days=length)
    for day in (first, last):
        local = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)
        aware = local.replace(tzinfo=ZoneInfo(zone))
        back = aware.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        if back == local and aware.utcoffset() == aware.replace(fold=1).utcoffset():
            assert offset_by(onsets(zone, first, last), local) == aware.utcoffset()
