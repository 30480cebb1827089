"""The evening before the clocks change, the itinerary says so, whatever the zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from samples import sample_tour

from caravan.language.language import language
from caravan.tour.opening import Hours
from caravan.views.night_change import night_change

ENGLISH = language("en")


def told(zone: str, day: date, hours: tuple[int, int] = (480, 1140)) -> str:
    tour = sample_tour()
    tour = replace(
        tour,
        zone=zone,
        first_day=day,
        last_day=day,
        rules=replace(tour.rules, hours=Hours(*hours)),
    )
    return night_change(tour, day, ENGLISH)


@pytest.mark.parametrize(
    ("zone", "evening", "says"),
    [
        ("Europe/Bucharest", date(2027, 3, 27), "forward: 03:00 becomes 04:00"),
        ("Europe/Bucharest", date(2027, 10, 30), "back: 04:00 becomes 03:00"),
        ("Europe/Paris", date(2027, 3, 27), "forward: 02:00 becomes 03:00"),
        ("Europe/Lisbon", date(2027, 3, 27), "forward: 01:00 becomes 02:00"),
        ("Australia/Lord_Howe", date(2027, 4, 3), "back: 02:00 becomes 01:30"),
        ("America/New_York", date(2027, 3, 13), "forward: 02:00 becomes 03:00"),
    ],
)
def test_it_says_which_hour_becomes_which(zone, evening, says):
    assert told(zone, evening) == f"in the night the clocks go {says}"


def test_the_middle_of_the_night_becomes_one_in_beirut():
    # There the change is at midnight: 00:00 of Sunday is called 01:00.
    assert (
        told("Asia/Beirut", date(2024, 3, 30))
        == "in the night the clocks go forward: 00:00 becomes 01:00"
    )


def test_back_over_midnight_is_still_back():
    # Clocks at midnight of Sunday went back to 23:00 of Saturday.
    assert (
        told("Asia/Beirut", date(2024, 10, 26))
        == "in the night the clocks go back: 00:00 becomes 23:00"
    )


@pytest.mark.parametrize(
    ("zone", "evening"),
    [
        ("Europe/Bucharest", date(2027, 3, 26)),
        ("Europe/Bucharest", date(2027, 3, 28)),
        ("Africa/Tunis", date(2027, 3, 27)),
        ("Etc/UTC", date(2027, 3, 27)),
    ],
)
def test_any_other_night_says_nothing(zone, evening):
    assert told(zone, evening) == ""


def test_a_team_at_work_until_midnight_is_told_too():
    assert "03:00 becomes 04:00" in told("Europe/Bucharest", date(2027, 3, 27), (540, 1440))
