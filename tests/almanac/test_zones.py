"""Time zones of countries."""

from datetime import date
from zoneinfo import ZoneInfoNotFoundError, available_timezones

import pytest

from caravan.almanac.zones import zone_choices, zone_text, zones
from caravan.language.language import language


def test_a_country_of_one_zone_has_that_one():
    assert zones("TN") == ("Africa/Tunis",)
    assert zones("RO") == ("Europe/Bucharest",)


def test_a_country_of_many_zones_has_them_all():
    assert {"America/New_York", "America/Los_Angeles", "Pacific/Honolulu"} <= set(zones("US"))


def test_an_unknown_country_has_none():
    assert zones("QQ") == ()


def test_every_zone_to_choose_from_is_one_that_a_tour_accepts():
    assert len(zones()) > 300
    assert set(zones()) <= available_timezones()


def test_a_zone_is_shown_by_its_town_and_its_distance_from_utc():
    zone = "Europe/Bucharest"
    assert zone_text(zone, date(2027, 3, 27), language("fr")) == "Bucarest (UTC+02:00)"
    assert zone_text(zone, date(2027, 3, 28), language("fr")) == "Bucarest (UTC+03:00)"
    assert zone_text("Asia/Kolkata", date(2027, 1, 1), language("en")) == "Kolkata (UTC+05:30)"
    assert zone_text("America/St_Johns", date(2027, 1, 1), language("en")).endswith("(UTC-03:30)")


def test_choices_come_in_the_order_of_what_is_read():
    choices = zone_choices(date(2027, 1, 1), language("fr"))
    texts = [text for _, text in choices]
    assert len(choices) == len(zones())
    assert texts.index("Alger (UTC+01:00)") < texts.index("Tunis (UTC+01:00)")
    assert zone_choices(date(2027, 1, 1), language("fr"), "TN") == (
        ("Africa/Tunis", "Tunis (UTC+01:00)"),
    )


def test_an_unknown_zone_is_refused():
    with pytest.raises(ZoneInfoNotFoundError):
        zone_text("Mars/Olympus", date(2027, 1, 1), language("fr"))
