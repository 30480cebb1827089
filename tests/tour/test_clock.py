"""Times of day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.errors import ImpossibleValue
from caravan.tour.clock import format_clock, parse_clock


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("0:00", 0),
        ("8:30", 510),
        ("08:30", 510),
        (" 08:30 ", 510),
        ("23:59", 1439),
        ("24:00", 1440),
    ],
)
def test_a_time_of_day_is_minutes_after_midnight(text, minutes):
    assert parse_clock(text) == minutes


@pytest.mark.parametrize(
    "text", ["", "8", "830", "8:3", "8:60", "24:01", "25:00", "-1:00", "8:30:00", "8h30", "08:30pm"]
)
def test_anything_else_is_refused(text):
    with pytest.raises(ImpossibleValue, match="is not a time of day like 08:30"):
        parse_clock(text)


def test_a_long_text_is_cut_in_the_refusal():
    with pytest.raises(ImpossibleValue) as refusal:
        parse_clock("9" * 1000)
    assert len(str(refusal.value)) < 100


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "00:00"), (510, "08:30"), (1440, "24:00"), (1500, "25:00")]
)
def test_minutes_are_written_with_two_digits_and_count_on_after_midnight(minutes, text):
    assert format_clock(minutes) == text


@given(st.integers(0, 1440))
def test_what_is_written_is_read_back(minutes):
    assert parse_clock(format_clock(minutes)) == minutes
