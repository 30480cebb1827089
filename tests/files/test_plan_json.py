from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from files.folders import DATA
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import sample_plan

from caravan.errors import InputFaults
from caravan.files.plan_json import (
    disagreements,
    plan_from_json,
    plan_to_json,
    read_plan,
    write_plan,
)
from caravan.files.read_tour import read_tour
from caravan.plan.day import Stop
from caravan.plan.plan import Bound, Objective, Plan, Precedent, Status, Team
from caravan.plan.promise import Promise
from caravan.tour.event import Event
from caravan.tour.names import Names
from caravan.tour.opening import Hours, OpeningHours, TimeWindow
from caravan.tour.partner import Organizer, PartnerStatus
from caravan.tour.pin import Pin
from caravan.tour.rates import Rates
from caravan.travel.leg import Leg, Source


def broken(change: Callable[[dict[str, Any]], object]) -> list[str]:
    """The faults of the sample plan when its data is changed."""
    data = json.loads(plan_to_json(sample_plan()))
    change(data)
    return faults(json.dumps(data))


def faults(text: str) -> list[str]:
    with pytest.raises(InputFaults) as error:
        plan_from_json(text)
    return [str(fault) for fault in error.value.faults]


def test_a_plan_is_the_same_after_writing_and_reading(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    write_plan(sample_plan(), path)
    assert read_plan(path) == sample_plan()


def test_the_same_plan_gives_the_same_bytes_and_so_does_its_copy() -> None:
    text = plan_to_json(sample_plan())
    assert plan_to_json(sample_plan()) == text
    assert plan_to_json(plan_from_json(text)) == text


def test_the_tour_of_2020_survives_inside_a_plan() -> None:
    plan = replace(sample_plan(), tour=read_tour(DATA / "schedule.yaml"))
    assert plan_from_json(plan_to_json(plan)) == plan


def test_the_contract_of_other_programs_is_kept() -> None:
    data = json.loads(plan_to_json(sample_plan()))
    assert list(data) == [
        "format",
        "tour",
        "status",
        "objective",
        "bound",
        "gap",
        "teams",
    ]
    assert (data["format"], data["status"], data["gap"]) == (1, "feasible", None)
    assert data["objective"] == {
        "value": 3,
        "travel_minutes": 263,
        "driving_minutes": 188,
        "sailing_minutes": 75,
        "balance": 150**2 + 113**2,
    }
    assert data["bound"] == {"value": 4, "travel_minutes": 200}
    assert data["tour"]["first_day"] == "2020-03-09"
    assert data["tour"]["events"][1]["partners"][0]["language"] == "ar"
    day = data["teams"][0]["days"][1]
    assert {key: day[key] for key in day if key != "items"} == {
        "date": "2020-03-10",
        "start": "sfax",
        "overnight": "kerkennah",
        "driving_minutes": 38,
        "km": 46.4,
    }
    assert day["items"][0] == {
        "kind": "event",
        "place": "sfax",
        "event": "sfax",
        "begins": "2020-03-10T08:30:00+01:00",
        "ends": "2020-03-10T11:30:00+01:00",
        "minutes": 180,
    }
    assert day["items"][6] == {
        "kind": "ferry",
        "from": "sfax-port",
        "to": "sidi-youssef",
        "begins": "2020-03-10T14:15:00+01:00",
        "ends": "2020-03-10T15:30:00+01:00",
        "minutes": 75,
        "km": 20.4,
        "source": "timetable",
        "grade": "C",
        "path": ["sfax-port", "sidi-youssef"],
        "ferry": "kerkennah-ferry",
        "geometry": [],
    }


def every_key(data: object) -> set[str]:
    """The keys at any depth."""
    if isinstance(data, dict):
        return set(data) | set().union(*map(every_key, data.values()))
    return set().union(*map(every_key, data)) if isinstance(data, list) else set()


def test_a_plan_with_nothing_set_by_hand_is_written_as_it_always_was() -> None:
    new = {"pin", "not_on", "status", "closed", "orders", "forbidden_pairs", "rates"}
    new |= {"precedent", "broken_promises"}
    data = json.loads(plan_to_json(sample_plan()))
    del data["status"]  # of the plan itself
    assert every_key(data) & new == set()
    assert list(data["tour"]) == [
        "id", "name", "uid_domain", "zone", "first_day", "last_day", "start", "end", "revision",
        "organizers", "rules", "estimate", "calendars", "events", "places", "roads", "ferries",
    ]  # fmt: skip


def with_precedent() -> Plan:
    """The sample plan as if Sfax had been announced and confirmed for Monday."""
    instant = datetime.fromisoformat("2020-03-09T12:00:00+01:00")
    promises = (Promise("sfax", date(2020, 3, 9), 840, is_confirmed=True),)
    plan = sample_plan()
    return replace(
        plan,
        objective=replace(plan.objective, broken=12),
        bound=replace(plan.bound, broken=0),
        precedent=Precedent(instant, (*promises, Promise("gafsa", date(2020, 3, 10), 540))),
    )


def test_a_precedent_is_written_with_what_was_announced_and_how_much_is_broken() -> None:
    text = plan_to_json(with_precedent())
    data = json.loads(text)
    assert data["precedent"] == {
        "frozen_until": "2020-03-09T12:00:00+01:00",
        "promises": [
            {"event": "sfax", "date": "2020-03-09", "begins": "14:00", "is_confirmed": True},
            {"event": "gafsa", "date": "2020-03-10", "begins": "09:00", "is_confirmed": False},
        ],
    }
    assert (data["objective"]["broken_promises"], data["bound"]["broken_promises"]) == (12, 0)
    assert plan_from_json(text) == with_precedent()


def test_whose_limits_do_not_hold_is_written_and_read() -> None:
    plan = with_precedent()
    assert plan.precedent is not None
    plan = replace(plan, precedent=replace(plan.precedent, overtime=("team-1",)))
    text = plan_to_json(plan)
    assert json.loads(text)["precedent"]["overtime"] == ["team-1"]
    assert plan_from_json(text) == plan


def test_an_instant_of_a_computer_clock_is_rounded_to_where_the_same_minutes_lie_before_it() -> (
    None
):
    instant = datetime(2020, 3, 9, 11, 0, 0, 5, tzinfo=UTC)
    plan = replace(with_precedent(), precedent=Precedent(instant))
    read = plan_from_json(plan_to_json(plan)).precedent
    assert read == Precedent(datetime(2020, 3, 9, 11, 0, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            lambda p: p.update(frozen_until="2020-03-09T12:00:00"),
            (
                "precedent.frozen_until: “2020-03-09T12:00:00” has no offset from UTC. "
                "Write it like 2020-03-08T10:00:00+01:00"
            ),
        ),
        (
            lambda p: p["promises"][0].update(begins="soon"),
            (
                "precedent.promises[0].begins: “soon” is not a time of day like 08:30. "
                "Write hours and minutes with 24 hours, like 08:30"
            ),
        ),
        (
            lambda p: p["promises"][0].pop("event"),
            "precedent.promises[0].event: the key “event” is missing. Add it",
        ),
        (
            lambda p: p.pop("promises"),
            "precedent.promises: the key “promises” is missing. Add it",
        ),
    ],
)
def test_a_damaged_precedent_says_where_and_what(
    change: Callable[[dict[str, Any]], object], fault: str
) -> None:
    data = json.loads(plan_to_json(with_precedent()))
    change(data["precedent"])
    assert faults(json.dumps(data)) == [f"plan.json, {fault}"]


