"""Opening hours, and the arithmetic of spans."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.errors import ImpossibleValue
from caravan.tour.names import Names
from caravan.tour.opening import Hours, OpeningHours, joined

FRIDAY = date(2020, 3, 13)
SATURDAY = date(2020, 3, 14)


def _calendar(**changes):
    office = (Hours(510, 750), Hours(810, 1050))
    parts = {"weekly": (office,) * 5 + ((Hours(540, 720),), ()), **changes}
    return OpeningHours("offices", Names.of(fr="Bureaux"), **parts)


SPANS = st.tuples(st.integers(0, 1440), st.integers(0, 1440)).filter(lambda t: t[0] < t[1])
HOURS = SPANS.map(lambda t: Hours(*t))


def _minutes(spans):
    return {minute for span in spans for minute in range(span.begins, span.ends)}


@pytest.mark.parametrize(
    ("begins", "ends", "text"),
    [
        (600, 600, "10:00–10:00"),
        (600, 540, "10:00–09:00"),
        (0, 1441, "00:00–24:01"),
    ],
)
def test_hours_that_are_no_span_of_a_day_are_refused(begins, ends, text):
    with pytest.raises(ImpossibleValue) as refusal:
        Hours(begins, ends)
    assert str(refusal.value) == f"the hours {text} must begin before they end, within one day"


def test_hours_before_midnight_are_refused():
    with pytest.raises(ImpossibleValue):
        Hours(-1, 60)


@pytest.mark.parametrize(
    ("other", "left"),
    [
        (Hours(0, 600), (Hours(600, 720),)),
        (Hours(0, 540), (Hours(540, 720),)),  # It ends where the hours begin.
        (Hours(600, 660), (Hours(540, 600), Hours(660, 720))),
        (Hours(700, 800), (Hours(540, 700),)),
        (Hours(720, 800), (Hours(540, 720),)),
        (Hours(540, 720), ()),
        (Hours(0, 1440), ()),
        (Hours(800, 900), (Hours(540, 720),)),
        (Hours(100, 200), (Hours(540, 720),)),
    ],
)
def test_hours_without_others_are_none_one_or_two_spans(other, left):
    assert Hours(540, 720).without(other) == left


@given(HOURS, HOURS)
def test_without_leaves_exactly_the_other_minutes(hours, other):
    left = hours.without(other)
    assert _minutes(left) == _minutes([hours]) - _minutes([other])
    assert list(left) == sorted(left)


@given(st.lists(HOURS, max_size=8).map(tuple))
def test_joined_keeps_the_minutes_in_order_with_gaps_between(spans):
    result = joined(spans)
    assert _minutes(result) == _minutes(spans)
    assert all(a.ends < b.begins for a, b in pairwise(result))
    assert joined(result) == result


def test_overlapping_touching_and_nested_hours_are_joined():
    spans = (Hours(600, 660), Hours(480, 540), Hours(540, 610), Hours(500, 520), Hours(700, 710))
    assert joined(spans) == (Hours(480, 660), Hours(700, 710))


def test_each_weekday_has_its_hours():
    assert _calendar().on(FRIDAY) == (Hours(510, 750), Hours(810, 1050))
    assert _calendar().on(SATURDAY) == (Hours(540, 720),)
    assert _calendar().on(date(2020, 3, 15)) == ()


def test_blocked_hours_are_taken_out_of_their_weekday():
    # Friday prayer 12:30–14:30: the afternoon begins at 14:30.
    blocked = ((),) * 4 + ((Hours(750, 870),), (), ())
    calendar = _calendar(blocked=blocked)
    assert calendar.on(FRIDAY) == (Hours(510, 750), Hours(870, 1050))
    assert calendar.on(date(2020, 3, 12)) == (Hours(510, 750), Hours(810, 1050))


def test_several_blocks_may_cut_one_span():
    blocked = ((),) * 4 + ((Hours(540, 560), Hours(600, 620), Hours(1000, 1440)), (), ())
    assert _calendar(blocked=blocked).on(FRIDAY) == (
        Hours(510, 540),
        Hours(560, 600),
        Hours(620, 750),
        Hours(810, 1000),
    )


def test_an_exception_replaces_the_hours_of_its_date_and_is_not_blocked():
    blocked = ((),) * 4 + ((Hours(750, 870),), (), ())
    calendar = _calendar(blocked=blocked, dates=((FRIDAY, (Hours(600, 900),)),))
    assert calendar.on(FRIDAY) == (Hours(600, 900),)
    assert calendar.on(date(2020, 3, 20)) == (Hours(510, 750), Hours(870, 1050))


def test_an_exception_without_hours_means_closed():
    assert _calendar(dates=((FRIDAY, ()),)).on(FRIDAY) == ()


def test_exceptions_are_joined_as_other_hours_are():
    calendar = _calendar(dates=((SATURDAY, (Hours(700, 800), Hours(600, 700))),))
    assert calendar.on(SATURDAY) == (Hours(600, 800),)


@pytest.mark.parametrize("field", ["weekly", "blocked"])
@pytest.mark.parametrize("days", [0, 6, 8])
def test_a_week_has_seven_days(field, days):
    with pytest.raises(ImpossibleValue, match="opening hours need seven weekdays"):
        _calendar(**{field: ((),) * days})


def test_a_calendar_has_a_safe_id():
    with pytest.raises(ImpossibleValue):
        OpeningHours("Offices", Names.of(fr="Bureaux"), ((),) * 7)
