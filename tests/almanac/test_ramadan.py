"""Ramadan as the calendar of Umm al-Qura published it."""

from datetime import date

import pytest

from caravan.almanac.ramadan import Ramadan, keeps_ramadan, ramadans


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2020, date(2020, 4, 24), date(2020, 5, 23)),  # 1441
        (2026, date(2026, 2, 18), date(2026, 3, 19)),  # 1447
        (2027, date(2027, 2, 8), date(2027, 3, 8)),  # 1448
    ],
)
def test_ramadan_of_a_year(year, first, last):
    assert ramadans(date(year, 1, 1), date(year, 12, 31)) == (Ramadan(first, last),)


def test_2030_has_two():
    first, second = ramadans(date(2030, 1, 1), date(2030, 12, 31))
    assert (first.first, second.first) == (date(2030, 1, 5), date(2030, 12, 26))


def test_a_date_before_and_one_after_do_not_touch_it():
    assert ramadans(date(2020, 4, 1), date(2020, 4, 23)) == ()
    assert ramadans(date(2020, 5, 24), date(2020, 6, 1)) == ()
    assert len(ramadans(date(2020, 5, 23), date(2020, 6, 1))) == 1


def test_reversed_dates_touch_nothing():
    assert ramadans(date(2020, 5, 10), date(2020, 5, 1)) == ()


@pytest.mark.parametrize("year", [1, 1900, 2078, 9999])
def test_years_that_no_calendar_was_published_for_have_none(year):
    assert ramadans(date(year, 1, 1), date(year, 12, 31)) == ()


@pytest.mark.parametrize("country", ["TN", "DZ", "EG", "MA", "TR", "SN", "ID", "PK"])
def test_countries_whose_law_knows_its_end_keep_it(country):
    assert keeps_ramadan(country, 2026)


@pytest.mark.parametrize("country", ["RO", "FR", "IL", "CN", "TH", "US", "GR", "XX", ""])
def test_other_countries_do_not(country):
    assert not keeps_ramadan(country, 2026)


@pytest.mark.parametrize("year", [1, 1930, 2076, 2500])
def test_a_year_far_away_does_no_harm(year):
    assert keeps_ramadan("TN", year) in (True, False)