def test_the_file_is_readable_utf_8_with_a_line_end() -> None:
    text = plan_to_json(sample_plan())
    assert text.endswith("}\n")
    assert "قرقنة" in text
    assert max(map(len, text.splitlines())) < 130


def test_a_gap_is_written_when_it_is_known() -> None:
    plan = replace(sample_plan(), bound=Bound(3, 200))
    assert json.loads(plan_to_json(plan))["gap"] == 63 / 263
    assert plan_from_json(plan_to_json(plan)) == plan


def test_the_objective_is_read_as_it_is_written_for_the_checker_to_judge() -> None:
    wrong = replace(sample_plan(), objective=Objective(99, 1, 2, 3), status=Status.OPTIMAL)
    assert plan_from_json(plan_to_json(wrong)) == wrong


def test_an_instant_in_another_offset_is_the_same_minute() -> None:
    text = plan_to_json(sample_plan()).replace("2020-03-10T14:15:00+01:00", "2020-03-10T13:15:00Z")
    assert plan_from_json(text) == sample_plan()


def test_times_after_midnight_and_in_the_night_of_summer_time_survive() -> None:
    plan = sample_plan()
    tour = replace(
        plan.tour, zone="Europe/Paris", first_day=date(2020, 3, 28), last_day=date(2020, 3, 29)
    )
    monday, tuesday = plan.teams[0].days
    # At 02:00 of 29 March clocks jump to 03:00; the hour in between is on no clock.
    late = (
        replace(monday.items[0], begins=1500, ends=1560),
        replace(monday.items[1], begins=1570, ends=1630),
    )
    days = (
        replace(monday, date=date(2020, 3, 28), items=late),
        replace(tuesday, date=date(2020, 3, 29)),
    )
    shifted = replace(plan, tour=tour, teams=(replace(plan.teams[0], days=days),))
    assert plan_from_json(plan_to_json(shifted)) == shifted


