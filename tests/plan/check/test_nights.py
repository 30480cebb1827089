"""A team's days as a row."""

from dataclasses import replace
from datetime import date

from mutations import measured, only_violation, with_day, with_event, with_item, with_tour
from samples import MONDAY, TUESDAY, sample_plan

from caravan.plan.check import Rule, check_plan
from caravan.plan.plan import Team


def test_the_sample_plan_keeps_every_rule():
    assert check_plan(sample_plan()) == ()


def test_a_day_on_a_date_outside_of_the_tour_is_told():
    # No event has a time window outside of the tour's dates, so its two events are told too.
    violations = check_plan(with_day(1, date=date(2020, 3, 11)))
    assert [v.rule for v in violations] == [Rule.DATES, Rule.TIME_WINDOW, Rule.TIME_WINDOW]
    assert str(violations[0]) == (
        "team-1: the days are 2020-03-09, 2020-03-11, the tour's dates are 2020-03-09, 2020-03-10"
    )


def test_a_missing_day_is_told():
    violation = only_violation(with_tour(last_day=date(2020, 3, 11)))
    assert violation.rule is Rule.DATES


def test_days_in_the_wrong_order_are_told():
    plan = sample_plan()
    team = plan.teams[0]
    swapped = replace(plan, teams=(replace(team, days=team.days[::-1]),))
    rules = {violation.rule for violation in check_plan(swapped)}
    assert rules == {Rule.DATES, Rule.START, Rule.END, Rule.MORNING}


def test_a_team_without_days_is_told():
    plan = measured(replace(sample_plan(), teams=(Team("team-1", ()),)))
    first, *others = check_plan(plan)
    assert first.rule is Rule.DATES
    assert str(first.message).startswith("the days are -, ")
    assert [violation.rule for violation in others] == [Rule.REQUIRED] * 3


def test_a_first_day_that_starts_elsewhere_is_told():
    violation = only_violation(with_tour(start="gafsa"))
    assert (violation.rule, violation.date, violation.place) == (Rule.START, MONDAY, "sbeitla")
    assert str(violation.message) == "the first day starts in “sbeitla”, the tour in “gafsa”"


def test_a_last_day_that_ends_elsewhere_is_told():
    violation = only_violation(with_tour(end="sfax"))
    assert (violation.rule, violation.date, violation.place) == (Rule.END, TUESDAY, "kerkennah")
    assert str(violation.message) == "the last day ends in “kerkennah”, the tour in “sfax”"


def test_a_night_where_nobody_can_sleep_is_told():
    places = tuple(
        replace(place, can_sleep=False) if place.id == "sfax" else place
        for place in sample_plan().tour.places
    )
    violation = only_violation(with_tour(places=places))
    assert (violation.rule, violation.date, violation.place) == (Rule.BED, MONDAY, "sfax")


def test_the_last_day_may_end_where_nobody_can_sleep():
    places = tuple(
        replace(place, can_sleep=False) if place.id == "kerkennah" else place
        for place in sample_plan().tour.places
    )
    assert check_plan(with_tour(places=places)) == ()


def test_a_day_that_starts_where_the_night_was_not_is_told():
    plan = with_event("sfax", with_event("kerkennah", required=False), required=False)
    violation = only_violation(with_day(1, plan, start="kerkennah", items=()))
    assert (violation.rule, violation.date) == (Rule.MORNING, TUESDAY)
    assert str(violation.message) == "the day starts in “kerkennah”, the night was in “sfax”"


def test_a_day_that_ends_after_the_next_has_begun_is_told():
    # Monday's drive lasts until 8:31 on Tuesday, when Sfax begins at 8:30.
    plan = with_item(0, 3, ends=1440 + 511)
    found = [v for v in check_plan(plan) if v.rule is Rule.MORNING]
    assert [str(v.message) for v in found] == [
        "the day before lasts until 08:31, this one begins at 08:30"
    ]
    assert found[0].date == TUESDAY
    assert Rule.MORNING not in {v.rule for v in check_plan(with_item(0, 3, ends=1440 + 510))}
