"""The planner against a constraint programme, on tours too large to try everything."""

from __future__ import annotations

from dataclasses import replace

import pytest
from planning.cp_sat_model import best_answer
from planning.random_tours import random_tour

from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Status
from caravan.planning.solve import solve


@pytest.mark.parametrize(
    ("seed", "events", "days", "required", "width_km"),
    [
        (0, 8, 3, 0.3, 90),
        (4, 8, 3, 0.3, 90),
        (2, 9, 4, 0.6, 120),
        (3, 9, 4, 0.6, 120),
        (4, 9, 4, 0.6, 120),
        (2, 10, 3, 0.6, 80),
        (4, 10, 3, 0.6, 80),
    ],
)
def test_a_constraint_programme_finds_the_same_value_travel_and_balance(
    seed, events, days, required, width_km
):
    tour = random_tour(seed, events=events, days=days, required=required, width_km=width_km)
    plan = solve(tour)
    assert plan.status is Status.OPTIMAL
    found = plan.objective
    assert best_answer(tour) == (found.value, found.travel_minutes, found.balance)


@pytest.mark.parametrize(("seed", "events", "required"), [(0, 9, 0.6), (4, 10, 0.9)])
def test_a_constraint_programme_finds_the_same_omissions(seed, events, required):
    tour = random_tour(seed, events=events, days=4, required=required, width_km=120)
    answer = solve(tour)
    assert isinstance(answer, Infeasible)
    assert answer.proved
    assert best_answer(tour) is None
    for omission in answer.omissions:
        kept = tuple(e for e in tour.events if e.required and e.id != omission.event)
        best = best_answer(replace(tour, events=kept))
        assert omission.travel_minutes == (None if best is None else best[1])
    assert [o.event for o in answer.omissions] == [e.id for e in tour.events if e.required]
    assert any(omission.travel_minutes for omission in answer.omissions)
