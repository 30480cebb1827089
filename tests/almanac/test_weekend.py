"""Week-ends of the world."""

from datetime import date

import pytest

from caravan.almanac.weekend import weekend

MONDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = 0, 3, 4, 5, 6


@pytest.mark.parametrize("country", ["DZ", "EG"])
def test_friday_and_saturday_are_the_weekend_of_some_countries(country):
    assert weekend(country, date(2026, 3, 9)) == {FRIDAY, SATURDAY}


@pytest.mark.parametrize("country", ["TN", "RO", "FR"])
def test_saturday_and_sunday_are_the_weekend_of_most(country):
    assert weekend(country, date(2020, 3, 9)) == {SATURDAY, SUNDAY}


def test_a_country_can_move_its_weekend():
    # The United Arab Emirates, on 1 January 2022; Algeria, on 14 August 2009.
    assert weekend("AE", date(2021, 3, 1)) == {FRIDAY, SATURDAY}
    assert weekend("AE", date(2022, 3, 1)) == {SATURDAY, SUNDAY}
    assert weekend("DZ", date(2008, 3, 1)) == {THURSDAY, FRIDAY}


@pytest.mark.parametrize("country", ["", "XX", "tn", "_is_weekend"])
def test_an_unknown_country_has_no_weekend(country):
    assert weekend(country, date(2026, 1, 1)) == frozenset()


def test_the_end_of_time_does_no_harm():
    assert weekend("TN", date(9999, 12, 31)) == frozenset()
