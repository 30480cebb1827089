"""Which single omission helps: known, not known, and told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from planning.brute_force import BruteForce
from planning.random_tours import random_tour
from planning.tiny_tours import Example, tiny_tours

from caravan.plan.infeasible import Infeasible, Omission
from caravan.planning import omissions as module
from caravan.planning.columns import Columns, enumerate_columns
from caravan.planning.listing import Effort
from caravan.planning.omissions import single_omissions
from caravan.planning.solve import solve
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes

# Ten events, all required, in four days: without any of three of them the others can be kept.
CROWDED = random_tour(6, events=10, days=4, required=1.0, width_km=120)


def _columns(tour: Tour) -> Columns:
    return enumerate_columns(tour, TravelTimes(tour))


def _expected(tour: Tour) -> tuple[Omission, ...]:
    table = BruteForce(tour).omissions()
    return tuple(
        Omission(event, helps=minutes is not None, travel_minutes=minutes)
        for event, minutes in table.items()
    )


@settings(max_examples=30)
@given(tiny_tours())
def test_where_sets_cannot_be_listed_each_omission_is_tried_by_itself(example: Example):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "held_sets", lambda *_, **__: None)
        found = single_omissions(example.tour, _columns(example.tour))
    assert found == _expected(example.tour)


@settings(max_examples=20)
@given(tiny_tours())
def test_where_too_many_choices_are_left_the_search_finds_the_least_travel(example: Example):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "least_costs", lambda *_, **__: None)
        found = single_omissions(example.tour, _columns(example.tour))
    assert found == _expected(example.tour)


def test_what_a_limit_leaves_open_is_not_called_useless():
    tour = random_tour(3, events=13, days=5, required=1.0, width_km=120)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "held_sets", lambda *_, **__: None)
        patch.setattr(module, "_EFFORT_A_TRIAL", Effort(work=0, by_parts=False))
        found = single_omissions(tour, _columns(tour))
    assert [omission.helps for omission in found] == [None] * 13


def test_the_least_travel_is_that_of_the_best_plan_without_the_event():
    columns = _columns(CROWDED)
    found = single_omissions(CROWDED, columns)
    assert [omission.helps for omission in found].count(True) == 3
    for omission in found:
        others = tuple(event for event in CROWDED.events if event.id != omission.event)
        plan = solve(replace(CROWDED, events=others))
        if omission.helps:
            assert plan.objective.travel_minutes == omission.travel_minutes
        else:
            assert isinstance(plan, Infeasible)
            assert plan.proved


def test_told_to_stop_it_says_what_it_knows_by_then():
    columns = _columns(CROWDED)
    whole = {omission.event: omission for omission in single_omissions(CROWDED, columns)}
    some = set()
    for patience in (0, 1, 10, 40, 80, 1_000_000):
        left = iter(range(patience))
        found = single_omissions(
            CROWDED, columns, should_stop=lambda left=left: next(left, None) is None
        )
        for omission in found:
            known = whole[omission.event]
            assert omission in (known, replace(known, travel_minutes=None))
        some.add(len(found))
    assert some == {0, len(CROWDED.events)}
