"""The checker as a whole: plans changed at random, and plans made of anything."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import day_of, measured, only_violation, shifted, with_items, with_tour
from samples import MONDAY, sample_plan

from caravan.plan.check import Rule, Violation, check_plan
from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.plan import Bound, Objective, Plan, Precedent, Status, Team
from caravan.plan.promise import Promise
from caravan.tour.road import Grade
from caravan.travel.leg import Leg, LegKind, Source

DAYS = [0, 1]
POSITIONS = [
    (number, i) for number in DAYS for i in range(len(day_of(sample_plan(), number).items))
]


@pytest.mark.parametrize(("number", "index"), POSITIONS)
def test_a_dropped_item_is_never_accepted(number, index):
    items = list(day_of(sample_plan(), number).items)
    del items[index]
    assert check_plan(with_items(number, items))


@given(st.sampled_from(POSITIONS), st.integers(-600, 600).filter(bool))
def test_an_item_shifted_alone_is_never_accepted(position, minutes):
    number, index = position
    items = list(day_of(sample_plan(), number).items)
    items[index] = shifted(items[index], minutes)
    assert check_plan(with_items(number, items))


@given(st.sampled_from(POSITIONS), st.sampled_from(POSITIONS))
def test_two_exchanged_items_are_never_accepted(one, other):
    plan = sample_plan()
    rows = [list(day_of(plan, number).items) for number in DAYS]
    (a, i), (b, j) = one, other
    rows[a][i], rows[b][j] = rows[b][j], rows[a][i]
    plan = with_items(1, rows[1], with_items(0, rows[0], plan))
    assert bool(check_plan(plan)) == (one != other)


@given(st.integers(-510, 510))
def test_monday_may_begin_up_to_two_hours_later_and_not_earlier(minutes):
    # Its event lies in 8:30–12:30 for two hours; the drive then ends at 17:30 at the latest; and
    # from 12:00 or the end of the event until the drive there is always an hour.
    items = [shifted(item, minutes) for item in day_of(sample_plan(), 0).items]
    assert (not check_plan(with_items(0, items))) == (0 <= minutes <= 120)


@given(st.integers(-300, 300))
def test_tuesday_may_not_be_shifted_because_the_ship_does_not_wait(minutes):
    items = [shifted(item, minutes) for item in day_of(sample_plan(), 1).items]
    assert (not check_plan(with_items(1, items))) == (minutes == 0)


@given(st.integers(-60, 60))
def test_the_drive_to_the_port_may_begin_earlier_and_not_later(minutes):
    # Leaving at 13:00 at the earliest: then the wait before it has no minute left.
    items = list(day_of(sample_plan(), 1).items)
    items[3] = replace(items[3], ends=items[3].ends + minutes)
    items[4] = shifted(items[4], minutes)
    items[5] = replace(items[5], begins=items[5].begins + minutes)
    assert (not check_plan(with_items(1, items))) == (-37 <= minutes <= 0)


@given(st.sampled_from(POSITIONS[:3] + POSITIONS[4:-1]), st.integers(-90, 90).filter(bool))
def test_a_boundary_between_items_moves_only_among_waits(position, minutes):
    number, index = position
    items = list(day_of(sample_plan(), number).items)
    first, second = items[index], items[index + 1]
    items[index] = replace(first, ends=first.ends + minutes)
    items[index + 1] = replace(second, begins=second.begins + minutes)
    idle = all(isinstance(i, Stop) and i.kind is not StopKind.EVENT for i in (first, second))
    lasts = items[index].minutes >= 0 and items[index + 1].minutes >= 0
    assert (not check_plan(with_items(number, items))) == (idle and lasts)


IDS = st.sampled_from(
    ["sbeitla", "sfax", "kerkennah", "faid", "sfax-port", "sidi-youssef", "gafsa", "atlantis", ""]
)
CLOCKS = st.integers(-100, 3000) | st.sampled_from([10**30, -(10**30)])
KM = st.floats(allow_nan=True, allow_infinity=True) | st.floats(0, 300)
LEGS = st.builds(
    Leg,
    st.sampled_from(LegKind),
    IDS,
    IDS,
    CLOCKS,
    CLOCKS,
    KM,
    st.sampled_from(Source),
    st.sampled_from(Grade),
    st.lists(IDS, max_size=4).map(tuple),
    ferry=st.sampled_from(["", "kerkennah-ferry", "titanic"]),
)
STOPS = st.builds(Stop, st.sampled_from(StopKind), IDS, CLOCKS, CLOCKS, event=IDS)
DATES = st.integers(-3, 5).map(lambda n: MONDAY + timedelta(days=n)) | st.just(date.min)
DAY = st.builds(Day, DATES, IDS, IDS, st.lists(LEGS | STOPS, max_size=6).map(tuple))
TEAMS = st.builds(Team, st.sampled_from(["", "team-1"]), st.lists(DAY, max_size=4).map(tuple))
NUMBERS = st.integers(-10, 10**6)
PLANS = st.builds(
    Plan,
    st.just(sample_plan().tour),
    st.sampled_from(Status),
    st.builds(Objective, NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    st.builds(Bound, NUMBERS, NUMBERS),
    st.lists(TEAMS, max_size=3).map(tuple),
)


@given(PLANS)
def test_a_plan_made_of_anything_is_refused_without_an_exception(plan):
    violations = check_plan(plan)
    assert violations  # The only good plans of the sample tour have its three required events.
    assert all(isinstance(violation, Violation) for violation in violations)
    assert all(str(violation) for violation in violations)


INSTANTS = st.datetimes(timezones=st.sampled_from([UTC, ZoneInfo("Africa/Tunis")]))
EVENTS = st.sampled_from(["sbeitla", "sfax", "kerkennah", "gafsa"])
PAIRS = st.lists(EVENTS, min_size=2, max_size=2, unique=True).map(tuple)
PROMISES = st.builds(Promise, IDS, DATES, CLOCKS, st.booleans())


@settings(max_examples=40)
@given(PLANS, INSTANTS, st.lists(PROMISES, max_size=4), PAIRS, st.sets(IDS))
def test_what_had_happened_is_no_cause_for_an_exception(plan, instant, promises, pair, overtime):
    precedent = Precedent(instant, tuple(promises), tuple(sorted(overtime | {"team-1"})))
    roads = tuple(replace(road, closed=road.km < 10) for road in plan.tour.roads)
    tour = replace(plan.tour, orders=(pair,), forbidden_pairs=(pair,), roads=roads, teams=2)
    violations = check_plan(replace(plan, tour=tour, precedent=precedent))
    assert all(str(violation) for violation in violations)


@given(st.data())
def test_one_wild_item_in_a_good_plan_is_told(data):
    number, index = data.draw(st.sampled_from(POSITIONS))
    items = list(day_of(sample_plan(), number).items)
    items[index] = data.draw((LEGS | STOPS).filter(lambda item: item != items[index]))
    day = replace(day_of(sample_plan(), number), items=tuple(items))
    days = [day_of(sample_plan(), 0), day_of(sample_plan(), 1)]
    days[number] = day
    assert check_plan(replace(sample_plan(), teams=(Team("team-1", tuple(days)),)))


def test_two_teams_of_one_id_are_told():
    plan = sample_plan()
    plan = with_tour(replace(plan, teams=plan.teams * 2, bound=Bound(99, 0)), teams=2)
    first, *others = check_plan(plan)
    assert (first.rule, str(first.message)) == (Rule.TEAMS, "two teams are called “team-1”")
    assert {violation.rule for violation in others} == {Rule.EVENT_ONCE}


def test_a_plan_without_a_team_is_told():
    plan = measured(replace(sample_plan(), teams=()))
    first, *others = check_plan(plan)
    assert (first.rule, str(first)) == (Rule.TEAMS, "the plan has no team")
    assert [violation.rule for violation in others] == [Rule.REQUIRED] * 3


def test_two_teams_may_share_the_events():
    # One team holds everything, the other one only travels the same way.
    plan = sample_plan()
    idle = tuple(
        replace(
            day,
            items=tuple(
                replace(item, kind=StopKind.WAIT, event="") if isinstance(item, Stop) else item
                for item in day.items
            ),
        )
        for day in plan.teams[0].days
    )
    plan = with_tour(replace(plan, teams=(*plan.teams, Team("team-2", idle))), teams=2)
    assert check_plan(plan) == ()
    assert plan.objective.travel_minutes == 2 * 263


def test_more_or_fewer_teams_than_the_tour_has_are_told():
    violation = only_violation(with_tour(teams=3))
    assert (violation.rule, str(violation)) == (Rule.TEAMS, "teams of the plan: 1, of the tour: 3")


def test_the_same_plan_gives_the_same_violations():
    plan = replace(sample_plan(), bound=Bound(0, math.inf))
    assert check_plan(plan) == check_plan(plan)


def test_a_violation_is_told_in_another_language():
    violation = check_plan(measured(replace(sample_plan(), teams=())))[0]
    assert violation.translated({"the plan has no team": "le plan est vide"}.get) == (
        "le plan est vide"
    )
