"""What a plan is worth and what it says about it."""

from dataclasses import replace

import pytest
from samples import sample_plan

from caravan.plan.plan import Bound, Objective, Team


def test_the_objective_is_measured_on_the_items():
    # Value 1 + 1 + 1; driving 55 + 95 and 8 + 30; sailing 75; balance 150² + 113².
    plan = sample_plan()
    assert Objective.of(plan.tour, plan.days) == Objective(3, 188, 75, 35269)
    assert Objective.of(plan.tour, plan.days).travel_minutes == 263


def test_the_objective_counts_the_values_of_the_events():
    plan = sample_plan()
    worth = {"sbeitla": 3, "sfax": 20, "kerkennah": 100, "gafsa": 1000}
    events = tuple(replace(event, value=worth[event.id]) for event in plan.tour.events)
    tour = replace(plan.tour, events=events)
    assert Objective.of(tour, plan.days).value == 123


def test_no_days_are_worth_nothing():
    assert Objective.of(sample_plan().tour, ()) == Objective(0, 0, 0, 0)


def test_even_days_have_the_better_balance():
    # 100 + 100 minutes against 150 + 50: 20000 against 25000.
    monday = sample_plan().days[0]

    def lasting(minutes):
        leg = replace(monday.legs[0], begins=480, ends=480 + minutes)
        return replace(monday, items=(leg,))

    tour = sample_plan().tour
    assert Objective.of(tour, (lasting(100), lasting(100))).balance == 20000
    assert Objective.of(tour, (lasting(150), lasting(50))).balance == 25000


@pytest.mark.parametrize(
    ("bound", "gap"),
    [
        (Bound(4, 200), None),
        (Bound(3, 263), 0.0),
        (Bound(3, 200), 63 / 263),
        (Bound(3, 0), 1.0),
    ],
)
def test_the_gap_is_the_share_of_the_travel_that_might_be_saved(bound, gap):
    assert replace(sample_plan(), bound=bound).gap == gap


def test_a_tour_without_travel_has_no_gap():
    plan = replace(sample_plan(), objective=Objective(3, 0, 0, 0), bound=Bound(3, 0))
    assert plan.gap == 0.0


def test_a_plan_knows_the_events_that_it_keeps_with_their_days():
    monday, tuesday = sample_plan().days
    assert [(day.date, stop.event) for day, stop in sample_plan().kept] == [
        (monday.date, "sbeitla"),
        (tuesday.date, "sfax"),
        (tuesday.date, "kerkennah"),
    ]


def test_a_plan_knows_the_events_that_it_leaves_out_in_the_order_of_the_tour():
    plan = sample_plan()
    assert [event.id for event in plan.left_out] == ["gafsa"]
    empty = replace(plan, teams=())
    assert [event.id for event in empty.left_out] == ["sbeitla", "sfax", "kerkennah", "gafsa"]


def test_the_days_of_all_teams_are_one_row():
    plan = sample_plan()
    both = replace(plan, teams=(*plan.teams, Team("team-2", plan.teams[0].days[:1])))
    assert both.days == (*plan.days, plan.days[0])
