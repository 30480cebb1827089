"""Whether events can be held at all, against trying every choice of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planning.random_tours import random_tour
from planning.tiny_tours import Example, tiny_tours

from bench.tight import without_evenings
from caravan.files.read_tour import read_tour
from caravan.planning import listing, search
from caravan.planning.bounds import bounds_of
from caravan.planning.choice import StoppedError
from caravan.planning.columns import enumerate_columns
from caravan.planning.coverage import UNDECIDED, Coverage, coverage, is_choice
from caravan.planning.held_sets import HeldSets, held_sets
from caravan.planning.listing import Effort
from caravan.planning.problem import Problem, problem_of
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes


def _problem(tour: Tour) -> Problem:
    return problem_of(tour, enumerate_columns(tour, TravelTimes(tour)))


def _ordered(problem: Problem, after: list[int]) -> Problem:
    """The problem with orders: by event, which others must not have been held on days before."""
    days = []
    for day in problem.days:
        later = np.zeros(len(day.mask), dtype=np.int64)
        for event, bits in enumerate(after[: problem.events]):
            later |= ((day.mask >> event) & 1) * (bits & ((1 << problem.events) - 1))
        days.append(replace(day, later=later))
    return replace(problem, days=tuple(days))


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


@settings(max_examples=80)
@given(
    tiny_tours(),
    st.integers(0, 31),
    st.lists(st.sampled_from((0, 0, 1, 2, 4, 8, 16)), min_size=5, max_size=5),
)
def test_events_are_called_impossible_exactly_when_no_choice_of_days_holds_them(
    example: Example, some: int, after: list[int]
):
    problem = _ordered(_problem(example.tour), after)
    held = _sets_held(problem)
    for required in {problem.required, some & ((1 << problem.events) - 1)}:
        found = coverage(problem, required)
        assert found.is_possible is any(mask & required == required for mask in held)
        if found.is_possible:
            assert found.columns is not None
            assert is_choice(problem, found.columns, required)


@settings(max_examples=25)
@given(tiny_tours(), st.lists(st.integers(0, 31), min_size=5, max_size=5))
def test_the_sets_that_can_be_held_are_all_listed(example: Example, after: list[int]):
    # Orders too: events that must not be held on a day before certain others.
    problem = _ordered(_problem(example.tour), after)
    sets = held_sets(problem, range(problem.events))
    assert sets is not None
    assert set(sets.all_held().tolist()) == _sets_held(problem)


@settings(max_examples=25)
@given(tiny_tours())
def test_the_sets_that_can_be_covered_are_all_listed(example: Example):
    # Other days may hold an event again, and in any order: it is enough that one holds it.
    problem = _problem(example.tour)
    reached = {(problem.start, 0)}
    for day in problem.days:
        columns = list(
            zip(day.first.tolist(), day.overnight.tolist(), day.mask.tolist(), strict=True)
        )
        reached = {(b, held | mask) for p, held in reached for a, b, mask in columns if a == p}
    unions = {held for place, held in reached if place == problem.end}
    sets = held_sets(problem, range(problem.events), covered=True)
    assert sets is not None
    assert set(sets.all_held().tolist()) == {
        mask for mask in range(1 << problem.events) if any(not mask & ~held for held in unions)
    }


@settings(max_examples=40)
@given(tiny_tours(), st.sampled_from((0, 2**13, 2**16)), st.sampled_from((0, 1, 3, 1000)))
def test_whatever_the_limits_nothing_false_is_claimed(example: Example, work: int, states: int):
    problem = _problem(example.tour)
    found = coverage(problem, effort=Effort(work, states))
    possible = any(m & problem.required == problem.required for m in _sets_held(problem))
    assert found.is_possible in (None, possible)
    if found.is_possible:
        assert found.columns is not None
        assert is_choice(problem, found.columns, problem.required)


@pytest.mark.parametrize("seed", [2, 3, 4, 5, 7])
@pytest.mark.parametrize("size", [6, 10])
def test_a_search_by_parts_agrees_with_the_list_of_all_sets(seed: int, size: int):
    problem = _problem(random_tour(seed, events=13, days=5, required=1.0, width_km=120))
    every = coverage(problem)
    assert every.is_possible is (seed == 4)

    def few(problem: Problem, events: Sequence[int], *rest: int, **more: Any) -> HeldSets | None:
        return held_sets(problem, events, *rest, **more) if len(events) <= size else None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "held_sets", few)
        parts = coverage(problem)
        assert parts.is_possible is every.is_possible
        assert parts.columns is None or is_choice(problem, parts.columns, problem.required)
        assert coverage(problem, effort=Effort(by_parts=False)).is_possible is None


def test_told_to_stop_it_claims_nothing():
    problem = _problem(random_tour(3, events=12, days=5, required=1.0))
    for patience in (0, 1, 5, 20):
        left = iter(range(patience))
        with pytest.raises(StoppedError):
            coverage(problem, should_stop=lambda left=left: next(left, None) is None)


def test_events_without_any_day_are_impossible_and_none_at_all_are_possible():
    tour = random_tour(3, events=12, days=5, required=1.0)
    elsewhen = replace(tour.events[4], date=tour.last_day + timedelta(days=1))
    problem = _problem(replace(tour, events=(*tour.events[:4], elsewhen, *tour.events[5:])))
    assert coverage(problem, 1 << 4).is_possible is False
    assert coverage(problem, 0b11).is_possible is True
    nothing = coverage(problem, 0)
    assert nothing.columns is not None
    assert is_choice(problem, nothing.columns, 0)


def test_of_optional_events_none_is_held_twice():
    # The one required event needs two days of driving; whatever lies on the way is optional.
    for seed in range(4):
        tour = random_tour(seed, events=10, days=4, required=0.3, width_km=200)
        problem = _problem(tour)
        found = coverage(problem)
        assert found.is_possible is any(
            mask & problem.required == problem.required for mask in _sets_held(problem)
        )
        assert found.columns is None or is_choice(problem, found.columns, problem.required)


TOUR = read_tour(Path(__file__).parents[2] / "data" / "schedule.yaml")
HARD = {
    "without any road of the network": replace(TOUR, roads=()),
    "that ends elsewhere": replace(TOUR, end="sakiet-eddaier"),
    "with all hosts closed in the evening": without_evenings(TOUR),
}


@cache
def _of_2020(name: str = "") -> Problem:
    return _problem(HARD.get(name, TOUR))


@pytest.mark.parametrize("name", HARD)
def test_the_2020_tour_made_impossible_is_proved_so(name):
    # The search alone needs a minute for two of these.
    problem = _of_2020(name)
    assert coverage(problem) == Coverage(is_possible=False)
    sets = held_sets(problem, range(20))
    assert sets is not None
    every = (1 << 20) - 1
    assert not sets.can_hold(every)
    assert sets.columns(every) is None
    for event in range(20):
        columns = sets.columns(every ^ (1 << event))
        assert (columns is not None) is sets.can_hold(every ^ (1 << event))
        assert columns is None or is_choice(problem, columns, every ^ (1 << event))


def test_the_2020_tour_as_it_was_is_possible():
    problem = _of_2020()
    found = coverage(problem)
    assert found.columns is not None
    assert is_choice(problem, found.columns, problem.required)


@pytest.mark.parametrize("possible", [True, False])
def test_where_a_search_without_memory_finds_nothing_the_decision_still_answers(possible):
    problem = _of_2020("" if possible else "that ends elsewhere")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "BEAM_WIDTHS", ())
        found = search.find(problem, bounds_of(problem), state_limit=1)
        patch.setattr(search, "coverage", lambda *_, **__: UNDECIDED)
        unanswered = search.find(problem, bounds_of(problem), state_limit=1)
    assert (unanswered.best, unanswered.is_settled) == (None, False)
    if not possible:
        assert (found.best, found.is_settled) == (None, True)
        return
    assert found.best is not None
    assert not found.is_settled
    assert is_choice(problem, found.best.columns, problem.required)
    assert found.bound <= found.best.cost <= problem.most