def test_the_way_of_a_routing_engine_survives() -> None:
    plan = sample_plan()
    monday, tuesday = plan.teams[0].days
    leg = monday.legs[0]
    way = replace(leg, geometry=((35.2, 9.1), (34.7, 10.7)), source=Source.OSRM)
    days = (replace(monday, items=(*monday.items[:-1], way)), tuesday)
    routed = replace(plan, teams=(replace(plan.teams[0], days=days),))
    assert plan_from_json(plan_to_json(routed)) == routed


def test_all_of_an_event_survives() -> None:
    plan = sample_plan()
    event = Event(
        "evening",
        "gafsa",
        45,
        ("offices",),
        (TimeWindow(date(2020, 3, 9), Hours(1200, 1440)),),
        required=False,
        value=7,
        date=date(2020, 3, 9),
        begins=1215,
        venue=Names.of(fr="Salle", ar="قاعة"),
    )
    closed = OpeningHours(
        "closed",
        Names.of(fr="Fermé"),
        weekly=((Hours(0, 1440),),) * 7,
        blocked=((Hours(720, 780),),) * 7,
        dates=((date(2020, 3, 20), ()), (date(2020, 3, 9), (Hours(60, 120),))),
        source="by hand",
    )
    tour = replace(
        plan.tour,
        events=(*plan.tour.events, event),
        calendars=(*plan.tour.calendars, closed),
        organizers=(
            Organizer(Names.of(fr="A"), "a@b.example", "+216 1", "https://b.example/?a=1&b=2"),
        ),
    )
    assert plan_from_json(plan_to_json(replace(plan, tour=tour))).tour == tour


MINUTES = st.integers(0, 2 * 1440 - 1)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """The sample plan with other figures, times and texts, sound or not."""
    plan = sample_plan()
    text = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)

    def shaken(item: Leg | Stop) -> Leg | Stop:
        item = replace(item, begins=draw(MINUTES), ends=draw(MINUTES))
        if isinstance(item, Leg):
            return replace(item, km=draw(st.floats(0, 5000)))
        return item

    days = tuple(
        replace(day, items=tuple(shaken(item) for item in day.items)) for day in plan.teams[0].days
    )
    numbers = st.integers(-(10**12), 10**12)
    first = plan.tour.first_day + timedelta(days=draw(st.integers(0, 3000)))
    place = replace(plan.tour.places[0], names=Names((("fr", draw(text)), ("ar", draw(text)))))
    numbered = range(1, draw(st.integers(1, 3)) + 1)
    return replace(
        plan,
        tour=replace(
            plan.tour,
            first_day=first,
            last_day=first + timedelta(days=draw(st.integers(0, 59))),
            places=(place, *plan.tour.places[1:]),
            events=tuple(draw(events_by_hand(event)) for event in plan.tour.events),
            roads=tuple(replace(road, closed=draw(st.booleans())) for road in plan.tour.roads),
            teams=draw(st.integers(1, 8)),
            orders=draw(
                st.sampled_from([(), (("sbeitla", "sfax", "gafsa"), ("kerkennah", "sfax"))])
            ),
            forbidden_pairs=draw(st.sampled_from([(), (("gafsa", "sfax"), ("sfax", "sbeitla"))])),
            rates=draw(RATES),
        ),
        status=draw(st.sampled_from(Status)),
        objective=Objective(*(draw(numbers) for _ in range(5))),
        bound=Bound(*(draw(numbers) for _ in range(3))),
        teams=tuple(Team(f"team-{number}", days) for number in numbered),
        precedent=draw(st.none() | precedents()),
    )


