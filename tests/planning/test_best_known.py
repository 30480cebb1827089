"""What a search that was cut short leaves: never less than the plan so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from samples import TUESDAY, sample_plan, sample_tour

from caravan.plan.check import check_plan
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Status
from caravan.plan.replanned import Replanned
from caravan.plan.timing.kept_on import kept_on
from caravan.planning.best_known import best_known
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import MakeOptional, RefuseDate
from caravan.travel.times import TravelTimes

NOW = datetime.fromisoformat(f"{TUESDAY}T06:00").replace(tzinfo=ZoneInfo("Africa/Tunis"))
NOT_FOUND = Infeasible(proved=False)


def kept(*changes):
    tour = adjusted(sample_tour(), *changes)
    return kept_on(sample_plan(), tour, NOW, 0, TravelTimes(tour))


def test_the_plan_so_far_is_the_answer_when_nothing_was_found_and_it_breaks_no_rule():
    found = best_known(NOT_FOUND, kept())
    assert isinstance(found, Replanned)
    assert found.plan.teams == sample_plan().teams
    assert (found.plan.status, found.given_up, found.broken) == (Status.FEASIBLE, (), ())
    assert check_plan(found.plan) == ()


def test_a_programme_that_breaks_a_rule_is_no_answer():
    assert best_known(NOT_FOUND, kept(RefuseDate("sfax", TUESDAY))) is NOT_FOUND


def test_what_is_proved_stands():
    nothing = Infeasible(proved=True)
    assert best_known(nothing, kept()) is nothing


def test_a_worse_plan_that_was_found_in_haste_gives_way_and_a_good_one_stays():
    plan = kept()
    worse = replace(plan, objective=replace(plan.objective, broken=4))
    assert best_known(Replanned(worse, (), ()), plan).plan is plan
    assert best_known(Replanned(plan, (MakeOptional("sfax"),), ()), plan).given_up == ()
    same = Replanned(replace(plan), (), ())
    assert best_known(same, plan) is same
