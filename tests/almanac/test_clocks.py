"""Changes of the clocks."""

from datetime import date

import pytest

from caravan.almanac.clocks import ClockChange, clock_changes


@pytest.mark.parametrize(
    ("zone", "day", "before", "after"),
    [
        ("Europe/Bucharest", date(2027, 3, 28), 180, 240),
        ("Europe/Bucharest", date(2027, 10, 31), 240, 180),
        ("Europe/Paris", date(2027, 3, 28), 120, 180),
        ("America/New_York", date(2026, 3, 8), 120, 180),
        ("Australia/Lord_Howe", date(2026, 10, 4), 120, 150),  # half an hour
        ("Africa/Casablanca", date(2026, 2, 15), 180, 120),  # back for Ramadan
        ("America/Havana", date(2026, 3, 8), 0, 60),  # at midnight
    ],
)
def test_a_change_is_found_on_its_date(zone, day, before, after):
    assert clock_changes(zone, day, day) == (ClockChange(day, before, after),)


def test_both_changes_of_a_year_come_in_order():
    changes = clock_changes("Europe/Bucharest", date(2027, 1, 1), date(2027, 12, 31))
    assert [change.date for change in changes] == [date(2027, 3, 28), date(2027, 10, 31)]


def test_the_days_beside_a_change_have_none():
    assert clock_changes("Europe/Bucharest", date(2027, 3, 20), date(2027, 3, 27)) == ()
    assert clock_changes("Europe/Bucharest", date(2027, 3, 29), date(2027, 4, 2)) == ()


def test_a_zone_without_summer_time_has_none():
    assert clock_changes("Africa/Tunis", date(2020, 1, 1), date(2020, 12, 31)) == ()


def test_reversed_dates_have_none():
    assert clock_changes("Europe/Bucharest", date(2027, 4, 2), date(2027, 3, 20)) == ()


def test_the_ends_of_time_do_no_harm():
    assert clock_changes("Europe/Paris", date(1, 1, 1), date(1, 1, 5)) == ()
    assert clock_changes("Europe/Paris", date(9999, 12, 30), date(9999, 12, 31)) == ()
