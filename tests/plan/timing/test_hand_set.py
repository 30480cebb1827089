"""Outlines of all kinds, as people set them and as nobody should."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planning.random_tours import random_tour
from samples import MONDAY, TUESDAY, sample_plan, sample_tour

from caravan.files.plan_json import plan_from_json, plan_to_json
from caravan.plan.check import Rule, broken_rules
from caravan.plan.day import Stop, StopKind
from caravan.plan.outline import Outline, OutlineDay, OutlineTeam, outline_of
from caravan.plan.plan import Plan, Status
from caravan.plan.timing.timed import timed
from caravan.planning.solve import solve
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import CancelSailings
from caravan.tour.event import Event
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.pin import Pin
from caravan.travel.times import TravelTimes

TOUR = sample_tour()
OUTLINE = outline_of(sample_plan())
IDS = ["sbeitla", "sfax", "kerkennah", "gafsa", "atlantis", ""]
PLACES = ["sbeitla", "sfax", "kerkennah", "gafsa", "faid", "sfax-port", "atlantis", ""]


def _with_event(id_, **changes):
    events = tuple(replace(e, **changes) if e.id == id_ else e for e in TOUR.events)
    return replace(TOUR, events=events)


def _timed(outline=OUTLINE, tour=TOUR):
    return timed(tour, outline, travel=TravelTimes(tour))


def _times(plan, event):
    for day, stop in plan.kept:
        if stop.event == event:
            return day.date, stop.begins
    raise AssertionError(event)


@st.composite
def outlines(draw):
    left = draw(st.permutations(IDS))
    teams = []
    for number in range(draw(st.integers(0, 2))):
        days = []
        for _ in range(draw(st.integers(0, 3))):
            date_ = draw(st.sampled_from((MONDAY, TUESDAY, date(1, 1, 1), date(2031, 7, 1))))
            count = draw(st.integers(0, len(left)))
            days.append(OutlineDay(date_, tuple(left[:count]), draw(st.sampled_from(PLACES))))
            left = left[count:]
        start = draw(st.sampled_from(PLACES))
        teams.append(OutlineTeam(f"team-{number}", start, tuple(days)))
    return Outline(tuple(teams))


@given(outlines())
def test_any_outline_gets_its_times_and_is_judged(outline):
    plan = _timed(outline)
    for team, set_ in zip(plan.teams, outline.teams, strict=True):
        for day, wanted in zip(team.days, set_.days, strict=True):
            known = [id_ for id_ in wanted.events if id_ not in ("atlantis", "")]
            assert [stop.event for stop in day.events] == known
            assert (day.date, day.overnight) == (wanted.date, wanted.overnight)
            assert all(a.ends == b.begins for a, b in pairwise(day.items))
    found = broken_rules(plan)
    assert all(str(violation) for violation in found)
    # The items are as they should be, whatever is asked: only what was asked can be wrong.
    assert not {v.rule for v in found} & {
        Rule.FORM, Rule.TIMES, Rule.DURATION, Rule.EVENT_ONCE, Rule.EVENT_PLACE, Rule.SERVICE_TIME,
        Rule.SAILING, Rule.BOARDING, Rule.ROAD, Rule.FASTEST, Rule.ESTIMATE, Rule.OBJECTIVE,
    }  # fmt: skip


def test_a_whole_plan_on_one_day_runs_past_midnight_and_can_be_written():
    events = ("sbeitla", "gafsa", "sfax", "kerkennah")
    days = (OutlineDay(MONDAY, events, "sfax"), OutlineDay(TUESDAY, (), "kerkennah"))
    plan = _timed(Outline((OutlineTeam("team-1", "sbeitla", days),)))
    assert plan.days[0].items[-1].ends > 24 * 60
    assert plan_from_json(plan_to_json(plan)) == plan
    rules = {violation.rule for violation in broken_rules(plan)}
    assert {Rule.WORKING_HOURS, Rule.DRIVING_LIMIT, Rule.TIME_WINDOW} <= rules


@pytest.mark.parametrize("seed", range(6))
def test_the_outline_of_a_found_plan_breaks_nothing_and_travels_the_same(seed):
    tour = random_tour(seed, events=9, days=4, required=0.0)
    plan = solve(tour)
    assert isinstance(plan, Plan)
    again = timed(tour, outline_of(plan), travel=TravelTimes(tour))
    assert broken_rules(again) == ()
    assert again.objective == plan.objective
    assert [day.travel_minutes for day in again.days] == [day.travel_minutes for day in plan.days]


def test_events_that_the_tour_does_not_have_are_passed_over():
    outline = OUTLINE.moved("atlantis", "team-1", MONDAY, 0)
    assert _timed(outline).days == _timed().days


def test_an_event_waits_for_its_pinned_hour():
    plan = _timed(tour=_with_event("sbeitla", pin=Pin(MONDAY, 600)))
    assert _times(plan, "sbeitla") == (MONDAY, 600)
    assert broken_rules(plan) == ()


def test_an_event_too_late_for_its_pinned_hour_begins_on_arrival():
    # Sfax 8:30–11:30 on Tuesday; Gafsa, pinned to 12:00 there, is hours away.
    tour = _with_event("gafsa", pin=Pin(TUESDAY, 720))
    plan = _timed(OUTLINE.moved("gafsa", "team-1", TUESDAY, 1), tour)
    drive = next(
        i for i, item in enumerate(plan.days[1].items) if item.ends == _times(plan, "gafsa")[1]
    )
    assert plan.days[1].items[drive].kind in ("drive", "break")
    assert (Rule.PIN, "gafsa") in {(v.rule, v.event) for v in broken_rules(plan)}


def test_on_a_wrong_date_an_event_keeps_to_its_hours_all_the_same():
    # Pinned to Tuesday, it is set on Monday: its office opens at 8:30.
    plan = _timed(tour=_with_event("sbeitla", pin=Pin(TUESDAY)))
    assert _times(plan, "sbeitla") == (MONDAY, 510)
    assert [v.rule for v in broken_rules(plan)] == [Rule.PIN]


def test_on_a_refused_date_an_event_keeps_to_its_hours_all_the_same():
    plan = _timed(tour=_with_event("sbeitla", not_on=(MONDAY,)))
    assert _times(plan, "sbeitla") == (MONDAY, 510)
    assert [v.rule for v in broken_rules(plan)] == [Rule.REFUSED_DATE]


def test_a_fixed_hour_holds_on_a_wrong_date():
    plan = _timed(tour=_with_event("sbeitla", date=TUESDAY, begins=570))
    assert _times(plan, "sbeitla") == (MONDAY, 570)
    assert [v.rule for v in broken_rules(plan)] == [Rule.FIXED_DATE]


def test_an_hour_outside_of_the_opening_hours_is_waited_for():
    # At 17:00 the office is open for half an hour only; then there are 150 minutes to Sfax.
    plan = _timed(tour=_with_event("sbeitla", begins=1020))
    assert _times(plan, "sbeitla") == (MONDAY, 1020)
    assert {v.rule for v in broken_rules(plan)} == {Rule.TIME_WINDOW, Rule.WORKING_HOURS}


def test_on_a_closed_day_an_event_begins_on_arrival():
    sunday = MONDAY - timedelta(days=1)
    tour = replace(TOUR, first_day=sunday)
    days = (OutlineDay(sunday, ("sbeitla",), "sbeitla"),)
    plan = _timed(Outline((OutlineTeam("team-1", "sbeitla", days),)), tour)
    assert _times(plan, "sbeitla") == (sunday, 480)
    (found,) = (v for v in broken_rules(plan) if v.rule is Rule.TIME_WINDOW)
    assert str(found.message).endswith("it has no time window on this date")


def test_hours_shorter_than_the_event_are_waited_for():
    short = (TimeWindow(MONDAY, Hours(600, 660)),)
    plan = _timed(tour=_with_event("sbeitla", calendars=(), windows=short))
    assert _times(plan, "sbeitla") == (MONDAY, 600)


def test_hours_that_end_after_work_are_waited_for_when_that_breaks_less():
    # Hours 17:30–21:00 for 2 hours: work would last until 19:30, half an hour too long, and until
    # 22:00 with the drive. At 8:00 nothing else would break, but the hours by more than ten hours.
    evening = (TimeWindow(MONDAY, Hours(1050, 1260)),)
    plan = _timed(tour=_with_event("sbeitla", calendars=(), windows=evening))
    assert _times(plan, "sbeitla") == (MONDAY, 1050)
    assert [v.rule for v in broken_rules(plan)] == [Rule.WORKING_HOURS]


def test_a_day_without_events_is_a_drive_or_a_rest():
    plan = _timed(OUTLINE.without("sbeitla").sleeping("team-1", MONDAY, "sbeitla"))
    assert plan.days[0].items == ()
    plan = _timed(OUTLINE.without("sbeitla"))
    (drive,) = plan.days[0].items
    assert (drive.begins, drive.ends) == (480, 630)


def test_nothing_is_proved_of_times_that_follow():
    plan = _timed()
    assert plan.status is Status.FEASIBLE
    assert (plan.bound.value, plan.bound.travel_minutes, plan.bound.broken) == (4, 0, 0)


def test_without_any_travel_the_bound_is_reached():
    only = Event("sbeitla", "sbeitla", 60, ("offices",))
    tour = replace(TOUR, events=(only,), end="sbeitla", last_day=MONDAY)
    day = OutlineDay(MONDAY, ("sbeitla",), "sbeitla")
    plan = _timed(Outline((OutlineTeam("team-1", "sbeitla", (day,)),)), tour)
    assert plan.status is Status.OPTIMAL
    assert broken_rules(plan) == ()


def test_the_break_lies_where_it_costs_nothing():
    # Sbeitla 8:30–10:30, 150 minutes to Sfax, 13:30–16:30 there: the half hour before the afternoon
    # is too short, so the break is taken on arrival at 13:00, and the event begins at 14:00.
    plan = _timed(OUTLINE.moved("sfax", "team-1", MONDAY, 1))
    stops = [item for item in plan.days[0].items if isinstance(item, Stop)]
    assert [(s.kind, s.begins, s.ends) for s in stops] == [
        (StopKind.EVENT, 510, 630),
        (StopKind.BREAK, 780, 840),
        (StopKind.EVENT, 840, 1020),
    ]


def test_each_team_has_its_own_days():
    days = [
        (OutlineDay(MONDAY, (), "sfax"), OutlineDay(TUESDAY, ("sfax", "kerkennah"), "kerkennah"))
    ]
    days.append((OutlineDay(MONDAY, ("sbeitla",), "sfax"), OutlineDay(TUESDAY, (), "kerkennah")))
    teams = tuple(OutlineTeam(f"team-{n}", "sbeitla", d) for n, d in enumerate(days, start=1))
    plan = _timed(Outline(teams), replace(TOUR, teams=2))
    assert [[stop.event for day in team.days for stop in day.events] for team in plan.teams] == [
        ["sfax", "kerkennah"],
        ["sbeitla"],
    ]
    assert broken_rules(plan) == ()


def test_what_only_a_closed_road_reaches_is_not_reached():
    roads = tuple(replace(road, closed=road.b == "faid") for road in TOUR.roads)
    plan = _timed(tour=replace(TOUR, roads=roads))
    (found,) = (v for v in broken_rules(plan) if v.date == MONDAY)
    assert (found.rule, str(found.message)) == (
        Rule.PLACES,
        "the day ends in “sbeitla”, but the overnight stay is “sfax”",
    )
    assert plan.days[1] == _timed().days[1]


def test_when_all_boats_of_a_day_are_cancelled_the_island_is_not_reached():
    tour = adjusted(TOUR, CancelSailings("kerkennah-ferry", TUESDAY))
    found = [v for v in broken_rules(_timed(tour=tour)) if v.rule is Rule.PLACES]
    assert [(v.date, v.event) for v in found] == [(TUESDAY, "kerkennah")]