RATE = st.none() | st.floats(0, 1e6)
RATES = st.builds(
    Rates,
    currency=st.just("TND"),
    **dict.fromkeys(("km", "sailing_km", "night", "day", "co2_grams_km"), RATE),
) | st.builds(Rates, co2_grams_sailing_km=RATE)


@st.composite
def events_by_hand(draw: st.DrawFn, event: Event) -> Event:
    """The event pinned, refused on some dates, with partners who have confirmed, or not."""
    dates = st.dates(date(2020, 1, 1), date(2020, 1, 9))
    pin = draw(st.none() | st.builds(Pin, dates, st.none() | st.integers(0, 1439)))
    refused = draw(st.lists(dates, max_size=3))
    status = draw(st.sampled_from(PartnerStatus))
    return replace(
        event,
        pin=pin,
        not_on=tuple(day for day in refused if pin is None or day != pin.date),
        partners=tuple(replace(partner, status=status) for partner in event.partners),
    )


@st.composite
def precedents(draw: st.DrawFn) -> Precedent:
    """What a plan had to respect, whole or in part."""
    offset = timezone(timedelta(minutes=draw(st.integers(-14 * 60, 14 * 60))))
    instant = draw(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 - offset below
    promises = st.builds(
        Promise,
        st.sampled_from(["sfax", "gafsa", "gone-long-ago"]),
        st.dates(date(2020, 1, 1), date(2021, 1, 1)),
        st.integers(0, 1439),
        st.booleans(),
    )
    return Precedent(
        instant.replace(microsecond=0, tzinfo=offset), tuple(draw(st.lists(promises, max_size=3)))
    )


@settings(max_examples=60)
@given(plans())
def test_any_plan_is_the_same_after_writing_and_reading(plan: Plan) -> None:
    plan = replace(
        plan, objective=replace(plan.objective, value=0), bound=replace(plan.bound, value=1)
    )
    assert plan_from_json(plan_to_json(plan)) == plan


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            lambda data: data.update(format=2),
            "format: format 2 is unknown. This program reads format 1",
        ),
        (
            lambda data: data.pop("format"),
            "format: the key “format” is missing. Add it",
        ),
        (
            lambda data: data.update(status="best"),
            "status: “best” is unknown here. Use one of: feasible, optimal",
        ),
        (
            lambda data: data["bound"].update(value="4"),
            "bound.value: “4” is not a whole number. Write digits only, like 120",
        ),
        (
            lambda data: data["objective"].update(value=10**13),
            "objective.value: 10000000000000 is too much. At most 1000000000000 is allowed",
        ),
        (
            lambda data: data.update(teams={}),
            "teams: a list is expected here. Write each entry on its own line, after “- ”",
        ),
        (
            lambda data: data["teams"][0]["days"][0].update(strat="x"),
            "teams[0].days[0].strat: the key “strat” is unknown. Did you mean “start”?",
        ),
        (
            lambda data: data["teams"][0]["days"][0]["items"][1].update(kind="nap"),
            (
                "teams[0].days[0].items[1].kind: “nap” is no kind of item. "
                "Use one of: break, drive, event, ferry, wait"
            ),
        ),
        (
            lambda data: data["teams"][0]["days"][0]["items"][1].update(kind=["wait"]),
            "teams[0].days[0].items[1].kind: “['wait']” is no kind of item. Did you mean “wait”?",
        ),
        (
            lambda data: data["teams"][0]["days"][0]["items"][1].update(
                begins="2020-03-09T10:30:30+01:00"
            ),
            (
                "teams[0].days[0].items[1].begins: “2020-03-09T10:30:30+01:00” is not a minute of "
                "2020-03-09. Write an instant of the day, in whole minutes"
            ),
        ),
        (
            lambda data: data["teams"][0]["days"][0]["items"][1].update(
                ends="2021-03-09T10:30:00+01:00"
            ),
            (
                "teams[0].days[0].items[1].ends: “2021-03-09T10:30:00+01:00” is not a minute of "
                "2020-03-09. Write an instant of the day, in whole minutes"
            ),
        ),
        (
            lambda data: data["teams"][0]["days"][0]["items"][3].update(source="hearsay"),
            (
                "teams[0].days[0].items[3].source: “hearsay” is unknown here. "
                "Use one of: great-circle, osrm, roads, timetable, valhalla"
            ),
        ),
        (
            lambda data: data["teams"][0]["days"][0]["items"][3].update(geometry=[[95, 9]]),
            "teams[0].days[0].items[3].geometry[0][0]: 95 is too much. At most 90 is allowed",
        ),
        (
            lambda data: data["tour"].update(start="nowhere"),
            ("tour: “nowhere” is not a town of the tour. Change it so that this no longer holds"),
        ),
        (
            lambda data: data["tour"]["places"][0].update(latitude=91),
            "tour.places[0].latitude: 91 is too much. At most 90 is allowed",
        ),
        (
            lambda data: data["tour"].update(zone="../../etc/passwd"),
            ("tour.zone: “../../etc/passwd” is not an IANA time zone. Write it like Europe/Paris"),
        ),
        (
            lambda data: data["tour"]["places"][0]["name"].update(fr="<b>\u202e"),
            (
                "tour.places[0].name.fr: character 4 is invisible: U+202E right-to-left override. "
                "Delete it, or write the text anew"
            ),
        ),
    ],
)
def test_a_damaged_plan_says_where_and_what(
    change: Callable[[dict[str, Any]], object], fault: str
) -> None:
    assert broken(change) == [f"plan.json, {fault}"]


