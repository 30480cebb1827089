"""The break: 60 minutes in a row between 12:00 and 14:30, free in a town."""

from dataclasses import replace

import pytest
from mutations import day_of, only_violation, shifted, with_event, with_items, with_tour
from samples import MONDAY, TUESDAY, sample_plan

from caravan.plan.check import Rule, check_plan
from caravan.plan.day import Stop, StopKind
from caravan.tour.opening import Hours
from caravan.tour.place import PlaceKind
from caravan.tour.rules import BreakRule


def _with_break(minutes, begins, ends):
    rules = replace(sample_plan().tour.rules, pause=BreakRule(minutes, Hours(begins, ends)))
    return with_tour(rules=rules)


def test_a_break_may_be_made_of_waits_and_breaks_in_one_town():
    # Tuesday: free in Sfax from 11:30 to 13:37, in three items; 12:00–13:37 is 97 minutes.
    # Monday: free in Sbeitla from 10:30 to 13:00, then driving until 15:30: 60 minutes.
    rules = [violation.rule for violation in check_plan(_with_break(60, 720, 870))]
    assert rules == []
    violation = only_violation(_with_break(61, 720, 870))
    assert str(violation.message) == (
        "at most 60 minutes in a row are free between 12:00 and 14:30, the break takes 61"
    )


@pytest.mark.parametrize(("minutes", "dates"), [(97, 1), (98, 2)])
def test_free_minutes_are_counted_exactly(minutes, dates):
    violations = check_plan(_with_break(minutes, 720, 870))
    assert [violation.rule for violation in violations] == [Rule.BREAK] * dates


def test_waiting_at_a_port_is_no_break():
    # Tuesday 13:45–14:15 the team waits at the port, on Monday it drives.
    violations = check_plan(_with_break(30, 818, 860))
    assert [(v.rule, v.date) for v in violations] == [(Rule.BREAK, MONDAY), (Rule.BREAK, TUESDAY)]


def test_waiting_in_a_port_that_is_a_town_is_a_break():
    # Monday drives 13:00–15:30. A break 13:45–14:15 fails on both days while the port is a port.
    rules = replace(sample_plan().tour.rules, pause=BreakRule(30, Hours(825, 855)))
    before = check_plan(with_tour(rules=rules))
    assert len(before) == 2
    places = tuple(
        replace(place, kind=PlaceKind.TOWN) if place.id == "sfax-port" else place
        for place in sample_plan().tour.places
    )
    after = check_plan(with_tour(rules=rules, places=places))
    assert [violation.date for violation in after] == [before[0].date]
    assert before[1].date == TUESDAY


def test_time_before_the_first_work_is_free():
    # Working from 13:00 only: the event in the afternoon, 13:30–15:30, drive 15:30–18:00.
    items = day_of(sample_plan(), 0).items
    assert check_plan(with_items(0, (shifted(items[0], 300), shifted(items[3], 150)))) == ()


def test_time_after_the_last_work_is_free():
    # The event 8:30–10:30 and the drive at once, until 13:00: free from 13:00.
    items = day_of(sample_plan(), 0).items
    assert check_plan(with_items(0, (items[0], shifted(items[3], -150)))) == ()


def test_a_day_without_work_is_free():
    plan = with_event("sbeitla", required=False)
    rest = replace(plan.teams[0].days[0], overnight="sbeitla", items=())
    plan = replace(plan, teams=(replace(plan.teams[0], days=(rest, plan.teams[0].days[1])),))
    assert Rule.BREAK not in {violation.rule for violation in check_plan(plan)}


def test_work_through_the_hours_of_the_break_is_told():
    # Event 10:30–12:30, drive 12:30–15:00: no free minute after 12:00.
    items = day_of(sample_plan(), 0).items
    wait = Stop(StopKind.WAIT, "sbeitla", 510, 630)
    violation = only_violation(
        with_items(0, (wait, shifted(items[0], 120), shifted(items[3], -30)))
    )
    assert violation.rule is Rule.BREAK
    assert str(violation.message) == (
        "at most 0 minutes in a row are free between 12:00 and 14:30, the break takes 60"
    )


def test_two_short_breaks_do_not_add_up():
    # Free 12:00–12:50 in Sbeitla, then on the road until 15:20.
    items = day_of(sample_plan(), 0).items
    shorter = (*items[:2], replace(items[2], ends=770), shifted(items[3], -10))
    violation = only_violation(with_items(0, shorter))
    assert str(violation.message) == (
        "at most 50 minutes in a row are free between 12:00 and 14:30, the break takes 60"
    )


def test_without_a_break_rule_nothing_is_asked():
    rules = replace(sample_plan().tour.rules, pause=None)
    items = day_of(sample_plan(), 0).items
    wait = Stop(StopKind.WAIT, "sbeitla", 510, 630)
    plan = with_tour(
        with_items(0, (wait, shifted(items[0], 120), shifted(items[3], -30))), rules=rules
    )
    assert check_plan(plan) == ()
