"""The line about the sun on the days of a tour."""

from __future__ import annotations

from datetime import date

import pytest

from caravan.files.draft import draft_of
from caravan.files.editing.head import set_dates, set_zone
from caravan.files.editing.new_tour import new_files
from caravan.files.editing.towns import NewTown, add_towns
from caravan.language.language import language
from caravan.ui.tour_page.sun_line import sun_text


def draft(points, first, last, zone="UTC"):
    towns = [
        NewTown({"en": f"Town {number}"}, latitude=latitude, longitude=longitude)
        for number, (latitude, longitude) in enumerate(points)
    ]
    files = (
        add_towns(new_files("t", {"en": "T"}, "en"), towns)
        if towns
        else new_files("t", {"en": "T"}, "en")
    )
    return draft_of(set_zone(set_dates(files, first, last), zone))


def test_the_town_nearest_to_the_middle_speaks_for_all():
    text = sun_text(
        draft([(36, 8), (34, 9), (32, 10)], date(2027, 3, 20), date(2027, 3, 20), "Africa/Tunis"),
        language("en"),
    )
    # About the equinox the sun is up for 12 hours and a few minutes; noon is at 12:31 at 9° E.
    assert text == "The sun in Town 1: 06:28–18:35 on Saturday 20 March."


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 6, 21), "it stays up on Monday 21 June"),
        (date(2027, 12, 21), "it does not rise on Tuesday 21 December"),
    ],
)
def test_polar_days_and_nights_have_their_own_words(day, said):
    assert said in sun_text(draft([(78.2, 15.6)], day, day, "Arctic/Longyearbyen"), language("en"))


def test_before_days_or_points_are_known_nothing_is_said():
    some = date(2027, 3, 20)
    assert sun_text(draft([], some, some), language("en")) == ""
    assert sun_text(draft([(36, 8)], None, None), language("en")) == ""
    assert sun_text(draft([(None, None)], some, some), language("en")) == ""


def test_both_sides_of_a_change_of_clocks_are_told_in_local_time():
    text = sun_text(
        draft([(44.43, 26.1)], date(2027, 3, 27), date(2027, 3, 28), "Europe/Bucharest"),
        language("en"),
    )
    # NOAA's general solar position calculations, good to two minutes: 06:08–18:35, 07:06–19:36.
    assert "06:06–18:35 on Saturday 27 March" in text
    assert "07:05–19:37 on Sunday 28 March" in text
