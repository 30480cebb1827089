"""The times that follow from an outline, by hand and against the planner."""

from __future__ import annotations

from dataclasses import replace

from samples import MONDAY, sample_plan, sample_tour

from caravan.plan.check import Rule, broken_rules
from caravan.plan.outline import outline_of
from caravan.plan.timing.timed import timed
from caravan.travel.times import TravelTimes

TOUR = sample_tour()
TRAVEL = TravelTimes(TOUR)
OUTLINE = outline_of(sample_plan())


def test_the_plan_of_the_sample_follows_from_its_outline():
    # By hand: on Monday they drive at once, 10:30–13:00, and are free in Sfax from then on.
    plan = timed(TOUR, OUTLINE, travel=TRAVEL)
    event, _, _, drive = sample_plan().days[0].items
    assert plan.days[0].items == (event, replace(drive, begins=630, ends=780))
    assert plan.days[1] == sample_plan().days[1]
    assert plan.precedent is None
    assert (plan.bound.value, plan.bound.travel_minutes) == (4, 0)
    assert broken_rules(plan) == ()


def test_an_event_too_late_for_its_hours_begins_on_arrival():
    # Sbeitla 8:30–10:30, drive to Sfax until 13:00, break, and 14:00–17:00 there. Gafsa is a guess
    # of hours away: it begins after its office has closed.
    outline = OUTLINE.moved("sfax", "team-1", MONDAY, 1).moved("gafsa", "team-1", MONDAY, 2)
    plan = timed(TOUR, outline, travel=TRAVEL)
    assert [stop.event for stop in plan.days[0].events] == ["sbeitla", "sfax", "gafsa"]
    assert plan.days[0].events[1].begins == 840
    broken = {(found.rule, found.event) for found in broken_rules(plan)}
    assert (Rule.TIME_WINDOW, "gafsa") in broken
    arrival = plan.days[0].items[-3]
    assert plan.days[0].events[2].begins == arrival.ends > 1050
    assert [stop.event for stop in plan.days[1].events] == ["kerkennah"]
