"""Ferry legs: Tuesday's boat sails at 14:15 from the port of Sfax; boarding takes 30 minutes."""

from dataclasses import replace
from datetime import date

import pytest
from mutations import day_of, only_violation, shifted, with_item, with_items, with_tour
from samples import TUESDAY, sample_plan

from caravan.plan.check import Rule, check_plan
from caravan.plan.day import Stop, StopKind
from caravan.tour.ferry import Timetable
from caravan.tour.road import Grade
from caravan.travel.leg import Source

SAILING = 6
"""Position of the sailing among Tuesday's items."""


def _with_ferry(**changes):
    return with_tour(ferries=(replace(sample_plan().tour.ferries[0], **changes),))


def _with_timetable(**changes):
    return _with_ferry(
        timetables=(replace(sample_plan().tour.ferries[0].timetables[0], **changes),)
    )


def test_a_sailing_that_is_not_in_the_timetable_is_told():
    violation = only_violation(_with_timetable(departures=(255, 854, 856)))
    assert (violation.rule, violation.date, violation.place) == (
        Rule.SAILING,
        TUESDAY,
        "sfax-port",
    )
    assert str(violation.message) == (
        "no ship sails at 14:15, the departures of the date are 04:15, 14:14, 14:16"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_from": date(2020, 3, 11)},
        {"valid_to": date(2020, 3, 9)},
        {"weekdays": (0, 2, 3, 4, 5, 6)},
        {"origin": "sidi-youssef"},
    ],
)
def test_a_sailing_of_a_timetable_that_does_not_hold_is_told(changes):
    violation = only_violation(_with_timetable(**changes))
    assert violation.rule is Rule.SAILING
    assert str(violation.message) == ("no ship sails at 14:15, the departures of the date are -")


def test_a_sailing_of_a_second_timetable_is_right():
    other = Timetable("sfax-port", TUESDAY, TUESDAY, (1,), (855,))
    away = replace(sample_plan().tour.ferries[0].timetables[0], departures=(255,))
    assert check_plan(_with_ferry(timetables=(away, other))) == ()


def test_a_sailing_longer_than_the_crossing_is_told():
    violation = only_violation(_with_ferry(crossing_minutes=74))
    assert violation.rule is Rule.SAILING
    assert str(violation.message) == "the sailing lasts 75 minutes, the crossing 74"


def test_a_sailing_of_other_kilometres_is_told():
    violation = only_violation(_with_ferry(km=20.3))
    assert str(violation.message) == "the sailing has 20.4 km, the crossing 20.3"
    assert check_plan(_with_ferry(km=20.44)) == ()


def test_a_sailing_between_other_ports_is_told():
    violation = only_violation(_with_ferry(ports=("sfax-port", "sfax")))
    assert violation.rule is Rule.SAILING
    assert str(violation.message) == (
        "the ferry goes between “sfax-port” and “sfax”, not from “sfax-port” to “sidi-youssef”"
    )


def test_boarding_too_late_is_told():
    # The team is at the port at 13:45.
    violation = only_violation(_with_ferry(boarding_minutes=31))
    assert (violation.rule, violation.date, violation.place) == (
        Rule.BOARDING,
        TUESDAY,
        "sfax-port",
    )
    assert str(violation.message) == (
        "the team is at the port at 13:45, the ship sails at 14:15 and boarding takes 31 minutes"
    )


def test_several_waits_at_the_port_are_one():
    items = list(day_of(sample_plan(), 1).items)
    items[5:6] = [
        Stop(StopKind.WAIT, "sfax-port", 825, 840),
        Stop(StopKind.BREAK, "sfax-port", 840, 855),
    ]
    assert check_plan(with_items(1, items)) == ()


def test_hosting_is_no_boarding():
    # An event at the port itself until the ship sails: the convoy can't board meanwhile.
    items = list(day_of(sample_plan(), 1).items)
    items[4:6] = [shifted(items[4], 1), Stop(StopKind.WAIT, "sfax-port", 826, 855)]
    items[3] = replace(items[3], ends=818)
    violation = only_violation(with_items(1, items))
    assert violation.rule is Rule.BOARDING
    # 12 minutes of hosting between 13:46 and 13:58 leave 17 to board.
    items[5:6] = [
        Stop(StopKind.EVENT, "sfax-port", 826, 838, event="sfax"),
        Stop(StopKind.WAIT, "sfax-port", 838, 855),
    ]
    boarding = [v for v in check_plan(with_items(1, items)) if v.rule is Rule.BOARDING]
    assert [str(violation.message) for violation in boarding] == [
        "the team is at the port at 13:58, the ship sails at 14:15 and boarding takes 30 minutes"
    ]


def test_who_slept_at_the_port_has_boarded_in_time():
    plan = sample_plan()
    items = day_of(plan, 1).items[SAILING:]
    tuesday = replace(day_of(plan, 1), start="sfax-port", items=items)
    team = replace(plan.teams[0], days=(day_of(plan, 0), tuesday))
    rules = {violation.rule for violation in check_plan(replace(plan, teams=(team,)))}
    assert Rule.BOARDING not in rules


def test_an_unknown_ferry_is_told():
    violation = only_violation(with_item(1, SAILING, ferry="titanic"))
    assert violation.rule is Rule.UNKNOWN
    assert str(violation.message) == "“titanic” is not a ferry of the tour"


@pytest.mark.parametrize(
    "changes",
    [
        {"source": Source.ROADS},
        {"grade": Grade.A},
        {"path": ("sfax-port", "sfax", "sidi-youssef")},
        {"km": float("nan")},
    ],
)
def test_a_sailing_marked_as_something_else_is_told(changes):
    assert only_violation(with_item(1, SAILING, **changes)).rule is Rule.SAILING
