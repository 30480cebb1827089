"""Events of a plan."""

from dataclasses import replace

from mutations import (
    day_of,
    only_violation,
    shifted,
    with_event,
    with_item,
    with_items,
    with_tour,
)
from samples import MONDAY, TUESDAY, sample_plan

from caravan.plan.check import Rule, check_plan
from caravan.plan.day import Stop, StopKind
from caravan.plan.plan import Bound, Team
from caravan.tour.opening import Hours, TimeWindow


def test_a_required_event_that_is_not_held_is_told():
    violation = only_violation(with_event("gafsa", required=True))
    assert (violation.rule, violation.date, violation.event) == (Rule.REQUIRED, None, "gafsa")
    assert str(violation) == "gafsa: the required event “gafsa” is not held"


def test_an_optional_event_may_be_left_out():
    assert check_plan(with_event("gafsa", value=3)) == ()


def test_an_event_held_twice_is_told():
    # A second time in Sbeitla on Monday, 10:30–12:30; then no break, so the break is waived.
    rules = replace(sample_plan().tour.rules, pause=None)
    items = list(day_of(sample_plan(), 0).items)
    items[1:3] = [
        Stop(StopKind.EVENT, "sbeitla", 630, 750, event="sbeitla"),
        Stop(StopKind.WAIT, "sbeitla", 750, 780),
    ]
    violation = only_violation(with_tour(with_items(0, items), rules=rules))
    assert (violation.rule, violation.date, violation.event) == (
        Rule.EVENT_ONCE,
        MONDAY,
        "sbeitla",
    )


def test_an_event_held_by_two_teams_is_told():
    plan = sample_plan()
    second = Team("team-2", plan.teams[0].days)
    plan = with_tour(replace(plan, teams=(*plan.teams, second), bound=Bound(10, 0)), teams=2)
    violations = check_plan(plan)
    assert [violation.rule for violation in violations] == [Rule.EVENT_ONCE] * 3
    assert {violation.team for violation in violations} == {"team-2"}
    assert str(violations[0].message) == "the event is held a second time, first by “team-1”"


def test_an_event_in_another_town_is_told():
    violation = only_violation(with_event("sbeitla", place="gafsa"))
    assert (violation.rule, violation.place) == (Rule.EVENT_PLACE, "sbeitla")
    assert str(violation.message) == "the event is held in “sbeitla”, its town is “gafsa”"


def test_an_event_cut_short_is_told():
    violation = only_violation(with_event("sbeitla", service_minutes=121))
    assert violation.rule is Rule.SERVICE_TIME
    assert str(violation.message) == "the event lasts 120 minutes, its service time is 121"


def test_an_event_longer_than_its_service_time_is_told():
    assert only_violation(with_event("sbeitla", service_minutes=119)).rule is Rule.SERVICE_TIME


def test_an_event_on_another_date_than_its_own_is_told():
    violation = only_violation(with_event("sbeitla", date=TUESDAY))
    assert (violation.rule, violation.date) == (Rule.FIXED_DATE, MONDAY)
    assert str(violation.message) == (
        "the event is held on 2020-03-09, its fixed date is 2020-03-10"
    )
    assert check_plan(with_event("sbeitla", date=MONDAY)) == ()


def test_an_event_at_another_hour_than_its_own_is_told():
    violation = only_violation(with_event("sbeitla", begins=540))
    assert violation.rule is Rule.FIXED_HOUR
    assert str(violation.message) == "the event begins at 08:30, its fixed hour is 09:00"
    assert check_plan(with_event("sbeitla", begins=510)) == ()


def test_an_event_at_its_hour_but_too_long_is_told_once():
    violation = only_violation(with_event("sbeitla", begins=510, service_minutes=90))
    assert violation.rule is Rule.SERVICE_TIME


def test_an_event_at_its_fixed_hour_while_the_host_is_closed_is_told():
    windows = (TimeWindow(MONDAY, Hours(500, 600)),)
    plan = with_event("sbeitla", begins=510, calendars=(), windows=windows)
    violation = only_violation(plan)
    assert violation.rule is Rule.TIME_WINDOW
    assert str(violation.message) == (
        "the event lasts from 08:30 to 10:30, it has no time window on this date"
    )


def test_an_event_that_outlasts_its_time_window_is_told():
    # Tuesday in Kerkennah 16:00–17:30; the host closes at 17:00.
    windows = (TimeWindow(TUESDAY, Hours(810, 1020)), TimeWindow(TUESDAY, Hours(480, 720)))
    violation = only_violation(with_event("kerkennah", calendars=(), windows=windows))
    assert (violation.rule, violation.event) == (Rule.TIME_WINDOW, "kerkennah")
    assert str(violation.message) == (
        "the event lasts from 16:00 to 17:30, the time windows are 08:00–12:00, 13:30–17:00"
    )


def test_an_event_across_the_lunch_of_its_host_is_told():
    # 11:00–13:00 touches both halves of the offices' day, 8:30–12:30 and 13:30–17:30.
    items = day_of(sample_plan(), 0).items
    moved = (shifted(items[0], 150), Stop(StopKind.BREAK, "sbeitla", 780, 840))
    violation = only_violation(with_items(0, (*moved, shifted(items[3], 60))))
    assert violation.rule is Rule.TIME_WINDOW
    assert str(violation.message) == (
        "the event lasts from 11:00 to 13:00, the time windows are 08:30–12:30, 13:30–17:30"
    )


def test_an_event_on_a_closed_day_is_told():
    windows = (TimeWindow(TUESDAY, Hours(510, 750)),)
    violation = only_violation(with_event("sbeitla", calendars=(), windows=windows))
    assert violation.rule is Rule.TIME_WINDOW


def test_an_unknown_event_is_told():
    plan = sample_plan()
    items = list(day_of(plan, 0).items)
    items[1] = replace(items[1], kind=StopKind.EVENT, event="atlantis")
    day = replace(day_of(plan, 0), items=tuple(items))
    team = replace(plan.teams[0], days=(day, day_of(plan, 1)))
    violation = only_violation(replace(plan, teams=(team,)))
    assert (violation.rule, violation.event) == (Rule.UNKNOWN, "atlantis")


def test_an_event_without_an_id_is_told():
    plan = with_event("sbeitla", required=False)
    day = replace(
        day_of(plan, 0),
        items=(replace(day_of(plan, 0).items[0], event=""), *day_of(plan, 0).items[1:]),
    )
    team = replace(plan.teams[0], days=(day, day_of(plan, 1)))
    objective = replace(plan.objective, value=2)
    assert only_violation(replace(plan, teams=(team,), objective=objective)).rule is Rule.UNKNOWN


def test_an_event_in_a_wait_is_not_held():
    violations = check_plan(with_item(0, 0, kind=StopKind.WAIT))
    assert [violation.rule for violation in violations] == [Rule.FORM, Rule.REQUIRED]
