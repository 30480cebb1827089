"""Plans under pressure: little time, little memory, told to stop, too many events."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planning.brute_force import BruteForce
from planning.random_tours import random_tour
from planning.tiny_tours import MONDAY, Example, tiny_tour, tiny_tours
from samples import sample_tour

from caravan.errors import CaravanError
from caravan.plan.check import check_plan
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan, Status
from caravan.planning.bounds import bounds_of
from caravan.planning.columns import enumerate_columns
from caravan.planning.improvement import improved
from caravan.planning.problem import problem_of
from caravan.planning.progress import Phase, Progress
from caravan.planning.search import Found, find, prove
from caravan.planning.solve import solve
from caravan.tour.event import Event
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes

# 12 events in 5 days: a tenth of a second, and several rounds of search.
MIDDLE = random_tour(3, events=12, days=5, required=0.3)


@pytest.mark.parametrize("time_limit", [0.0, 1e-9, 0.01, 0.05])
def test_without_time_nothing_is_called_impossible_or_best(time_limit):
    answer = solve(MIDDLE, time_limit=time_limit)
    if isinstance(answer, Infeasible):
        assert answer == Infeasible(proved=False)
    else:
        assert check_plan(answer) == ()


def test_told_to_stop_at_once_the_planner_only_says_that_it_does_not_know():
    assert solve(sample_tour(), should_stop=lambda: True) == Infeasible(proved=False)


@settings(max_examples=60)
@given(tiny_tours())
def test_news_only_gets_better_and_ends_with_the_plan(example: Example):
    _check_news(example.tour)


@pytest.mark.parametrize("seed", [4, 6])
def test_news_of_a_longer_search_only_gets_better(seed):
    news = _check_news(random_tour(seed, events=20, days=8, required=0.3, width_km=180))
    assert [report.phase for report in news[:2]] == [Phase.DAYS, Phase.BOUND]
    assert len(news) > 4


def _check_news(tour: Tour) -> list[Progress]:
    news: list[Progress] = []
    answer = solve(tour, on_progress=news.append)
    for before, after in pairwise(news):
        assert after.seconds >= before.seconds
        assert after.columns >= before.columns
        if before.value is None:
            continue
        assert after.value is not None
        assert after.travel_minutes is not None
        assert (-after.value, after.travel_minutes) <= (-before.value, before.travel_minutes)
        if after.value == before.value and before.bound is not None:
            assert after.bound is not None
            assert after.bound >= before.bound
    for report in news:
        if report.bound is not None and report.travel_minutes is not None:
            assert report.bound <= report.travel_minutes
    if isinstance(answer, Plan):
        said = answer.objective
        assert (news[-1].value, news[-1].travel_minutes) == (said.value, said.travel_minutes)
        assert news[-1].bound == answer.bound.travel_minutes
    else:
        assert news[-1].phase is Phase.EXPLAIN
        assert news[-1].value is None
    return news


@settings(max_examples=60)
@given(tiny_tours(), st.sampled_from((1, 3, 10, 50)))
def test_with_little_memory_no_bound_is_too_high(example: Example, state_limit: int):
    tour = example.tour
    best = BruteForce(tour).best()
    problem = problem_of(tour, enumerate_columns(tour, TravelTimes(tour)))
    verdict = find(problem, bounds_of(problem), state_limit=state_limit)
    if not verdict.is_settled:
        verdict = prove(problem, verdict, state_limit=state_limit)
    if best is None:
        assert verdict.best is None
        return
    lost = sum(event.value for event in tour.events) - best.value
    least = (lost * (problem.most_travel + 1) + best.travel_minutes) * problem.minute + best.balance
    assert verdict.bound <= least
    if verdict.is_settled:
        assert verdict.best is not None
        assert verdict.best.cost == least
    if verdict.best is not None:
        repaired = improved(problem, verdict.best)
        assert least <= repaired.cost <= verdict.best.cost
        assert _cost(problem, repaired) == repaired.cost


def test_repair_improves_a_bad_plan_and_leaves_the_best_one_alone():
    problem = problem_of(MIDDLE, enumerate_columns(MIDDLE, TravelTimes(MIDDLE)))
    bounds = bounds_of(problem)
    best = find(problem, bounds).best
    assert best is not None
    assert improved(problem, best) == best
    # The first complete choice that a beam of one state leaves: a poor one.
    poor = find(problem, bounds, state_limit=1).best
    assert poor is not None
    better = improved(problem, poor)
    assert best.cost <= better.cost <= poor.cost
    assert _cost(problem, better) == better.cost


def _cost(problem, found: Found) -> int:
    """The cost of a choice, counted anew; an error when days don't follow each other."""
    place, held, cost = problem.start, 0, 0
    for day, column in zip(problem.days, found.columns, strict=True):
        assert int(day.first[column]) == place
        assert int(day.mask[column]) & held == 0
        held |= int(day.mask[column])
        place = int(day.overnight[column])
        cost += int(day.cost[column])
    assert place == problem.end
    missing = [n for n in range(problem.events) if not held >> n & 1]
    return cost + sum(int(problem.penalties[n]) for n in missing)


def _crowd(number: int) -> Tour:
    open_ = (TimeWindow(MONDAY, Hours(480, 1140)),)
    return tiny_tour(
        events=tuple(Event(f"e{n}", "a", 200, windows=open_, required=False) for n in range(number))
    )


def test_sixty_two_events_can_be_planned_together():
    # The working hours of the tiny tour end at 00:40, before any of them opens.
    plan = solve(_crowd(62))
    assert isinstance(plan, Plan)
    assert (plan.objective.value, plan.status) == (0, Status.OPTIMAL)


def test_more_events_are_refused_with_a_reason():
    with pytest.raises(CaravanError, match="63 events, at most 62 can be planned together"):
        solve(_crowd(63))


@pytest.mark.parametrize(("seed", "events", "days"), [(11, 35, 14), (12, 40, 15)])
def test_a_large_tour_gets_a_sound_plan_within_seconds(seed, events, days):
    # Seconds of the processor, so that other work on the machine doesn't matter. With a plan at
    # hand the search is stopped early, only to save the time of whoever runs the tests.
    tour = random_tour(seed, events=events, days=days, required=0.15, width_km=200)
    began = time.process_time()
    news: list[Progress] = []

    def should_stop() -> bool:
        spent = time.process_time() - began
        return spent > 10 or (spent > 4 and bool(news) and news[-1].value is not None)

    plan = solve(tour, on_progress=news.append, should_stop=should_stop)
    assert time.process_time() - began < 10 + 2
    assert isinstance(plan, Plan)
    assert check_plan(plan) == ()
    assert plan.gap is None or 0 <= plan.gap < 0.2
    assert len(plan.kept) > events // 3


def test_explaining_an_impossible_tour_ends_when_the_time_is_over():
    # Dense and mostly required: a million days, and no plan.
    tour = random_tour(4, events=45, days=16, required=0.9, width_km=150)
    began = time.process_time()
    answer = solve(tour, should_stop=lambda: time.process_time() - began > 3)
    assert time.process_time() - began < 3 + 3
    assert isinstance(answer, Infeasible)


@pytest.mark.parametrize("required", [True, False])
def test_a_tour_whose_end_cannot_be_reached_is_proved_impossible(required):
    sample = sample_tour()  # Without ships the island can't be reached.
    events = tuple(replace(event, required=required) for event in sample.events)
    answer = solve(
        replace(sample, ferries=(replace(sample.ferries[0], timetables=()),), events=events)
    )
    assert isinstance(answer, Infeasible)
    assert answer.proved
    assert all(omission.travel_minutes is None for omission in answer.omissions)
