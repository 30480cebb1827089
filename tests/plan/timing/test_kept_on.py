"""A programme that is kept although its tour has changed, by hand on the sample's two days."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from samples import TUESDAY, sample_plan, sample_tour

from caravan.plan.check import Rule, broken_rules, check_plan
from caravan.plan.plan import Team
from caravan.plan.promise import broken_promises
from caravan.plan.timing.just_late import just_late
from caravan.plan.timing.kept_on import kept_on
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import CancelSailings, LeaveOut, RefuseDate
from caravan.travel.times import TravelTimes

NOW = datetime.fromisoformat(f"{TUESDAY}T06:00").replace(tzinfo=ZoneInfo("Africa/Tunis"))


def kept(*changes, minutes=0):
    tour = adjusted(sample_tour(), *changes)
    return kept_on(sample_plan(), tour, NOW, minutes, TravelTimes(tour))


def test_without_changes_it_is_the_plan_before_and_breaks_nothing():
    plan = kept()
    assert plan.teams == sample_plan().teams
    assert check_plan(plan) == ()
    assert broken_promises(plan.precedent.promises, plan.days) == ()


def test_a_delay_is_that_of_just_late():
    late = just_late(sample_plan(), NOW, 200, TravelTimes(sample_tour()))
    assert kept(minutes=200) == late


def test_what_the_tour_says_now_judges_it():
    (refused,) = broken_rules(kept(RefuseDate("sfax", TUESDAY)))
    assert (refused.rule, refused.event) == (Rule.REFUSED_DATE, "sfax")
    ship = sample_tour().ferries[0].id
    found = broken_rules(kept(CancelSailings(ship, TUESDAY)))
    assert found
    assert {violation.date for violation in found} == {TUESDAY}


def test_where_an_event_was_taken_out_the_team_waits():
    plan = kept(LeaveOut("sfax"))
    assert check_plan(plan) == ()
    assert [stop.event for _, stop in plan.kept] == [
        stop.event for _, stop in sample_plan().kept if stop.event != "sfax"
    ]
    assert "sfax" not in {promise.event for promise in plan.precedent.promises}


def test_a_team_that_is_not_late_goes_on_as_it_meant_to():
    plan = replace(sample_plan(), teams=(*sample_plan().teams, Team("team-2", ())))
    late = kept_on(plan, sample_tour(), NOW, 200, TravelTimes(sample_tour()), team="team-2")
    assert late.teams[0] == plan.teams[0]
    assert (
        kept_on(plan, sample_tour(), NOW, 200, TravelTimes(sample_tour())).teams[0] != plan.teams[0]
    )
