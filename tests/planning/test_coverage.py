"""Whether events can be held at all, against trying every choice of days."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planning.random_tours import random_tour
from planning.tiny_tours import Example, tiny_tours

from caravan.planning.choice import StoppedError
from caravan.planning.columns import enumerate_columns
from caravan.planning.coverage import coverage, is_choice
from caravan.planning.held_sets import held_sets
from caravan.planning.part_search import Effort
from caravan.planning.problem import Problem, problem_of
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes


def _problem(tour: Tour) -> Problem:
    return problem_of(tour, enumerate_columns(tour, TravelTimes(tour)))


def _sets_held(problem: Problem) -> set[int]:
    """The sets that some choice of days holds, by trying every one."""
    reached = {(problem.start, 0)}
    for day in problem.days:
        facts = zip(
            *(a.tolist() for a in (day.first, day.overnight, day.mask, day.later)), strict=True
        )
        columns = list(facts)
        reached = {
            (overnight, held | mask)
            for place, held in reached
            for first, overnight, mask, later in columns
            if first == place and not held & (mask | later)
        }
    return {held for place, held in reached if place == problem.end}


@settings(max_examples=150)
@given(tiny_tours(), st.integers(0, 31))
def test_events_are_called_impossible_exactly_when_no_choice_of_days_holds_them(
    example: Example, some: int
):
    problem = _problem(example.tour)
    held = _sets_held(problem)
    for required in {problem.required, some & ((1 << problem.events) - 1)}:
        found = coverage(problem, required)
        assert found.is_possible is any(mask & required == required for mask in held)
        if found.is_possible:
            assert found.columns is not None
            assert is_choice(problem, found.columns, required)


@settings(max_examples=60)
@given(tiny_tours())
def test_the_sets_that_can_be_held_are_all_listed(example: Example):
    problem = _problem(example.tour)
    sets = held_sets(problem, range(problem.events))
    assert sets is not None
    assert set(sets.all_held().tolist()) == _sets_held(problem)


@settings(max_examples=100)
@given(tiny_tours(), st.sampled_from((0, 2**13, 2**16)), st.sampled_from((0, 1, 3, 1000)))
def test_whatever_the_limits_nothing_false_is_claimed(example: Example, work: int, states: int):
    problem = _problem(example.tour)
    found = coverage(problem, effort=Effort(work, states))
    possible = any(m & problem.required == problem.required for m in _sets_held(problem))
    assert found.is_possible in (None, possible)
    if found.is_possible:
        assert found.columns is not None
        assert is_choice(problem, found.columns, problem.required)


def test_a_search_by_parts_agrees_with_the_list_of_all_sets():
    # Twelve events are few: lists of all their sets need no search, unless they may take little.
    for seed in range(6):
        problem = _problem(random_tour(seed, events=12, days=4, required=1.0, width_km=90))
        every = coverage(problem)
        parts = coverage(problem, effort=Effort(work=2**22))
        assert every.is_possible is not None
        assert parts.is_possible is every.is_possible


def test_told_to_stop_it_claims_nothing():
    problem = _problem(random_tour(3, events=12, days=5, required=1.0))
    with pytest.raises(StoppedError):
        coverage(problem, should_stop=lambda: True)
