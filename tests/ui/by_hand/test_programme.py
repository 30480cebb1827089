"""What follows from a hand-set programme: times, broken rules, what is proved, what is history."""

from __future__ import annotations

import time
from dataclasses import replace

from programme_2020 import TEAM, outline_2020, plan_2020, tour_of_2020, travel_2020

from caravan.language.language import language
from caravan.plan.check import Rule
from caravan.plan.outline import outline_of
from caravan.plan.plan import Bound, Precedent, Status
from caravan.plan.promise import promises_of
from caravan.tour.pin import Pin
from caravan.ui.by_hand.faults import faults_of
from caravan.ui.by_hand.programme import asks_no_less, history_of, programme

FR = language("fr")
DATES = tour_of_2020().dates


def followed(outline, plan=None):
    return programme(tour_of_2020(), outline, travel_2020(), plan or plan_2020())


def test_the_programme_of_the_plan_breaks_nothing():
    found = followed(outline_2020())
    assert found.broken == ()
    assert found.plan.teams == plan_2020().teams
    assert found.before is None


def test_an_event_moved_to_a_full_day_breaks_rules_there_and_says_where():
    found = followed(outline_2020().moved("gafsa", TEAM, DATES[2], 2))
    faults = faults_of(found, FR)
    assert {fault.date for fault in faults} == {DATES[2]}
    # Métlaoui, Hezoua and back to Gafsa before Nefta: 1 h 42, 2 h 20 and 1 h 50 of driving.
    driving = next(f for f in found.broken if f.rule is Rule.DRIVING_LIMIT)
    assert dict(driving.message.values)["minutes"] == 102 + 140 + 110
    assert ("gafsa", f"Gafsa · {FR.date(DATES[2])}") in {(f.event, f.where) for f in faults}


def test_what_is_proved_of_a_plan_holds_for_the_programme_of_its_tour():
    bound = Bound(20, 1210)
    found = followed(outline_2020(), replace(plan_2020(), bound=bound))
    assert (found.plan.bound, found.plan.status) == (bound, Status.OPTIMAL)
    longer = outline_2020().moved("gafsa", TEAM, DATES[1], 0)
    found = followed(longer, replace(plan_2020(), bound=bound))
    assert found.plan.objective.travel_minutes > 1210
    assert (found.plan.bound, found.plan.status) == (bound, Status.FEASIBLE)


def test_a_bound_that_can_not_be_true_is_not_repeated():
    wrong = replace(plan_2020(), bound=Bound(20, 5000))
    assert followed(outline_2020(), wrong).plan.bound == Bound(20, 0)


def test_what_is_proved_of_another_tour_is_not_repeated():
    other = replace(tour_of_2020(), end="sfax")
    bounded = replace(plan_2020(), tour=other, bound=Bound(20, 1210))
    assert followed(outline_2020(), bounded).plan.bound == Bound(20, 0)


def pinned(tour, event, pin):
    return replace(
        tour, events=tuple(replace(e, pin=pin) if e.id == event else e for e in tour.events)
    )


def test_more_wishes_leave_what_is_proved_as_it_is_and_fewer_do_not():
    tour = tour_of_2020()
    day, hour = Pin(DATES[1]), Pin(DATES[1], 817)
    one, exact = pinned(tour, "gafsa", day), pinned(tour, "gafsa", hour)
    ordered = replace(tour, orders=(("sfax", "kerkennah"),))
    apart = replace(tour, forbidden_pairs=(("gafsa", "douz"),))
    for narrower, wider in (
        (one, tour),
        (exact, tour),
        (exact, one),
        (ordered, tour),
        (apart, tour),
    ):
        assert asks_no_less(narrower, wider)
        assert not asks_no_less(wider, narrower)
    assert asks_no_less(tour, tour)
    assert not asks_no_less(pinned(tour, "gafsa", Pin(DATES[2])), one)
    assert not asks_no_less(replace(ordered, end="sfax"), tour)
    without = replace(tour, events=tuple(e for e in tour.events if e.id != "sfax"))
    assert not asks_no_less(without, ordered)
    bounded = replace(plan_2020(), bound=Bound(20, 1210))
    assert programme(one, outline_2020(), travel_2020(), bounded).plan.bound == Bound(20, 1210)
    freed = replace(bounded, tour=one)
    assert programme(tour, outline_2020(), travel_2020(), freed).plan.bound == Bound(20, 0)


def test_days_that_are_history_stay_as_they_happened():
    tour = tour_of_2020()
    plan = plan_2020()
    (team,) = plan.teams
    events = {event.id: event for event in tour.events}
    noon = tour.instant(DATES[1], 720)
    # The first day ran late: its last drive took half an hour longer than it should.
    first = team.days[0]
    drive = first.items[-1]
    late = replace(first, items=(*first.items[:-1], replace(drive, ends=drive.ends + 30)))
    happened = replace(
        plan,
        teams=(replace(team, days=(late, *team.days[1:])),),
        precedent=Precedent(noon, promises_of(plan.days, events)),
    )
    assert history_of(happened) == DATES[1]
    found = followed(outline_of(happened), happened)
    assert found.plan.teams[0].days[0] == late
    assert found.plan.precedent == happened.precedent
    assert [found.is_locked(date) for date in DATES[:3]] == [True, True, False]
    assert history_of(plan) is None


def test_a_verdict_on_twenty_towns_comes_within_a_tenth_of_a_second():
    outline = outline_2020()
    followed(outline)
    took = []
    for number in range(5):
        moved = outline.moved("gafsa", TEAM, DATES[number], 0)
        began = time.process_time()
        faults_of(followed(moved), FR)
        took.append(time.process_time() - began)
    assert min(took) < 0.1


def test_the_same_fault_of_the_same_thing_is_told_once():
    found = followed(outline_2020().without("gafsa").without("sfax"))
    faults = faults_of(replace(found, broken=(*found.broken, *found.broken)), FR)
    assert [fault.event for fault in faults] == ["gafsa", "sfax"]
    assert len({fault.text for fault in faults}) == 2


def test_with_several_teams_the_team_is_named():
    tour = replace(tour_of_2020(), teams=2)
    (team,) = outline_2020().teams
    idle = replace(
        team,
        id="team-2",
        days=tuple(replace(d, events=(), overnight=tour.end) for d in team.days),
    )
    two = replace(outline_2020(), teams=(team, idle)).moved("tozeur", "team-2", DATES[0], 0)
    found = programme(tour, two, travel_2020(), plan_2020())
    wheres = [fault.where for fault in faults_of(found, language("en"))]
    assert any("Team 2" in where for where in wheres)
    assert not any("Team 1" in where for where in wheres)
