# ruff: noqa: DTZ001 - a time without a zone is what gets refused

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from caravan.errors import ImpossibleValue
from caravan.views.calendar.values import (
    categories,
    coordinates,
    interval,
    line,
    lines,
    local_time,
    person,
    structured_location,
    utc,
)


def test_each_special_character_is_escaped_once():
    assert lines("a;b,c\\d\ne:\"f'").to_ical() == b"a\\;b\\,c\\\\d\\ne:\"f'"


def test_a_text_on_one_line_has_no_line_break():
    assert line("a\r\nATTENDEE:b").to_ical() == b"a ATTENDEE:b"


def test_a_comma_in_a_category_does_not_make_two():
    assert categories(["Sfax, Nord", "x;y"]).to_ical() == b"Sfax\\, Nord,x\\;y"


def test_a_backslash_is_turned_round_where_programs_disagree_what_it_means():
    assert categories(["a\\", "b"]).to_ical() == b"a/,b"
    assert structured_location("a\\n", 0, 0).params["X-TITLE"] == "a/n"
    assert person("mailto:a@b.example", "a\\n").params["CN"] == "a/n"


@pytest.mark.parametrize(
    ("latitude", "longitude", "written"),
    [
        (34.74056, 10.76028, "34.740560;10.760280"),
        (-90, 180, "-90.000000;180.000000"),
        (0.00001, -0.00000001, "0.000010;0.000000"),
        (12.3456789, -12.3456789, "12.345679;-12.345679"),
    ],
)
def test_coordinates_have_six_decimals_and_no_exponent(latitude, longitude, written):
    assert coordinates(latitude, longitude).to_ical() == written


@pytest.mark.parametrize(
    "point",
    [(90.1, 0), (-91, 0), (0, 180.5), (0, -181), (float("nan"), 0), (0, float("inf"))],
)
def test_coordinates_out_of_range_are_refused(point):
    with pytest.raises(ImpossibleValue):
        coordinates(*point)
    with pytest.raises(ImpossibleValue):
        structured_location("x", *point)


def test_apples_location_has_the_type_the_title_and_the_point():
    value = structured_location('Salle "Ibn\nKhaldoun"', 34.74056, 10.76028)
    assert value.to_ical() == b"geo:34.740560,10.760280"
    assert value.params.to_ical(sorted=False) == (b"VALUE=URI;X-TITLE=\"Salle ^'Ibn Khaldoun^'\"")


def test_a_local_time_names_its_zone():
    value = local_time(
        datetime(2020, 3, 10, 8, 30, tzinfo=ZoneInfo("Africa/Tunis")), "Africa/Tunis"
    )
    assert value.to_ical() == b"20200310T083000"
    assert value.params.to_ical() == b"TZID=Africa/Tunis"


def test_an_instant_is_written_in_utc_to_the_second():
    instant = datetime(2020, 2, 20, 9, 0, 5, 999999, tzinfo=ZoneInfo("Africa/Tunis"))
    assert utc(instant).to_ical() == b"20200220T080005Z"
    assert utc(datetime(2020, 2, 20, tzinfo=UTC)).params.to_ical() == b""


@pytest.mark.parametrize("write", [utc, lambda time: local_time(time, "Africa/Tunis")])
def test_a_time_without_a_zone_is_refused(write):
    with pytest.raises(ValueError, match="zone"):
        write(datetime(2020, 3, 10, 8, 30))


def test_an_interval_says_its_type():
    assert interval("PT1H").to_ical() == b"PT1H"
    assert interval("PT1H").params.to_ical() == b"VALUE=DURATION"


def test_a_person_without_a_name_is_called_by_the_address():
    assert person("mailto:a@b.example", "\x00").params["CN"] == "a@b.example"
    assert person("mailto:a@b.example", "Amina").params["CN"] == "Amina"
