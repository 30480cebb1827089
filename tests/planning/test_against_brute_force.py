"""The planner against an oracle that tries everything, on tiny tours of all kinds."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planning.brute_force import Answer, BruteForce
from planning.tiny_tours import Example, tiny_tours

from caravan.plan.check import check_plan
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan, Status
from caravan.planning import settle as search
from caravan.planning import solve as module
from caravan.planning.columns import enumerate_columns
from caravan.planning.search import find, prove
from caravan.planning.solve import solve
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.road import Grade, Road
from caravan.tour.rules import BreakRule, DayRules
from caravan.tour.tour import Tour
from caravan.travel.network import NetworkRoads


def _worth(plan: Plan) -> Answer:
    objective = plan.objective
    return Answer(objective.value, objective.travel_minutes, objective.balance)


def _table(answer: Infeasible) -> dict[str, int | None]:
    return {omission.event: omission.travel_minutes for omission in answer.omissions}


@settings(max_examples=300)
@given(tiny_tours())
def test_no_plan_is_better_than_the_one_that_is_called_best(example: Example):
    oracle = BruteForce(example.tour)
    best = oracle.best()
    answer = solve(example.tour)
    if best is None:
        assert isinstance(answer, Infeasible)
        assert answer.proved
        assert _table(answer) == oracle.omissions()
        return
    assert isinstance(answer, Plan)
    assert _worth(answer) == best
    assert answer.status is Status.OPTIMAL
    assert (answer.bound.value, answer.bound.travel_minutes) == (best.value, best.travel_minutes)
    assert answer.gap == 0
    assert check_plan(answer) == ()


@settings(max_examples=150)
@given(
    tiny_tours(),
    st.sampled_from((400_000, 60, 12)),
    st.sampled_from((1_000_000, 40, 5)),
    st.integers(0, 30),
)
def test_whatever_cuts_the_search_short_nothing_false_is_claimed(
    example: Example, label_limit: int, state_limit: int, patience: int
):
    left = patience

    def should_stop() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            module, "enumerate_columns", partial(enumerate_columns, label_limit=label_limit)
        )
        patch.setattr(search, "find", partial(find, state_limit=state_limit))
        patch.setattr(search, "prove", partial(prove, state_limit=state_limit))
        answer = solve(example.tour, should_stop=should_stop)
    oracle = BruteForce(example.tour)
    best = oracle.best()
    if isinstance(answer, Infeasible):
        assert best is None or not answer.proved
        # Of what was cut short some may be known and some not; what is said has to be true.
        for omission in answer.omissions:
            least = oracle.omissions()[omission.event]
            assert omission.helps in (None, least is not None)
            assert omission.travel_minutes in (None, least)
        return
    assert check_plan(answer) == ()
    assert best is not None
    worth = _worth(answer)
    assert (-worth.value, worth.travel_minutes) >= (-best.value, best.travel_minutes)
    bound = (-answer.bound.value, answer.bound.travel_minutes)
    assert bound <= (-best.value, best.travel_minutes)
    if answer.status is Status.OPTIMAL:
        assert (worth.value, worth.travel_minutes) == (best.value, best.travel_minutes)


@settings(max_examples=60)
@given(tiny_tours(most_events=4))
def test_on_a_slower_clock_the_plan_is_the_same(example: Example):
    # Everything takes 31 times as long, on real days now: so does travel, and balance is squared.
    tour = _with_every_road(example.tour)
    quick, slow = solve(tour), solve(_slowed(tour, 31))
    if isinstance(quick, Infeasible):
        assert isinstance(slow, Infeasible)
        table = _table(quick).items()
        assert _table(slow) == {id_: m if m is None else 31 * m for id_, m in table}
        return
    assert isinstance(slow, Plan)
    worth = _worth(quick)
    assert _worth(slow) == Answer(worth.value, 31 * worth.travel_minutes, 31**2 * worth.balance)


def _with_every_road(tour: Tour) -> Tour:
    """The tour with a road wherever one can drive: estimates don't scale, they are rounded up."""
    known = NetworkRoads(tour)
    routes = (known.route(a.id, b.id) for a, b in combinations(tour.places, 2))
    roads = (
        Road(route.path[0], route.path[-1], 1.0, route.minutes, Grade.C)
        for route in routes
        if route
    )
    return replace(tour, roads=tuple(roads))


def _slowed(tour: Tour, factor: int) -> Tour:
    def slow(hours: Hours) -> Hours:
        return Hours(hours.begins * factor, hours.ends * factor)

    rules, pause = tour.rules, tour.rules.pause
    return replace(
        tour,
        rules=DayRules(
            slow(rules.hours),
            min(rules.max_driving_minutes * factor, MINUTES_PER_DAY),
            pause and BreakRule(pause.minutes * factor, slow(pause.within)),
        ),
        calendars=tuple(
            replace(
                calendar,
                weekly=tuple(tuple(map(slow, spans)) for spans in calendar.weekly),
                blocked=tuple(tuple(map(slow, spans)) for spans in calendar.blocked),
            )
            for calendar in tour.calendars
        ),
        events=tuple(
            replace(
                event,
                service_minutes=event.service_minutes * factor,
                windows=tuple(TimeWindow(w.date, slow(w.hours)) for w in event.windows),
                begins=None if event.begins is None else event.begins * factor,
            )
            for event in tour.events
        ),
        roads=tuple(replace(road, minutes=road.minutes * factor) for road in tour.roads),
        ferries=tuple(
            replace(
                ferry,
                crossing_minutes=ferry.crossing_minutes * factor,
                boarding_minutes=ferry.boarding_minutes * factor,
                timetables=tuple(
                    replace(table, departures=tuple(factor * d for d in table.departures))
                    for table in ferry.timetables
                ),
            )
            for ferry in tour.ferries
        ),
    )
