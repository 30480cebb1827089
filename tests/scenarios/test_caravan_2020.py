"""The real tour of March 2020, from the files of `data/`, with figures found in two ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from scenarios.plain_choice import Days, least_travel_of_all_events
from scenarios.plain_days import PlainDays

from caravan.files.plan_json import plan_to_json
from caravan.files.read_tour import read_tour
from caravan.plan.check import check_plan
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Bound, Objective, Plan, Status
from caravan.planning.columns import enumerate_columns
from caravan.planning.solve import solve
from caravan.tour.opening import Hours
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes

TOUR = read_tour(Path(__file__).parents[2] / "data" / "schedule.yaml")
BEST = (20, 1210, 194_700)
"""Value, travel minutes, balance."""


@pytest.fixture(scope="module")
def plan() -> Plan:
    answer = solve(TOUR)
    assert isinstance(answer, Plan)
    return answer


def _worth(tour: Tour) -> tuple[int, int, int]:
    answer = solve(tour)
    assert isinstance(answer, Plan)
    assert answer.status is Status.OPTIMAL
    assert check_plan(answer) == ()
    said = answer.objective
    return said.value, said.travel_minutes, said.balance


def test_all_twenty_towns_are_kept_and_no_plan_travels_less(plan):
    assert plan.status is Status.OPTIMAL
    assert plan.objective == Objective(20, 1135, 75, 194_700)
    assert plan.bound == Bound(20, 1210)
    assert plan.gap == 0
    assert plan.left_out == ()
    assert len(plan.kept) == 20


def test_the_plan_passes_the_checker(plan):
    assert check_plan(plan) == ()


def test_the_tour_begins_in_sbeitla_and_ends_in_kerkennah_by_ship(plan):
    assert [day.date for day in plan.days] == [date(2020, 3, n) for n in range(9, 17)]
    assert plan.days[0].start == "sbeitla"
    assert plan.days[-1].overnight == "kerkennah"
    sailings = [leg for day in plan.days for leg in day.legs if leg.ferry]
    assert [(leg.origin, leg.destination) for leg in sailings] == [
        ("sfax-port", "sidi-youssef-port")
    ]


def test_sidi_bouzid_is_on_tuesday_the_tenth(plan):
    (day,) = (day for day, stop in plan.kept if stop.event == "sidi-bouzid")
    assert day.date == date(2020, 3, 10)


def test_every_night_is_spent_where_there_are_beds(plan):
    beds = {place.id for place in TOUR.beds}
    assert all(day.overnight in beds for day in plan.days[:-1])


def test_planning_again_gives_the_same_bytes(plan):
    assert plan_to_json(solve(TOUR)) == plan_to_json(plan)


def _plain_days(*, lunch_anywhere: bool) -> list[dict[str, dict[tuple[frozenset[str], str], int]]]:
    """All days by date and first place; dates of equal windows are gone through once."""
    travel = TravelTimes(TOUR)
    known: dict[object, dict[str, dict[tuple[frozenset[str], str], int]]] = {}
    result = []
    for day in TOUR.dates:
        windows = tuple(w.hours for e in TOUR.events for w in TOUR.windows(e) if w.date == day)
        kind = (windows, day == TOUR.first_day, day == TOUR.last_day)
        if kind not in known:
            plain = PlainDays(TOUR, travel, day, lunch_anywhere=lunch_anywhere)
            starts = [TOUR.start] if day == TOUR.first_day else [bed.id for bed in TOUR.beds]
            known[kind] = {start: plain.from_place(start) for start in starts}
        result.append(known[kind])
    return result


def _as_bits(days) -> Days:
    bit = {event.id: 1 << number for number, event in enumerate(TOUR.events)}
    return [
        {
            start: [(sum(bit[id_] for id_ in held), night, m) for (held, night), m in found.items()]
            for start, found in day.items()
        }
        for day in days
    ]


def test_every_order_tried_gives_the_same_days_and_the_same_best_choice():
    plain = _plain_days(lunch_anywhere=False)
    columns = enumerate_columns(TOUR, TravelTimes(TOUR))
    assert columns.complete
    places, ids = columns.index.places, [event.id for event in TOUR.events]
    for ours, theirs in zip(plain, columns.chain, strict=True):
        rows = zip(
            theirs.first.tolist(),
            theirs.mask.tolist(),
            theirs.overnight.tolist(),
            theirs.travel.tolist(),
            strict=True,
        )
        found = {
            (
                places[first],
                frozenset(id_ for number, id_ in enumerate(ids) if mask >> number & 1),
                places[night],
            ): minutes
            for first, mask, night, minutes in rows
        }
        assert found == {
            (start, held, night): minutes
            for start, days in ours.items()
            for (held, night), minutes in days.items()
        }
    days = _as_bits(plain)
    # Every choice of at most 1210 minutes was looked at: 1210 is the least, 1209 impossible.
    assert least_travel_of_all_events(TOUR, days, 1210) == (1210, 194_700)
    assert least_travel_of_all_events(TOUR, days, 1209) is None


def test_lunch_in_a_town_on_the_way_would_save_nothing():
    # The planner has lunch only where it starts, hosts or sleeps. Here any town will do.
    days = _as_bits(_plain_days(lunch_anywhere=True))
    assert least_travel_of_all_events(TOUR, days, 1210) == (1210, 194_700)


def _rules(**changes) -> Tour:
    return replace(TOUR, rules=replace(TOUR.rules, **changes))


def _beds(*towns: str) -> Tour:
    places = (replace(p, can_sleep=True) if p.id in towns else p for p in TOUR.places)
    return replace(TOUR, places=tuple(places))


def _always_open() -> Tour:
    weekly = ((Hours(480, 1140),),) * 7
    calendars = (replace(c, weekly=weekly, blocked=((),) * 7) for c in TOUR.calendars)
    return replace(TOUR, calendars=tuple(calendars))


PAUSE = TOUR.rules.pause
assert PAUSE is not None


@pytest.mark.parametrize(
    ("easier", "worth"),
    [
        pytest.param(_rules(pause=None), (20, 1184, 179_368), id="no lunch"),
        pytest.param(
            _rules(pause=replace(PAUSE, minutes=30)), (20, 1184, 179_368), id="half an hour"
        ),
        pytest.param(
            _rules(pause=replace(PAUSE, within=Hours(660, 930))),
            (20, 1184, 190_548),
            id="wide lunch",
        ),
        pytest.param(_rules(max_driving_minutes=1440), BEST, id="no driving limit"),
        pytest.param(_rules(hours=Hours(360, 1320)), (20, 1210, 190_500), id="long days"),
        pytest.param(_beds("jemna", "el-hamma", "ghomrassen"), BEST, id="beds in the south"),
        pytest.param(_beds("sakiet-ezzit"), (20, 1210, 191_496), id="beds near Sfax"),
        pytest.param(_always_open(), (20, 1184, 183_688), id="always open"),
        pytest.param(
            replace(TOUR, last_day=TOUR.last_day + timedelta(days=1)),
            (20, 1184, 174_804),
            id="nine days",
        ),
        pytest.param(
            replace(TOUR, events=tuple(replace(e, date=None) for e in TOUR.events)),
            BEST,
            id="no fixed date",
        ),
        pytest.param(
            replace(TOUR, events=tuple(replace(e, required=False) for e in TOUR.events)),
            BEST,
            id="optional",
        ),
        pytest.param(
            replace(TOUR, ferries=tuple(replace(f, boarding_minutes=0) for f in TOUR.ferries)),
            (20, 1210, 186_180),
            id="no boarding",
        ),
    ],
)
def test_an_easier_tour_is_never_worse(easier, worth):
    assert _worth(easier) == worth
    value, travel, balance = worth
    assert (-value, travel, balance) <= (-BEST[0], *BEST[1:])


def test_the_longest_day_drives_220_minutes_and_one_less_costs_27():
    assert max(day.driving_minutes for day in solve(TOUR).days) == 220
    assert _worth(_rules(max_driving_minutes=220)) == BEST
    assert _worth(_rules(max_driving_minutes=219)) == (20, 1237, 200_253)


def test_with_centres_closed_at_18_one_town_must_be_left_out():
    # What data/schedule.yaml says about its hours.
    shorter = tuple(
        replace(
            calendar,
            weekly=tuple(
                tuple(Hours(span.begins, min(span.ends, 1080)) for span in spans)
                for spans in calendar.weekly
            ),
        )
        for calendar in TOUR.calendars
    )
    tour = replace(TOUR, calendars=shorter)
    answer = solve(tour)
    assert isinstance(answer, Infeasible)
    assert answer.proved
    table = {omission.event: omission.travel_minutes for omission in answer.omissions}
    assert {town for town, minutes in table.items() if minutes is None} == {
        "sbeitla",
        "bir-el-hafey",
        "nefta",
        "hezoua",
    }
    assert min(minutes for minutes in table.values() if minutes) == table["douz"] == 1395
    without = replace(tour, events=tuple(e for e in tour.events if e.id != "douz"))
    assert _worth(without)[:2] == (19, 1395)


def test_seven_days_are_too_few():
    answer = solve(replace(TOUR, last_day=TOUR.last_day - timedelta(days=1)))
    assert isinstance(answer, Infeasible)
    assert answer.proved
