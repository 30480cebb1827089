"""The planner against an oracle that tries everything."""

from collections import Counter

from hypothesis import given, settings
from planning.brute_force import Answer, BruteForce
from planning.tiny_tours import tiny_tours

from caravan.plan.check import check_plan
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Status
from caravan.planning.solve import solve
import time
STAT=Counter()

@settings(max_examples=150)
@given(tiny_tours())
def test_no_plan_is_better_than_the_planner_s(example):
    tour = example.tour
    t=time.time()
    oracle = BruteForce(tour)
    best = oracle.best()
    t1=time.time()
    STAT['oracle']+=t1-t
    plan = solve(tour)
    STAT['solve']+=time.time()-t1
    STAT['n']+=1
    STAT['feasible' if best else 'infeasible']+=1
    if tour.ferries: STAT['ferries']+=1
    if best and not isinstance(plan,Infeasible) and any(d.sailing_minutes for d in plan.days): STAT['sails']+=1
    if best is None:
        assert isinstance(plan, Infeasible)
        assert plan.proved
        table = {omission.event: omission.travel_minutes for omission in plan.omissions}
        if any(v is not None for v in oracle.omissions().values()): STAT['omis']+=1
        assert table == oracle.omissions()
        return
    assert not isinstance(plan, Infeasible)
    said = plan.objective
    assert Answer(said.value, said.travel_minutes, said.balance) == best
    assert plan.status is Status.OPTIMAL
    assert (plan.bound.value, plan.bound.travel_minutes) == (said.value, said.travel_minutes)
    assert check_plan(plan) == ()

def test_stat():
    print(STAT)
