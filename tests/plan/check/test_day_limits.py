"""The working hours of a day, 8:00–19:00, and its driving limit of 5 hours."""

from dataclasses import replace

from mutations import only_violation, with_tour
from samples import MONDAY, TUESDAY, sample_plan

from caravan.plan.check import Rule, check_plan
from caravan.tour.opening import Hours


def test_driving_after_the_working_hours_is_told():
    # Monday's drive ends at 15:30, Tuesday's event at 17:30: hours until 17:00 stop only that.
    rules = replace(sample_plan().tour.rules, hours=Hours(480, 1020))
    violation = only_violation(with_tour(rules=rules))
    assert (violation.rule, violation.date, violation.place, violation.event) == (
        Rule.WORKING_HOURS,
        TUESDAY,
        "kerkennah",
        "",
    )
    assert str(violation.message) == ("work ends at 17:30, the working hours at 17:00")


def test_hosting_before_the_working_hours_is_told():
    rules = replace(sample_plan().tour.rules, hours=Hours(511, 1140))
    violations = check_plan(with_tour(rules=rules))
    assert [violation.rule for violation in violations] == [Rule.WORKING_HOURS] * 2
    assert [violation.date for violation in violations] == [MONDAY, TUESDAY]
    assert str(violations[0].message) == "work begins at 08:30, the working hours at 08:31"


def test_a_day_that_ends_late_is_told_once_with_its_end():
    # Tuesday after 14:00: at sea until 15:30, driving until 16:00, hosting until 17:30.
    rules = replace(sample_plan().tour.rules, hours=Hours(480, 840), pause=None)
    late = [v for v in check_plan(with_tour(rules=rules)) if v.date == TUESDAY]
    assert [violation.rule for violation in late] == [Rule.WORKING_HOURS]
    assert str(late[0].message) == "work ends at 17:30, the working hours at 14:00"
    assert late[0].place == "sfax-port"


def test_more_driving_than_the_limit_is_told_and_sailing_is_no_driving():
    # Monday drives 150 minutes, Tuesday 38 (and sails 75).
    rules = replace(sample_plan().tour.rules, max_driving_minutes=149)
    violation = only_violation(with_tour(rules=rules))
    assert (violation.rule, violation.date) == (Rule.DRIVING_LIMIT, MONDAY)
    assert str(violation.message) == ("150 minutes of driving, at most 149 are allowed in a day")
    exact = replace(sample_plan().tour.rules, max_driving_minutes=150)
    assert check_plan(with_tour(rules=exact)) == ()
