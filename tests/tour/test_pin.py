"""What organizers set by hand: pins, orders and forbidden pairs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date

import pytest
from samples import sample_tour

from caravan.errors import ImpossibleValue
from caravan.tour.event import Event
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.pin import Pin, refuse_bad_orders, refuse_bad_pairs

TUESDAY = Date(2020, 3, 10)
WEDNESDAY = Date(2020, 3, 11)
HOURS = (TimeWindow(TUESDAY, Hours(480, 720)), TimeWindow(WEDNESDAY, Hours(540, 720)))
ABC = frozenset("abc")


def _tour(**changes):
    event = Event("a", "sfax", 60, windows=HOURS, **changes)
    return replace(
        sample_tour(),
        first_day=Date(2020, 3, 9),
        last_day=WEDNESDAY,
        start="sfax",
        end="sfax",
        events=(event,),
    )


def _windows(**changes):
    tour = _tour(**changes)
    return [(w.date, w.hours.begins, w.hours.ends) for w in tour.windows(tour.events[0])]


def test_a_pinned_date_leaves_the_windows_of_that_date():
    assert _windows(pin=Pin(WEDNESDAY)) == [(WEDNESDAY, 540, 720)]


def test_a_pinned_hour_leaves_the_service_time_from_it():
    assert _windows(pin=Pin(WEDNESDAY, 600)) == [(WEDNESDAY, 600, 660)]


def test_a_pinned_hour_outside_the_windows_leaves_none():
    assert _windows(pin=Pin(WEDNESDAY, 500)) == []


def test_a_refused_date_has_no_window():
    assert _windows(not_on=(TUESDAY,)) == [(WEDNESDAY, 540, 720)]


def test_a_pinned_event_has_to_be_kept_also_when_it_is_optional():
    optional = Event("a", "sfax", 60, windows=HOURS, required=False)
    assert not optional.must_be_kept
    assert replace(optional, pin=Pin(TUESDAY)).must_be_kept


@pytest.mark.parametrize("minute", [-1, 1440])
def test_a_pinned_hour_is_within_a_day(minute):
    with pytest.raises(ImpossibleValue, match="not within a day"):
        Pin(TUESDAY, minute)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"date": TUESDAY}, "its fixed date is 2020-03-10"),
        ({"not_on": (WEDNESDAY,)}, "its host has refused"),
        ({"begins": 610}, "not its fixed hour"),
    ],
)
def test_a_pin_that_contradicts_its_event_is_refused(changes, problem):
    with pytest.raises(ImpossibleValue, match=problem):
        Event("a", "sfax", 60, windows=HOURS, pin=Pin(WEDNESDAY, 600), **changes)


@pytest.mark.parametrize(
    "orders", [(), (("a", "b"),), (("a", "b", "c"), ("a", "c")), (("a", "b"), ("c", "b"))]
)
def test_orders_that_can_be_kept_together_are_taken(orders):
    refuse_bad_orders(orders, ABC)


@pytest.mark.parametrize(
    ("orders", "problem"),
    [
        ((("a",),), "two different events"),
        ((("a", "b", "a"),), "two different events"),
        ((("a", "x"),), "“x” is not an event"),
        ((("a", "b"), ("b", "a")), "“a” comes after itself"),
        ((("a", "b"), ("b", "c"), ("c", "a")), "“a” comes after itself"),
    ],
)
def test_orders_that_nobody_can_keep_are_refused(orders, problem):
    with pytest.raises(ImpossibleValue, match=problem):
        refuse_bad_orders(orders, ABC)


@pytest.mark.parametrize(
    ("pair", "problem"), [(("a", "a"), "beside itself"), (("a", "x"), "“x” is not an event")]
)
def test_pairs_that_make_no_sense_are_refused(pair, problem):
    with pytest.raises(ImpossibleValue, match=problem):
        refuse_bad_pairs((pair,), ABC)


@pytest.mark.parametrize("teams", [0, 9])
def test_a_tour_has_one_to_eight_teams(teams):
    with pytest.raises(ImpossibleValue, match="between 1 and 8"):
        replace(sample_tour(), teams=teams)
