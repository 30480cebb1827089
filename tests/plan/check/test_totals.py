"""What a plan says about itself: value 3, driving 188, sailing 75, balance 150² + 113²."""

from dataclasses import replace
from datetime import datetime

import pytest
from mutations import only_violation
from samples import MONDAY, sample_plan

from caravan.plan.check import Rule, check_plan
from caravan.plan.plan import Bound, Objective, Precedent, Status
from caravan.plan.promise import Promise

OPTIMAL = replace(sample_plan(), status=Status.OPTIMAL, bound=Bound(3, 263))


def test_the_totals_of_the_sample_are_those_worked_out_by_hand():
    # Monday 55 + 95 driving; Tuesday 8 + 30 driving and 75 sailing.
    plan = replace(sample_plan(), objective=Objective(3, 188, 75, 35269))
    assert check_plan(plan) == ()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("value", "the value is said to be {}, its events are worth 3"),
        ("driving_minutes", "{} driving minutes are said, the legs have 188"),
        ("sailing_minutes", "{} sailing minutes are said, the legs have 75"),
        ("balance", "the balance is said to be {}, the days have 35269"),
    ],
)
@pytest.mark.parametrize("change", [-1, 1])
def test_a_wrong_total_is_told(field, text, change):
    plan = replace(sample_plan(), bound=Bound(5, 0))
    said = getattr(plan.objective, field) + change
    plan = replace(plan, objective=replace(plan.objective, **{field: said}))
    violation = only_violation(plan)
    assert violation.rule is Rule.OBJECTIVE
    assert str(violation) == text.format(said)


def test_a_plan_that_reaches_its_bound_is_optimal():
    assert check_plan(OPTIMAL) == ()


@pytest.mark.parametrize("bound", [Bound(3, 262), Bound(4, 263), Bound(4, 300)])
def test_a_plan_called_optimal_short_of_its_bound_is_told(bound):
    violation = only_violation(replace(OPTIMAL, bound=bound))
    assert violation.rule is Rule.STATUS
    assert str(violation) == (
        "the plan is called optimal with value 3 and 263 travel minutes, "
        f"the bound is {bound.value} and {bound.travel_minutes}"
    )


def test_a_plan_at_its_bound_that_is_not_called_optimal_is_told():
    violation = only_violation(replace(OPTIMAL, status=Status.FEASIBLE))
    assert violation.rule is Rule.STATUS


@pytest.mark.parametrize("status", Status)
def test_a_plan_better_than_its_bound_is_told(status):
    violation = only_violation(replace(OPTIMAL, bound=Bound(3, 264), status=status))
    assert violation.rule is Rule.BOUND
    assert str(violation) == "the plan travels 263 minutes, the bound says at least 264"


@pytest.mark.parametrize("status", Status)
def test_a_plan_worth_more_than_its_bound_is_told(status):
    violation = only_violation(replace(OPTIMAL, bound=Bound(2, 263), status=status))
    assert violation.rule is Rule.BOUND
    assert str(violation) == "the plan has value 3, the bound allows at most 2"


def test_minutes_are_not_compared_with_the_bound_of_more_value():
    # With Gafsa a plan might be longer: 300 minutes as a bound of value 4 are no contradiction.
    assert check_plan(replace(sample_plan(), bound=Bound(4, 300))) == ()


def _broken(of_plan, of_bound, status=Status.FEASIBLE, bound=OPTIMAL.bound):
    """As a plan with a precedent says it; the promise of Gafsa, left out, weighs 16."""
    instant = datetime.fromisoformat("2020-03-08T12:00+01:00")
    promises = (Promise("gafsa", MONDAY, 600),) if of_plan else ()
    return replace(
        sample_plan(),
        status=status,
        objective=replace(sample_plan().objective, broken=of_plan),
        bound=replace(bound, broken=of_bound),
        precedent=Precedent(instant, promises),
    )


def test_a_plan_that_reaches_its_bound_in_promises_too_is_optimal():
    assert check_plan(_broken(16, 16, Status.OPTIMAL)) == ()
    violation = only_violation(_broken(16, 16))
    assert str(violation) == "the plan reaches its bound, but is not called optimal"


def test_a_plan_called_optimal_that_might_break_fewer_promises_is_told():
    violation = only_violation(_broken(16, 4, Status.OPTIMAL))
    assert violation.rule is Rule.STATUS
    assert str(violation) == (
        "the plan is called optimal with broken promises of weight 16, the bound is 4"
    )


@pytest.mark.parametrize("bound", [Bound(1, 0), Bound(3, 999), Bound(9, 0)])
def test_value_and_minutes_are_not_compared_when_fewer_promises_might_be_broken(bound):
    assert check_plan(_broken(16, 15, bound=bound)) == ()


@pytest.mark.parametrize("status", Status)
def test_a_plan_that_breaks_fewer_promises_than_its_bound_is_told(status):
    violation = only_violation(_broken(16, 17, status))
    assert violation.rule is Rule.BOUND
    assert str(violation) == ("the plan breaks promises of weight 16, the bound says at least 17")


def test_a_bound_on_promises_of_a_plan_without_a_precedent_is_told():
    plan = replace(sample_plan(), bound=Bound(4, 200, broken=1))
    assert only_violation(plan).rule is Rule.BOUND
