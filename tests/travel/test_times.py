"""Journeys by road and ferry, with timetables to the minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planning.tiny_tours import Example, tiny_place, tiny_tour, tiny_tours
from samples import MONDAY, TUESDAY, sample_tour

from caravan.errors import msg
from caravan.tour.ferry import Ferry, Timetable
from caravan.tour.names import Names
from caravan.tour.place import PlaceKind
from caravan.tour.road import Grade, Road
from caravan.tour.tour import Tour
from caravan.travel.leg import Journey, Leg, LegKind, Source
from caravan.travel.network import NetworkRoads
from caravan.travel.times import TravelTimes

# Sfax to its port takes 8 minutes, boarding 30, the crossing 75, the way on the island 30. Ships
# sail at 04:15, 06:15, … 20:15: who wants that of 10:15 (615) leaves Sfax at 09:37 (577).
SAMPLE = sample_tour()
TRAVEL = TravelTimes(SAMPLE)


def _with_timetable(**changes) -> Tour:
    ferry = SAMPLE.ferries[0]
    timetable = replace(ferry.timetables[0], **changes)
    return replace(SAMPLE, ferries=(replace(ferry, timetables=(timetable,)),))


def _to_the_island(tour=SAMPLE, day=TUESDAY, minute=0):
    return TravelTimes(tour).journey("sfax", "kerkennah", day, minute)


def test_a_drive_begins_when_the_team_is_free():
    journey = TRAVEL.journey("sbeitla", "sfax", MONDAY, 500)
    leg = Leg(
        LegKind.DRIVE,
        "sbeitla",
        "sfax",
        500,
        650,
        165.0,
        Source.ROADS,
        Grade.C,
        ("sbeitla", "faid", "sfax"),
    )
    assert journey == Journey(500, 650, (leg,))


def test_going_nowhere_takes_no_time():
    assert TRAVEL.journeys("sfax", "sfax", MONDAY, 500)[0] == Journey(500, 500, ())


def test_a_crossing_is_a_drive_a_sailing_and_a_drive():
    journey = TRAVEL.journey("sfax", "kerkennah", TUESDAY, 577)
    assert (journey.begins, journey.ends) == (577, 720)
    assert (journey.driving_minutes, journey.sailing_minutes) == (38, 75)
    assert [
        (leg.kind, leg.origin, leg.destination, leg.begins, leg.ends) for leg in journey.legs
    ] == [
        (LegKind.DRIVE, "sfax", "sfax-port", 577, 585),
        (LegKind.FERRY, "sfax-port", "sidi-youssef", 615, 690),
        (LegKind.DRIVE, "sidi-youssef", "kerkennah", 690, 720),
    ]
    sailing = journey.legs[1]
    assert (sailing.km, sailing.source, sailing.grade) == (20.4, Source.TIMETABLE, Grade.C)
    assert (sailing.ferry, sailing.path) == ("kerkennah-ferry", ("sfax-port", "sidi-youssef"))


def test_one_minute_too_late_for_boarding_takes_the_next_ship():
    assert TRAVEL.journey("sfax", "kerkennah", TUESDAY, 578).legs[1].begins == 735


def test_before_a_ship_the_team_waits_in_town_and_leaves_as_late_as_it_may():
    journey = TRAVEL.journey("sfax", "kerkennah", TUESDAY, 578)
    assert (journey.begins, journey.ends) == (697, 840)
    assert journey.legs[0].ends == 735 - 30


def test_without_boarding_time_the_ship_leaves_as_the_team_arrives():
    tour = replace(SAMPLE, ferries=(replace(SAMPLE.ferries[0], boarding_minutes=0),))
    travel = TravelTimes(tour)
    assert travel.journey("sfax", "kerkennah", TUESDAY, 607).legs[1].begins == 615
    assert travel.journey("sfax", "kerkennah", TUESDAY, 608).legs[1].begins == 735


def test_after_the_last_ship_there_is_no_journey():
    # The last sails at 20:15 (1215), so the team must leave at 1177.
    last = TRAVEL.journey("sfax", "kerkennah", TUESDAY, 1177)
    assert (last.begins, last.ends) == (1177, 1320)
    assert TRAVEL.journey("sfax", "kerkennah", TUESDAY, 1178) is None
    assert TRAVEL.journeys("sfax", "kerkennah", TUESDAY, 1178) == ()


def test_a_port_from_which_nothing_sails_is_left_by_nobody():
    assert TRAVEL.journey("kerkennah", "sfax", TUESDAY, 0) is None


def test_a_ship_is_reached_from_afar_by_road():
    # Sbeïtla to Sfax 150, to the port 8: for the ship of 12:15 (735) the team leaves at 547.
    journey = TRAVEL.journey("sbeitla", "kerkennah", TUESDAY, 547)
    assert (journey.begins, journey.ends) == (547, 840)
    assert journey.legs[0].path == ("sbeitla", "faid", "sfax", "sfax-port")


@pytest.mark.parametrize(
    ("day", "sails"),
    [
        (date(2020, 3, 8), False),
        (date(2020, 3, 9), True),
        (date(2020, 3, 11), True),
        (date(2020, 3, 12), False),
    ],
)
def test_a_timetable_holds_between_its_dates(day, sails):
    tour = _with_timetable(valid_from=date(2020, 3, 9), valid_to=date(2020, 3, 11))
    assert (_to_the_island(tour, day) is not None) is sails


def test_a_timetable_holds_on_its_weekdays():
    tour = _with_timetable(weekdays=(1, 6))
    sails = [
        day for n in range(7) if _to_the_island(tour, day := MONDAY + timedelta(days=n)) is not None
    ]
    assert sails == [date(2020, 3, 10), date(2020, 3, 15)]


def test_a_ship_that_sails_before_midnight_may_arrive_after_it():
    tour = _with_timetable(departures=(1430,))
    journey = _to_the_island(tour, minute=1000)
    assert (journey.begins, journey.ends) == (1392, 1535)
    assert TravelTimes(tour).journey("sfax", "kerkennah", TUESDAY, 1393) is None


def test_an_unknown_place_is_an_error():
    with pytest.raises(KeyError):
        TRAVEL.journeys("sfax", "atlantis", MONDAY, 0)


def test_warnings_are_those_of_the_roads():
    class Doubtful(NetworkRoads):
        warnings = (msg("the engine is asleep"),)

    assert TravelTimes(SAMPLE).warnings == ()
    assert TravelTimes(SAMPLE, Doubtful(SAMPLE)).warnings == (msg("the engine is asleep"),)


def _ferry(id_, ports, crossing, boarding, *departures, back=()):
    tables = [
        Timetable(port, MONDAY, MONDAY, tuple(range(7)), hours)
        for port, hours in zip(ports, (departures, back), strict=True)
        if hours
    ]
    return Ferry(id_, Names.of(fr=id_), ports, crossing, boarding, 9.0, Grade.B, tuple(tables))


def _road(a, b, minutes):
    return Road(a, b, float(minutes), minutes, Grade.A)


def _port(id_, x):
    return tiny_place(id_, x, 1, PlaceKind.PORT, bed=False)


def _town(id_, x):
    return tiny_place(id_, x, 0, bed=True)


def _bay(*ferries):
    """Towns a and b on two sides of a bay: 60 minutes around by road, ports 2 minutes away."""
    return TravelTimes(
        tiny_tour(
            places=(_town("a", 0), _town("b", 9), _port("p", 1), _port("q", 8)),
            roads=(_road("a", "b", 60), _road("a", "p", 2), _road("b", "q", 2)),
            ferries=ferries,
        )
    )


def _options(travel, minute, a="a", b="b"):
    return [
        (journey.begins, journey.ends, journey.driving_minutes, journey.sailing_minutes)
        for journey in travel.journeys(a, b, MONDAY, minute)
    ]


def test_a_quick_boat_beats_the_long_way_round():
    travel = _bay(_ferry("f", ("p", "q"), 10, 3, 105))
    assert _options(travel, 100) == [(100, 117, 4, 10)]


def test_a_late_boat_and_the_long_way_round_are_both_useful():
    # By road at 160; by the boat of 165 at 177, with less driving and less travel.
    travel = _bay(_ferry("f", ("p", "q"), 10, 3, 165))
    assert _options(travel, 100) == [(100, 160, 60, 0), (160, 177, 4, 10)]


def test_a_boat_that_is_worse_in_all_respects_is_not_offered():
    # 58 minutes at sea and 4 of driving are more travel than the road; but less driving.
    travel = _bay(_ferry("f", ("p", "q"), 58, 3, 165))
    assert _options(travel, 100) == [(100, 160, 60, 0), (160, 225, 4, 58)]
    # With a bridge that takes 4 minutes the boat has nothing to offer.
    tour = tiny_tour(
        places=(_town("a", 0), _town("b", 9), _port("p", 1), _port("q", 8)),
        roads=(_road("a", "b", 4), _road("a", "p", 2), _road("b", "q", 2)),
        ferries=(_ferry("f", ("p", "q"), 10, 3, 165),),
    )
    assert _options(TravelTimes(tour), 100) == [(100, 104, 4, 0)]


def test_a_later_boat_that_costs_as_much_is_not_offered():
    travel = _bay(_ferry("f", ("p", "q"), 10, 3, 105, 115))
    assert _options(travel, 90) == [(100, 117, 4, 10)]
    assert _options(travel, 101) == [(110, 127, 4, 10)]


def test_a_slow_boat_now_and_a_quick_one_later_are_both_useful():
    slow = _ferry("slow", ("p", "q"), 40, 3, 105)
    quick = _ferry("quick", ("p", "q"), 10, 3, 150)
    assert _options(_bay(slow, quick), 90) == [(100, 147, 4, 40), (145, 162, 4, 10)]


def test_a_boat_sails_both_ways_by_the_timetable_of_each_port():
    travel = _bay(_ferry("f", ("p", "q"), 10, 3, 105, back=(130,)))
    assert _options(travel, 100) == [(100, 117, 4, 10)]
    assert _options(travel, 100, "b", "a") == [(125, 142, 4, 10)]


def _islands(*departures, transfer=4, boarding=3):
    """Two crossings in a chain: p1 to p2, a drive on the island, p3 to p4."""
    return TravelTimes(
        tiny_tour(
            places=(
                _town("a", 0),
                _town("island", 20),
                _town("b", 40),
                *(_port(f"p{n}", x) for n, x in enumerate((1, 19, 21, 39), start=1)),
            ),
            roads=(
                _road("a", "p1", 2),
                _road("p2", "island", 2),
                _road("p2", "p3", transfer),
                _road("p4", "b", 2),
            ),
            ferries=(
                _ferry("f", ("p1", "p2"), 10, boarding, 105),
                _ferry("g", ("p3", "p4"), 20, boarding, *departures),
            ),
        )
    )


def test_two_ferries_in_a_chain_need_time_for_the_way_between_them():
    # On the island at 115, at its other port at 119, aboard from 122 on.
    on_time, late = _islands(122), _islands(121)
    assert _options(on_time, 100) == [(100, 144, 8, 30)]
    assert _options(late, 100) == []
    assert _options(_islands(121, 200), 100) == [(100, 222, 8, 30)]


def test_legs_of_a_chain_follow_each_other_with_waits_at_the_ports():
    (journey,) = _islands(121, 200).journeys("a", "b", MONDAY, 0)
    assert [(leg.origin, leg.destination, leg.begins, leg.ends) for leg in journey.legs] == [
        ("a", "p1", 100, 102),
        ("p1", "p2", 105, 115),
        ("p2", "p3", 115, 119),
        ("p3", "p4", 200, 220),
        ("p4", "b", 220, 222),
    ]


def test_one_port_may_serve_both_ferries_of_a_chain():
    ferries = (_ferry("f", ("p", "q"), 10, 3, 105), _ferry("g", ("q", "r"), 20, 0, 115))
    travel = TravelTimes(
        tiny_tour(
            places=(_town("a", 0), _port("p", 1), _port("q", 20), _port("r", 39), _town("b", 40)),
            roads=(_road("a", "p", 2), _road("r", "b", 2)),
            ferries=ferries,
        )
    )
    (journey,) = travel.journeys("a", "b", MONDAY, 0)
    assert [(leg.origin, leg.begins, leg.ends) for leg in journey.legs] == [
        ("a", 100, 102),
        ("p", 105, 115),
        ("q", 115, 135),
        ("r", 135, 137),
    ]


def test_whoever_stands_at_the_port_boards_there():
    # The town is its own port: no drive, the journey begins with boarding.
    travel = TravelTimes(
        tiny_tour(
            places=(_town("a", 0), _town("b", 20)), ferries=(_ferry("f", ("a", "b"), 10, 3, 105),)
        )
    )
    (journey,) = travel.journeys("a", "b", MONDAY, 50)
    assert (journey.begins, journey.ends, len(journey.legs)) == (102, 115, 1)
    assert travel.journeys("a", "b", MONDAY, 103) == ()


_MINUTES = range(46)


def _reachable(tour: Tour, roads: NetworkRoads, origin: str, day: date, minute: int):
    """(place, arrival, driving, travel) of all that a team can do from a minute on.

    It stands, drives anywhere (never twice in a row), or sails when it stood at the port in time.
    """
    found = set()
    states = {(origin, minute, 0, 0, True)}
    while states:
        found |= states
        states = {
            new
            for place, clock, driving, travel, may_drive in states
            for new in _steps(tour, roads, day, place, clock, driving, travel, may_drive=may_drive)
        } - found
    return {(place, clock, driving, travel) for place, clock, driving, travel, _ in found}


def _steps(tour, roads, day, place, clock, driving, travel, *, may_drive):
    for other in tour.places if may_drive else ():
        route = roads.route(place, other.id)
        if route is not None and other.id != place:
            spent = driving + route.minutes, travel + route.minutes
            yield other.id, clock + route.minutes, *spent, False
    for ferry in tour.ferries:
        for port in ferry.ports if place in ferry.ports else ():
            for departure in ferry.departures(port, day):
                if port == place and departure - ferry.boarding_minutes >= clock:
                    arrival = departure + ferry.crossing_minutes
                    at_sea = ferry.crossing_minutes
                    yield ferry.other_port(port), arrival, driving, travel + at_sea, True


@settings(max_examples=100)
@given(tiny_tours(), st.sampled_from(_MINUTES), st.data())
def test_journeys_are_the_best_of_all_that_can_be_done(example: Example, minute: int, data):
    tour = example.tour
    towns = [place.id for place in tour.places]
    origin = data.draw(st.sampled_from(towns))
    day = data.draw(st.sampled_from(tour.dates))
    travel = TravelTimes(tour)
    reachable = _reachable(tour, NetworkRoads(tour), origin, day, minute)
    for destination in towns:
        ends = {state[1:] for state in reachable if state[0] == destination}
        best = {
            one
            for one in ends
            if not any(other != one and all(map(int.__le__, other, one)) for other in ends)
        }
        journeys = travel.journeys(origin, destination, day, minute)
        assert {(j.ends, j.driving_minutes, j.travel_minutes) for j in journeys} == best
        assert len(journeys) == len(best)
        for journey in journeys:
            _check_legs(tour, journey, origin, destination, minute)


def _check_legs(tour: Tour, journey: Journey, origin: str, destination: str, minute: int) -> None:
    assert journey.begins >= minute
    boarding = {ferry.id: ferry.boarding_minutes for ferry in tour.ferries}
    legs = journey.legs
    if origin == destination:
        assert legs == ()
        return
    assert (legs[0].origin, legs[-1].destination) == (origin, destination)
    assert legs[-1].ends == journey.ends
    ready = boarding[legs[0].ferry] if legs[0].ferry else 0
    assert legs[0].begins == journey.begins + ready
    for before, after in pairwise(legs):
        assert before.destination == after.origin
        if after.ferry:
            assert before.ends + boarding[after.ferry] <= after.begins
        else:
            assert before.ends == after.begins


@settings(max_examples=60)
@given(tiny_tours())
def test_who_leaves_later_never_arrives_earlier(example: Example):
    tour = example.tour
    travel = TravelTimes(tour)
    for origin in tour.places:
        for destination in tour.places:
            arrivals = [
                journey.ends if journey else 10_000
                for minute in _MINUTES
                for journey in (travel.journey(origin.id, destination.id, MONDAY, minute),)
            ]
            assert arrivals == sorted(arrivals)
            assert all(arrival >= minute for minute, arrival in enumerate(arrivals))
