"""Being late and planning anew: two ways to look at one morning, that must not contradict."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from planning.random_tours import MONDAY, random_tour

from caravan.plan.check import broken_rules, check_plan
from caravan.plan.plan import Plan
from caravan.plan.timing.just_late import just_late
from caravan.planning.replan import Replanned, replan
from caravan.planning.solve import solve
from caravan.planning.taken_over import Now
from caravan.travel.times import TravelTimes


@pytest.mark.parametrize("seed", range(5))
def test_planning_anew_is_never_worse_than_being_late_without_breaking_a_rule(seed):
    random = Random(seed)
    tour = random_tour(seed, events=6, days=3, required=0.0)
    tour = replace(tour, teams=random.choice((1, 1, 2)), forbidden_pairs=(("e0", "e3"),))
    plan, travel = solve(tour), TravelTimes(tour)
    assert isinstance(plan, Plan)
    midnight = datetime(MONDAY.year, MONDAY.month, MONDAY.day, tzinfo=ZoneInfo(tour.zone))
    for late in (5, 20, 45, 90):
        now = midnight + timedelta(days=random.randrange(3), minutes=random.randrange(480, 1140))
        kept = just_late(plan, now, late, travel)
        assert set(check_plan(kept)) == set(broken_rules(kept))
        answer = replan(plan, tour, Now(now, late), travel=travel)
        assert isinstance(answer, Replanned)
        if not broken_rules(kept):
            found = answer.plan.objective
            assert (found.broken, -found.value, found.travel_minutes) <= (
                kept.objective.broken,
                -kept.objective.value,
                kept.objective.travel_minutes,
            )
