"""One day as a row of items."""

from dataclasses import replace

from mutations import day_of, only_violation, shifted, with_item, with_items
from samples import MONDAY, sample_plan

from caravan.plan.check import Rule, check_plan
from caravan.plan.day import Stop, StopKind


def test_an_item_that_begins_too_late_is_told():
    # The break ends at 13:00, the drive begins at 13:01.
    items = day_of(sample_plan(), 0).items
    violation = only_violation(with_items(0, (*items[:3], shifted(items[3], 1))))
    assert (violation.rule, violation.date, violation.place) == (Rule.TIMES, MONDAY, "sbeitla")
    assert str(violation.message) == "an item begins at 13:01, the one before ends at 13:00"


def test_an_item_that_begins_too_early_is_told():
    items = day_of(sample_plan(), 0).items
    violation = only_violation(with_items(0, (*items[:3], shifted(items[3], -1))))
    assert str(violation.message) == "an item begins at 12:59, the one before ends at 13:00"


def test_a_wait_beyond_midnight_is_told():
    items = (*day_of(sample_plan(), 0).items, Stop(StopKind.WAIT, "sfax", 930, 1441))
    violation = only_violation(with_items(0, items))
    assert violation.rule is Rule.TIMES
    assert str(violation.message) == "a wait from 15:30 to 24:01 leaves its date"


def test_a_stop_where_the_team_is_not_is_told():
    # Waiting in Gafsa on the way to the boat: there and back is told, once each.
    violations = check_plan(with_item(1, 3, place="gafsa"))
    assert [violation.rule for violation in violations] == [Rule.PLACES, Rule.PLACES]
    assert str(violations[0].message) == (
        "the team is in “sfax”, but at 13:00 something begins in “gafsa”"
    )


def test_a_day_that_ends_elsewhere_than_its_night_is_told():
    # Without the drive to Sfax the team is still in Sbeitla in the evening.
    violation = only_violation(with_items(0, day_of(sample_plan(), 0).items[:-1]))
    assert (violation.rule, violation.place) == (Rule.PLACES, "sbeitla")
    assert str(violation.message) == ("the day ends in “sbeitla”, but the overnight stay is “sfax”")


def test_a_leg_without_a_minute_is_told():
    items = list(day_of(sample_plan(), 0).items)
    items[3] = replace(items[3], ends=780)
    rules = [violation.rule for violation in check_plan(with_items(0, items))]
    assert rules == [Rule.DURATION, Rule.ROAD]


def test_a_wait_of_no_minutes_is_allowed():
    items = list(day_of(sample_plan(), 0).items)
    items.insert(1, Stop(StopKind.WAIT, "sbeitla", 630, 630))
    assert check_plan(with_items(0, items)) == ()


def test_a_wait_of_less_than_nothing_is_told():
    items = list(day_of(sample_plan(), 0).items)
    items[1:2] = [
        Stop(StopKind.WAIT, "sbeitla", 630, 725),
        Stop(StopKind.WAIT, "sbeitla", 725, 720),
    ]
    violation = only_violation(with_items(0, items))
    assert violation.rule is Rule.DURATION
    assert str(violation.message) == "an item lasts -5 minutes"


def test_waiting_before_the_working_hours_is_no_work():
    items = (Stop(StopKind.WAIT, "sbeitla", 400, 510), *day_of(sample_plan(), 0).items)
    assert check_plan(with_items(0, items)) == ()


def test_an_unknown_place_is_told():
    violations = check_plan(with_item(0, 1, place="atlantis"))
    assert Rule.UNKNOWN in {violation.rule for violation in violations}
    assert "“atlantis” is not a place of the tour" in {str(v.message) for v in violations}


def test_an_unknown_place_on_the_path_is_told():
    violation = only_violation(with_item(0, 3, path=("sbeitla", "atlantis", "sfax")))
    assert (violation.rule, violation.place) == (Rule.UNKNOWN, "atlantis")


def test_a_wait_that_names_an_event_is_told():
    violation = only_violation(with_item(0, 1, event="gafsa"))
    assert (violation.rule, violation.event) == (Rule.FORM, "gafsa")
