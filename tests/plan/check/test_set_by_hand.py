"""Pins, refused dates, orders and forbidden pairs. Monday: Sbeitla; Tuesday: Sfax, Kerkennah."""

from dataclasses import replace

import pytest
from mutations import only_violation, with_day, with_event, with_tour
from samples import MONDAY, TUESDAY, sample_plan

from caravan.plan.check import Rule, check_plan
from caravan.plan.day import Stop, StopKind
from caravan.plan.plan import Bound, Team
from caravan.tour.pin import Pin


def test_a_pinned_event_on_its_date_and_hour_is_right():
    assert check_plan(with_event("sfax", pin=Pin(TUESDAY))) == ()
    assert check_plan(with_event("sfax", pin=Pin(TUESDAY, 510))) == ()


def test_a_pinned_event_on_another_date_is_told_once():
    violation = only_violation(with_event("sfax", pin=Pin(MONDAY, 540)))
    assert (violation.rule, violation.date, violation.event) == (Rule.PIN, TUESDAY, "sfax")
    assert str(violation.message) == "the event is held on 2020-03-10, it is pinned to 2020-03-09"


@pytest.mark.parametrize("minute", [509, 511])
def test_a_pinned_event_at_another_hour_is_told(minute):
    violation = only_violation(with_event("sfax", pin=Pin(TUESDAY, minute)))
    assert violation.rule is Rule.PIN
    pinned = f"08:{minute - 480:02d}"
    assert str(violation.message) == f"the event begins at 08:30, it is pinned to {pinned}"


def test_a_pinned_event_has_to_be_held_though_it_is_optional():
    violation = only_violation(with_event("gafsa", pin=Pin(MONDAY)))
    assert (violation.rule, violation.event) == (Rule.REQUIRED, "gafsa")


def test_a_pinned_hour_outside_of_the_opening_hours_is_told():
    # The office opens at 8:30 and that is when the event begins; with 9:00 to 12:00 it doesn't.
    offices = sample_plan().tour.calendars[0]
    hours = (replace(offices.weekly[0][0], begins=540),)
    plan = with_event("sfax", pin=Pin(TUESDAY, 510))
    plan = with_tour(plan, calendars=(replace(offices, dates=((TUESDAY, hours),)),))
    rules = [(v.rule, v.event) for v in check_plan(plan)]
    assert (Rule.TIME_WINDOW, "sfax") in rules


def test_a_pinned_event_of_the_wrong_length_is_told_by_that_alone():
    # 90 instead of 80 minutes stick out of the window that the pinned hour leaves.
    event = sample_plan().tour.event("kerkennah")
    assert event.service_minutes == 90
    violation = only_violation(with_event("kerkennah", pin=Pin(TUESDAY, 960), service_minutes=80))
    assert violation.rule is Rule.SERVICE_TIME


def test_an_event_on_a_refused_date_is_told_once():
    violation = only_violation(with_event("sfax", not_on=(MONDAY, TUESDAY)))
    assert (violation.rule, violation.event) == (Rule.REFUSED_DATE, "sfax")
    assert str(violation.message) == (
        "the event is held on 2020-03-10, a date that its host has refused"
    )
    assert check_plan(with_event("sfax", not_on=(MONDAY,))) == ()


def test_an_order_that_is_kept_is_right():
    assert check_plan(with_tour(orders=(("sbeitla", "sfax", "kerkennah"),))) == ()
    assert check_plan(with_tour(orders=(("sbeitla", "gafsa", "kerkennah"),))) == ()


def test_an_order_that_is_broken_over_days_is_told():
    violation = only_violation(with_tour(orders=(("sfax", "gafsa", "sbeitla"),)))
    assert (violation.rule, violation.date, violation.event) == (Rule.ORDER, MONDAY, "sbeitla")
    assert str(violation.message) == (
        "“sbeitla” is held before “sfax”, the order is the other way round"
    )


def test_every_two_events_out_of_order_are_told():
    # Kerkennah, Sfax, Sbeitla is wholly reversed: three pairs.
    violations = check_plan(with_tour(orders=(("kerkennah", "sfax", "sbeitla"),)))
    assert [v.rule for v in violations] == [Rule.ORDER] * 3


def _two_teams(**changes):
    """The first team is as in the sample, but holds Sfax and Kerkennah only; the second waits."""
    plan = sample_plan()
    monday, tuesday = plan.teams[0].days
    held = Stop(StopKind.EVENT, "sbeitla", 510, 630, "sbeitla")
    idle = tuple(
        replace(item, kind=StopKind.WAIT, event="") if isinstance(item, Stop) else item
        for item in tuesday.items
    )
    first = replace(monday, items=(replace(held, kind=StopKind.WAIT, event=""), *monday.items[1:]))
    teams = (
        Team("team-1", (first, tuesday)),
        Team("team-2", (monday, replace(tuesday, items=idle))),
    )
    return with_tour(replace(plan, teams=teams, bound=Bound(9, 0)), teams=2, **changes)


def test_of_several_teams_each_keeps_an_order_within_a_day():
    assert check_plan(_two_teams(orders=(("sfax", "sbeitla"),))) == ()
    violation = only_violation(_two_teams(orders=(("kerkennah", "sfax"),)))
    assert (violation.rule, violation.team, violation.event) == (Rule.ORDER, "team-1", "sfax")


def test_a_forbidden_pair_on_one_day_is_told():
    violation = only_violation(with_tour(forbidden_pairs=(("kerkennah", "sfax"),)))
    assert (violation.rule, violation.date) == (Rule.FORBIDDEN_PAIR, TUESDAY)
    assert (violation.team, violation.event) == ("team-1", "kerkennah")
    assert str(violation.message) == (
        "“kerkennah” is on one day with “sfax”, that pair is forbidden"
    )


def test_a_forbidden_pair_on_two_days_is_right():
    assert check_plan(with_tour(forbidden_pairs=(("sbeitla", "sfax"), ("gafsa", "sfax")))) == ()


def test_a_forbidden_pair_of_two_teams_on_one_day_is_right():
    plan = _two_teams(forbidden_pairs=(("sbeitla", "sfax"),))
    second = plan.teams[1]
    assert check_plan(plan) == ()
    assert with_day(0, plan).teams[1] == second


def test_a_leg_over_a_closed_road_is_told():
    roads = tuple(replace(r, closed=r.b == "sfax-port") for r in sample_plan().tour.roads)
    violation = only_violation(with_tour(roads=roads))
    assert (violation.rule, violation.date, violation.place) == (Rule.CLOSED_ROAD, TUESDAY, "sfax")
    assert str(violation.message) == "the road between “sfax” and “sfax-port” is closed"


def test_a_road_beside_a_closed_one_may_be_taken():
    # Both join Sbeitla and Faïd in 55 minutes; the closed one doesn't count as the fastest either.
    first = sample_plan().tour.roads[0]
    closed = replace(first, closed=True, minutes=50)
    roads = (closed, *sample_plan().tour.roads)
    assert check_plan(with_tour(roads=roads)) == ()
