"""Public holidays against those that governments published."""

import os
import subprocess
import sys
from datetime import date

import pytest

from caravan.almanac.holiday_names import Borrowed, borrowed
from caravan.almanac.public_holidays import Holiday, public_holidays

ALL_2020 = (date(2020, 1, 1), date(2020, 12, 31))


def test_nobody_is_free_from_9_to_16_march_2020_in_tunisia():
    assert public_holidays("TN", date(2020, 3, 9), date(2020, 3, 16), "en") == ()


def test_20_march_is_independence_day_in_tunisia():
    (holiday,) = public_holidays("TN", date(2020, 3, 9), date(2020, 3, 20), "en")
    assert holiday == Holiday(date(2020, 3, 20), "TN", "Independence Day", "عيد الاستقلال")


def test_the_name_comes_in_the_language_of_the_reader():
    (holiday,) = public_holidays("TN", date(2020, 3, 20), date(2020, 3, 20), "ar")
    assert holiday.name == "عيد الاستقلال"


def test_a_name_that_the_library_lacks_in_french_is_borrowed_from_a_neighbour():
    (holiday,) = public_holidays("TN", date(2020, 10, 15), date(2020, 10, 15), "fr")
    assert holiday.name == "Jour d'évacuation"  # as in Egypt, where عيد الجلاء is one too


def test_a_name_that_nobody_knows_in_a_language_stays_english():
    (holiday,) = public_holidays("RO", date(2027, 1, 24), date(2027, 1, 24), "ar")
    assert holiday.name == "Unification of the Romanian Principalities Day"
    assert holiday.own_name == "Ziua Unirii Principatelor Române"


def test_a_feast_of_the_moon_is_an_estimate():
    feasts = public_holidays("TN", date(2020, 5, 20), date(2020, 5, 31), "en")
    assert [(h.date.day, h.is_estimated) for h in feasts] == [(24, True), (25, True), (26, True)]
    assert feasts[0].name == "Eid al-Fitr"


def test_a_fixed_feast_is_no_estimate():
    holidays = public_holidays("TN", date(2020, 1, 1), date(2020, 5, 1), "en")
    assert [(h.date.isoformat(), h.is_estimated) for h in holidays] == [
        ("2020-01-01", False),
        ("2020-01-14", False),
        ("2020-03-20", False),
        ("2020-04-09", False),
        ("2020-05-01", False),
    ]


def test_orthodox_easter_2027_in_romania_is_in_may():
    # Article 139 of the Codul muncii: Good Friday, Easter and its Monday, 1 May, Pentecost...
    holidays = public_holidays("RO", date(2027, 3, 20), date(2027, 5, 10), "en")
    assert [h.date.isoformat() for h in holidays] == [
        "2027-04-30",
        "2027-05-01",
        "2027-05-02",
        "2027-05-03",
    ]


def test_the_day_off_for_a_holiday_on_a_sunday_is_one():
    holidays = public_holidays("ZA", date(2026, 8, 8), date(2026, 8, 11), "en")
    assert [h.name for h in holidays] == [
        "National Women's Day",
        "National Women's Day (observed)",
    ]


def test_two_holidays_on_one_date_are_one_with_both_names():
    (holiday,) = public_holidays("TN", date(2026, 3, 20), date(2026, 3, 20), "en")
    assert holiday.name == "Eid al-Fitr / Independence Day"


def test_holidays_across_the_turn_of_a_year_are_in_order():
    holidays = public_holidays("RO", date(2026, 12, 20), date(2027, 1, 10), "en")
    assert [h.date.isoformat() for h in holidays] == [
        "2026-12-25",
        "2026-12-26",
        "2027-01-01",
        "2027-01-02",
        "2027-01-06",
        "2027-01-07",
    ]


@pytest.mark.parametrize("country", ["", "XX", "tn", "TUN", "__class__", "Tunisia", "=1", "QQ"])
def test_an_unknown_country_has_no_holiday(country):
    assert public_holidays(country, *ALL_2020, "en") == ()


def test_reversed_dates_have_no_holiday():
    assert public_holidays("TN", date(2020, 12, 31), date(2020, 1, 1), "en") == ()


def test_a_mistyped_year_does_not_compute_eight_thousand_years():
    holidays = public_holidays("TN", date(2020, 1, 1), date(9999, 12, 31), "en")
    assert holidays[-1].date == date(2021, 1, 1)


@pytest.mark.parametrize("year", [1, 1899, 9999])
def test_a_year_far_away_does_no_harm(year):
    assert isinstance(public_holidays("TN", date(year, 1, 1), date(year, 12, 31), "fr"), tuple)


def test_an_unknown_language_gets_english():
    (holiday,) = public_holidays("TN", date(2020, 3, 20), date(2020, 3, 20), "tlh")
    assert holiday.name == "Independence Day"


def test_names_do_not_depend_on_the_language_of_the_machine():
    code = (
        "from datetime import date; from caravan.almanac.public_holidays import public_holidays;"
        "print([(h.name, h.own_name) for c in ('TN', 'RO', 'ZA') for l in ('ar', 'fr', 'en')"
        " for h in public_holidays(c, date(2020, 1, 1), date(2020, 12, 31), l)])"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "LANGUAGE": locale, "LANG": locale, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for locale in ("uk", "C")
    }
    assert len(answers) == 1


def test_an_observed_day_keeps_its_label_around_a_translated_name():
    words = Borrowed({}, {"Labor Day": "Fête du Travail", "%s (observed)": "%s (observé)"})
    assert words.translated("", "Labor Day (observed)") == "Fête du Travail (observé)"
    assert words.translated("", "Flag Day (observed)") == "Flag Day (observed)"


def test_one_english_name_of_different_days_is_borrowed_only_when_two_countries_agree():
    # France's catalog calls New Caledonia's or its own days so; only one of each says that.
    assert "Commémoration du plébiscite" not in borrowed("fr").by_english.values()
    assert borrowed("fr").by_english["Easter Monday"] == "Lundi de Pâques"