def test_several_damages_are_told_at_once() -> None:
    def change(data: dict[str, Any]) -> None:
        for item in data["teams"][0]["days"][0]["items"][:2]:
            item["begins"] = "soon"

    assert [fault.split(":")[0] for fault in broken(change)] == [
        "plan.json, teams[0].days[0].items[0].begins",
        "plan.json, teams[0].days[0].items[1].begins",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "plan.json, line 1: this can't be read as JSON"),
        ('{"format": 1,}', "plan.json, line 1: this can't be read as JSON"),
        ('{"format": 1, "format": 1}', "plan.json: the key “format” is given twice in one object"),
        ('{"format": NaN}', "plan.json: “NaN” is not a number"),
        ('{"gap": -Infinity}', "plan.json: “-Infinity” is not a number"),
        ("[" * 200_000, "plan.json: nested far too deep"),
        ('{"a":' * 200_000, "plan.json: nested far too deep"),
        ("9" * 10_000, "plan.json: a number with far too many digits"),
        ('{"format": "\\ud800"}', "plan.json: half of a character"),
        ("[]", "plan.json: keys with values are expected here"),
        ("null", "plan.json: the value is missing"),
    ],
)
def test_what_is_no_plan_at_all_is_one_clear_fault(text: str, fault: str) -> None:
    found = faults(text)
    assert len(found) == 1
    assert found[0].startswith(f"{fault}. ")


def test_a_number_beyond_all_bounds_is_refused() -> None:
    text = plan_to_json(sample_plan()).replace(
        '"km": 165.0,\n              "source"', '"km": 1e999,\n              "source"'
    )
    found = faults(text)
    assert len(found) == 1
    assert found[0].startswith("plan.json, teams[0].days[0].items[3].km: ")


def test_a_plan_of_50_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputFaults, match=r"50\.0 MB, at most 20\.0 MB"):
        read_plan(path)


def test_figures_that_do_not_follow_from_the_rest_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    write_plan(replace(sample_plan(), bound=Bound(3, 200)), path)
    assert disagreements(path) == ()
    data = json.loads(path.read_text(encoding="utf-8"))
    data["objective"]["travel_minutes"] = 200
    data["gap"] = 0
    day = data["teams"][0]["days"][0]
    day["km"], day["driving_minutes"] = 100, 90
    day["items"][0]["minutes"] = 60
    path.write_text(json.dumps(data), encoding="utf-8")
    assert [str(fault).split(". ")[0] for fault in disagreements(path)] == [
        "plan.json, objective.travel_minutes: 200 is written, 263 follows from the rest",
        "plan.json, gap: 0.0 is written, 0.23954372623574144 follows from the rest",
        "plan.json, teams[0].days[0].driving_minutes: 90 is written, 150 follows from the rest",
        "plan.json, teams[0].days[0].km: 100.0 is written, 165.0 follows from the rest",
        "plan.json, teams[0].days[0].items[0].minutes: 60 is written, 120 follows from the rest",
    ]


def test_the_largest_figures_that_are_read_may_be_written() -> None:
    most = 10**12
    plan = replace(sample_plan(), objective=Objective(most, most, most, most))
    assert plan_from_json(plan_to_json(plan)).objective == plan.objective
