"""Plans respect what people set by hand: against an oracle that tries everything."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from planning.brute_force import Answer, BruteForce
from planning.by_hand import tours_set_by_hand
from planning.tiny_tours import Example, tiny_tours

from caravan.plan.check import check_plan
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan, Status
from caravan.planning.solve import solve


@settings(max_examples=120)
@given(tours_set_by_hand())
def test_no_plan_that_respects_what_was_set_by_hand_is_better(example: Example):
    best = BruteForce(example.tour).best()
    answer = solve(example.tour)
    if best is None:
        assert isinstance(answer, Infeasible)
        assert answer.proved
        return
    assert isinstance(answer, Plan)
    objective = answer.objective
    assert Answer(objective.value, objective.travel_minutes, objective.balance) == best
    assert answer.status is Status.OPTIMAL
    assert check_plan(answer) == ()


@settings(max_examples=60)
@given(tiny_tours(most_days=2), st.integers(2, 3))
def test_several_teams_share_the_events_as_well_as_can_be(example: Example, teams: int):
    tour = replace(example.tour, teams=teams)
    best = BruteForce(tour).best_of_teams()
    answer = solve(tour)
    if best is None:
        assert isinstance(answer, Infeasible)
        assert answer.proved
        return
    assert isinstance(answer, Plan)
    assert [team.id for team in answer.teams] == [f"team-{n}" for n in range(1, teams + 1)]
    objective = answer.objective
    assert Answer(objective.value, objective.travel_minutes, objective.balance) == best
    assert answer.status is Status.OPTIMAL
    assert check_plan(answer) == ()
