"""Ferries and their timetables."""

from dataclasses import replace
from datetime import date

import pytest
from samples import sample_tour

from caravan.errors import ImpossibleValue
from caravan.tour.ferry import Timetable

SATURDAY, SUNDAY, MONDAY = (date(2020, 3, day) for day in (14, 15, 16))
FERRY = sample_tour().ferries[0]


def _timetable(**changes):
    parts = {
        "origin": "sfax-port",
        "valid_from": date(2020, 3, 1),
        "valid_to": SUNDAY,
        "weekdays": tuple(range(7)),
        "departures": (480, 720),
    }
    return Timetable(**{**parts, **changes})


def _ferry(*timetables):
    return replace(FERRY, timetables=timetables)


@pytest.mark.parametrize(
    ("day", "runs"),
    [
        (date(2020, 2, 29), False),
        (date(2020, 3, 1), True),
        (SUNDAY, True),
        (MONDAY, False),
    ],
)
def test_a_timetable_holds_on_its_first_and_last_date_and_between(day, runs):
    assert _timetable().runs_on(day) is runs


def test_a_timetable_holds_on_its_weekdays_only():
    week_end = _timetable(weekdays=(5, 6))
    assert week_end.runs_on(SATURDAY)
    assert week_end.runs_on(SUNDAY)
    assert not week_end.runs_on(date(2020, 3, 13))


def test_timetables_that_hold_on_a_date_add_up_in_order_without_repeats():
    ferry = _ferry(_timetable(), _timetable(weekdays=(5,), departures=(300, 720, 900)))
    assert ferry.departures("sfax-port", SATURDAY) == (300, 480, 720, 900)
    assert ferry.departures("sfax-port", SUNDAY) == (480, 720)
    assert ferry.departures("sfax-port", MONDAY) == ()


def test_each_direction_has_its_own_departures():
    ferry = _ferry(_timetable(), _timetable(origin="sidi-youssef", departures=(600,)))
    assert ferry.departures("sidi-youssef", SUNDAY) == (600,)
    assert ferry.departures("sfax", SUNDAY) == ()


def test_across_from_a_port_is_the_other_one():
    assert FERRY.other_port("sfax-port") == "sidi-youssef"
    assert FERRY.other_port("sidi-youssef") == "sfax-port"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"valid_to": date(2020, 2, 1)}, "the timetable's validity ends before it begins"),
        ({"weekdays": ()}, "the timetable's weekdays are missing or wrong"),
        ({"weekdays": (0, 7)}, "the timetable's weekdays are missing or wrong"),
        ({"departures": (720, 480)}, "departures must rise through the day, without repeats"),
        ({"departures": (480, 480)}, "departures must rise through the day, without repeats"),
        ({"departures": (-1, 480)}, "a departure is not within a day"),
        ({"departures": (1440,)}, "a departure is not within a day"),
    ],
)
def test_a_bad_timetable_is_refused_with_the_reason(changes, problem):
    with pytest.raises(ImpossibleValue) as refusal:
        _timetable(**changes)
    assert str(refusal.value) == problem


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"ports": ("sfax-port", "sfax-port")}, "a ferry needs two different ports"),
        ({"crossing_minutes": 0}, "the crossing time is not between 1 minute and 24 hours"),
        ({"crossing_minutes": 1441}, "the crossing time is not between 1 minute and 24 hours"),
        ({"boarding_minutes": -1}, "the boarding time is not between 0 and 24 hours"),
        ({"boarding_minutes": 1441}, "the boarding time is not between 0 and 24 hours"),
        ({"km": 0}, "0 km is not between 0 and 5000"),
        ({"km": float("nan")}, "nan km is not between 0 and 5000"),
        (
            {"timetables": (_timetable(origin="gafsa"),)},
            "the timetable's port “gafsa” is not one of the ferry's",
        ),
    ],
)
def test_a_bad_ferry_is_refused_with_the_reason(changes, problem):
    with pytest.raises(ImpossibleValue) as refusal:
        replace(FERRY, **changes)
    assert str(refusal.value) == problem
