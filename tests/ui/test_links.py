"""The addresses that are handed out."""

from __future__ import annotations

from datetime import date

import pytest

from caravan.ui.links import Addresses, _reached_at


@pytest.mark.parametrize(
    ("page", "base"),
    [
        ("https://tour.example/subscribe?lang=ar", "https://tour.example"),
        ("http://localhost:8501/", "http://localhost:8501"),
        ("http://[::1]:8501/x", "http://[::1]:8501"),
        ("", "http://localhost:8501"),
        ("javascript:alert(1)", "http://localhost:8501"),
    ],
)
def test_the_server_is_where_the_visitor_reaches_it(page, base):
    assert _reached_at(page) == base


def test_a_feed_has_an_address_to_copy_and_one_to_click():
    there = Addresses("https://tour.example/caravan")
    assert there.feed("SECRET", "sfax.ics") == (
        "https://tour.example/caravan/calendars/SECRET/sfax.ics"
    )
    assert there.webcal("SECRET", "tour.ics") == (
        "webcal://tour.example/caravan/calendars/SECRET/tour.ics"
    )
    assert there.day("SECRET", date(2020, 3, 10)) == (
        "https://tour.example/caravan/day/SECRET/2020-03-10"
    )
    assert there.answer("SECRET") == "https://tour.example/caravan/answer/SECRET"
    assert there.is_encrypted
    assert not there.is_loopback


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "[::1]", "x.localhost"])
def test_this_computer_is_known_by_its_names(host):
    there = Addresses(f"http://{host}:8501")
    assert there.is_loopback
    assert not there.is_encrypted
    assert there.webcal("S", "tour.ics").startswith(f"webcal://{host}:8501/")


@pytest.mark.parametrize("host", ["192.168.1.5", "tour.example", "localhost.example", "10.0.0.1"])
def test_other_computers_are_not_this_one(host):
    assert not Addresses(f"http://{host}").is_loopback
