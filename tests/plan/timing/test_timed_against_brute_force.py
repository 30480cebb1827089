"""Times that follow from an outline, against an oracle that tries every minute."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from plan.timing.in_order import InOrder
from planning.tiny_tours import Example, tiny_tours

from caravan.plan.check import Rule, broken_rules, check_plan
from caravan.plan.outline import Outline, OutlineDay, OutlineTeam, outline_of
from caravan.plan.plan import Plan
from caravan.plan.timing.timed import timed
from caravan.planning.solve import solve
from caravan.tour.place import PlaceKind
from caravan.travel.times import TravelTimes

_OF_THE_WHOLE_PLAN = {Rule.REQUIRED, Rule.DATES, Rule.START, Rule.END, Rule.BED}


@settings(max_examples=40)
@given(tiny_tours(most_events=4, most_days=1), st.data())
def test_a_day_that_can_keep_all_rules_keeps_them_and_travels_least(
    example: Example, data: st.DataObject
):
    tour = example.tour
    travel = TravelTimes(tour)
    towns = [place.id for place in tour.places if place.kind is PlaceKind.TOWN]
    start, overnight = data.draw(st.sampled_from(towns)), data.draw(st.sampled_from(towns))
    ids = [event.id for event in tour.events]
    right, wrong = [], []
    for size in (3, 2, 1):
        for sequence in permutations(ids, size):
            day = OutlineDay(tour.first_day, sequence, overnight)
            plan = timed(tour, Outline((OutlineTeam("team-1", start, (day,)),)), travel=travel)
            assert tuple(stop.event for stop in plan.days[0].events) == sequence
            broken = {found.rule for found in broken_rules(plan)} - _OF_THE_WHOLE_PLAN
            (wrong if broken else right).append((sequence, plan.objective.travel_minutes))
    for sequence, minutes in right[:3]:
        least = InOrder(tour, sequence, overnight).least_travel(tour.first_day, start)
        # Only a break in a port that is a town, which no planned day counts on, may be more.
        assert minutes == least or (least is None and tour.rules.pause is not None)
    for sequence, _ in [*wrong[:2], *wrong[-2:]]:
        assert InOrder(tour, sequence, overnight).least_travel(tour.first_day, start) is None


@settings(max_examples=40)
@given(tiny_tours(most_events=4))
def test_the_outline_of_a_best_plan_gives_a_plan_as_good(example: Example):
    answer = solve(example.tour)
    if isinstance(answer, Plan):
        plan = timed(example.tour, outline_of(answer), travel=TravelTimes(example.tour))
        assert broken_rules(plan) == ()
        assert plan.objective == answer.objective
        measured = replace(plan, bound=answer.bound, status=answer.status)
        assert check_plan(measured) == ()
