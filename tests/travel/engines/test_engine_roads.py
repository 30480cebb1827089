"""A road table of an engine: its figures, its ways, and the tour's own roads behind it."""

from dataclasses import replace
from itertools import permutations

import pytest
from engine_servers import Answer, encoded, osrm, serving, valhalla
from mutations import with_item
from samples import TUESDAY, place, sample_plan, sample_tour

from caravan.plan.check import check_plan
from caravan.plan.geometry import with_legs
from caravan.tour.road import Grade
from caravan.travel.engines import EngineSettings, roads_of
from caravan.travel.leg import LegKind, Source
from caravan.travel.network import NetworkRoads
from caravan.travel.roads import RoadRoute
from caravan.travel.times import TravelTimes

TOUR = sample_tour()
MAINLAND = ("sbeitla", "gafsa", "sfax", "faid", "sfax-port")
ISLAND = ("kerkennah", "sidi-youssef")

# Figures of an engine that is a little slower than the tour's own roads; the great circle from
# Sbeitla to Sfax is 158.8 km, to Gafsa 94.8 km, from Gafsa to Sfax 184.1 km.
KM = {
    ("sbeitla", "gafsa"): 117,
    ("sbeitla", "sfax"): 167,
    ("sbeitla", "faid"): 61,
    ("sbeitla", "sfax-port"): 169,
    ("gafsa", "sfax"): 197,
    ("gafsa", "faid"): 120,
    ("gafsa", "sfax-port"): 199,
    ("sfax", "faid"): 106,
    ("sfax", "sfax-port"): 2,
    ("faid", "sfax-port"): 108,
    ("kerkennah", "sidi-youssef"): 24,
}
"""At 60 km/h: as many minutes as kilometres."""
DRIVES = {pair: (60 * km, 1000 * km) for (a, b), km in KM.items() for pair in ((a, b), (b, a))}


def _settings(server, source=Source.OSRM, **limits):
    return EngineSettings(source, server.address, **limits)


def _asked(tour, answering, source=Source.OSRM, **limits):
    """The road table of a server that is gone by then, and what it was asked."""
    with serving(answering) as server:
        roads = roads_of(tour, _settings(server, source, **limits))
    return roads, server


def test_without_an_engine_the_tours_own_roads_are_used():
    roads = roads_of(TOUR)
    assert isinstance(roads, NetworkRoads)
    assert roads.warnings == ()


@pytest.mark.parametrize(
    ("imitation", "source"), [(osrm, Source.OSRM), (valhalla, Source.VALHALLA)]
)
def test_drives_are_those_of_the_engine(imitation, source):
    roads, server = _asked(TOUR, imitation(TOUR, DRIVES), source)
    assert roads.warnings == ()
    assert roads.route("sbeitla", "sfax") == RoadRoute(
        167, 167.0, Grade.B, source, ("sbeitla", "sfax")
    )
    assert roads.route("sidi-youssef", "kerkennah") == RoadRoute(
        24, 24.0, Grade.B, source, ("sidi-youssef", "kerkennah")
    )
    for a, b in permutations(MAINLAND, 2):
        assert roads.route(a, b).source is source
    assert len(server.requests) == 2  # One for each shore.


def test_minutes_are_rounded_up_and_kilometres_to_one_decimal():
    drives = {
        **DRIVES,
        ("sbeitla", "sfax"): (7200.0, 167449),
        ("sfax", "sbeitla"): (7200.1, 167460),
    }
    roads, _ = _asked(TOUR, osrm(TOUR, drives))
    there, back = roads.route("sbeitla", "sfax"), roads.route("sfax", "sbeitla")
    assert (there.minutes, there.km) == (120, 167.4)
    assert (back.minutes, back.km) == (121, 167.5)


def test_a_drive_lasts_at_least_a_minute():
    near = place("sfax-sud", "Sfax Sud", "", (34.7406, 10.7603))
    tour = replace(TOUR, places=(*TOUR.places, near))
    drives = dict.fromkeys(permutations(("sfax", "sfax-sud")), (0.0, 5.0))
    roads, _ = _asked(tour, osrm(tour, drives))
    assert (roads.route("sfax", "sfax-sud").minutes, roads.route("sfax", "sfax-sud").km) == (1, 0.0)


def test_a_place_reaches_itself_in_no_time():
    roads, _ = _asked(TOUR, osrm(TOUR, DRIVES))
    assert roads.route("sfax", "sfax") == NetworkRoads(TOUR).route("sfax", "sfax")
    assert roads.route("sfax", "sfax").minutes == 0


def test_no_road_leads_across_the_water_and_the_engine_is_not_asked():
    # An engine that claims a drive to the island (by a ferry of its own) isn't believed.
    drives = dict.fromkeys(permutations(MAINLAND + ISLAND, 2), (6000, 150000)) | DRIVES
    roads, server = _asked(TOUR, osrm(TOUR, drives))
    assert roads.route("sfax", "kerkennah") is None
    assert roads.route("kerkennah", "sfax-port") is None
    points = sorted(len(request.path.split(";")) for request in server.requests)
    assert points == [2, 5]


def test_an_unknown_place_is_a_mistake_of_the_caller():
    roads, _ = _asked(TOUR, osrm(TOUR, DRIVES))
    with pytest.raises(KeyError):
        roads.route("sfax", "atlantis")


def test_a_pair_that_the_engine_does_not_know_is_taken_from_the_tours_own_roads():
    drives = {**DRIVES, ("sbeitla", "sfax"): None, ("gafsa", "sfax"): None}
    roads, server = _asked(TOUR, osrm(TOUR, drives))
    own = NetworkRoads(TOUR)
    assert roads.route("sbeitla", "sfax") == own.route("sbeitla", "sfax")
    assert roads.route("gafsa", "sfax") == own.route("gafsa", "sfax")
    assert roads.route("sfax", "sbeitla").source is Source.OSRM
    (warning,) = roads.warnings
    assert str(warning) == (
        f"The routing engine at {server.address} knows no way from “sbeitla” to “sfax”, so the "
        "tour's own roads are used there. Number of such drives: 2."
    )


@pytest.mark.parametrize(
    "figures",
    [
        (9000, 150_000),  # shorter than the great circle, 158.8 km
        (3600, 167_000),  # 167 km/h
        (90_000, 167_000),  # 25 hours
    ],
)
def test_figures_that_can_not_be_true_are_not_used(figures):
    roads, server = _asked(TOUR, osrm(TOUR, {**DRIVES, ("sbeitla", "sfax"): figures}))
    assert roads.route("sbeitla", "sfax") == NetworkRoads(TOUR).route("sbeitla", "sfax")
    (warning,) = roads.warnings
    assert str(warning) == (
        f"The routing engine at {server.address} gave figures from “sbeitla” to “sfax” that cannot "
        "be true, so the tour's own roads are used there. Number of such drives: 1."
    )


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer({}, status=500), "The routing engine answered with error 500. "),
        (
            Answer({"code": "TooBig", "message": "Too many table coordinates"}, status=400),
            "The routing engine answered with error 400. TooBig Too many table coordinates",
        ),
        (Answer(b"<html>"), "The routing engine's answer is not in the expected form."),
        (Answer(b'{"n": NaN}'), "The routing engine's answer is not in the expected form."),
        (Answer({"code": "Ok"}), "The routing engine's answer is not in the expected form."),
        (Answer(raw=b"nonsense\r\n\r\n"), "The routing engine can't be reached."),
        (
            Answer(status=302, headers={"Location": "http://127.0.0.1:9/"}),
            "The routing engine sends us elsewhere, and redirects are not followed.",
        ),
    ],
)
@pytest.mark.parametrize("source", [Source.OSRM, Source.VALHALLA])
def test_an_engine_that_fails_is_replaced_by_the_tours_own_roads_with_a_warning(
    answer, reason, source
):
    roads, server = _asked(TOUR, lambda request, server: answer, source)
    own = NetworkRoads(TOUR)
    for a in MAINLAND + ISLAND:
        for b in MAINLAND + ISLAND:
            assert roads.route(a, b) == own.route(a, b)
    why, instead = roads.warnings
    assert str(why) == reason
    assert str(instead) == (
        "Driving times come from the tour's own roads, not from the routing engine at "
        f"{server.address}."
    )
    # One failure is enough; only after a broken connection is it asked once more.
    assert len(server.requests) == (1 if answer.raw is None else 2)


def test_an_engine_that_fails_half_way_is_replaced_wholly():
    right = osrm(TOUR, DRIVES)

    def answer(request, server):
        return right(request, server) if len(server.requests) == 1 else Answer({}, status=503)

    roads, server = _asked(TOUR, answer)
    assert len(server.requests) == 2
    assert roads.route("sbeitla", "sfax").source is Source.ROADS
    assert len(roads.warnings) == 2


def test_a_place_that_the_engine_refuses_costs_its_own_drives_alone():
    right = valhalla(TOUR, DRIVES)
    refused = TOUR.place("gafsa")

    def answer(request, server):
        if f'"lat": {refused.latitude}' in request.body.decode():
            body = {"error_code": 171, "error": "No suitable edges near location"}
            return Answer(body, status=400)
        return right(request, server)

    roads, server = _asked(TOUR, answer, Source.VALHALLA)
    own = NetworkRoads(TOUR)
    for a, b in permutations(MAINLAND, 2):
        if "gafsa" in (a, b):
            assert roads.route(a, b) == own.route(a, b)
        else:
            assert roads.route(a, b).source is Source.VALHALLA
    (warning,) = roads.warnings
    assert str(warning) == (
        f"The routing engine at {server.address} knows no way from “sbeitla” to “gafsa”, so the "
        "tour's own roads are used there. Number of such drives: 8."
    )


def test_an_engine_that_is_gone_is_replaced_with_a_warning():
    with serving(lambda request, server: Answer({})) as server:
        pass
    roads = roads_of(TOUR, _settings(server))
    assert str(roads.warnings[0]) == "The routing engine can't be reached."
    assert roads.route("sbeitla", "sfax").source is Source.ROADS


def test_an_engine_that_keeps_silent_is_replaced_in_time():
    def silent(request, server):
        server.stopped.wait(10)
        return Answer({})

    roads, _ = _asked(TOUR, silent, request_seconds=0.2)
    assert str(roads.warnings[0]) == "The routing engine did not answer within 0.2 s."


def test_an_engine_that_takes_too_long_for_the_whole_table_is_replaced():
    roads, _ = _asked(TOUR, osrm(TOUR, DRIVES), table_seconds=0)
    assert str(roads.warnings[0]) == "The routing engine is too slow."


def test_many_places_are_asked_for_in_pieces():
    # 120 places on a meridian, 0.01 degrees (1.1 km) apart: 50 + 50 + 20 a side, nine requests.
    places = tuple(
        place(f"p{n}", f"P{n}", "", (30 + n / 100, 10.0), can_sleep=True) for n in range(120)
    )
    tour = replace(
        TOUR,
        places=places,
        roads=(),
        ferries=(),
        start="p0",
        end="p119",
        events=tuple(replace(event, place="p0") for event in TOUR.events),
    )
    drives = {
        (f"p{a}", f"p{b}"): (120 * abs(a - b), 1200 * abs(a - b))
        for a, b in permutations(range(120), 2)
    }
    roads, server = _asked(tour, osrm(tour, drives))
    assert roads.warnings == ()
    assert len(server.requests) == 9
    assert roads.route("p3", "p117") == RoadRoute(228, 136.8, Grade.B, Source.OSRM, ("p3", "p117"))
    assert all(roads.route(*pair).source is Source.OSRM for pair in drives)


def test_journeys_drive_as_the_engine_says_and_sail_as_the_timetable_says():
    roads, _ = _asked(TOUR, osrm(TOUR, DRIVES))
    times = TravelTimes(TOUR, roads)
    # Free in Sfax at 12:00. Two minutes to the port, there 30 minutes before the boat of 14:15;
    # it lands at 15:30, then 24 minutes by road.
    journey = times.journey("sfax", "kerkennah", TUESDAY, 720)
    assert [(leg.source, leg.begins, leg.ends) for leg in journey.legs] == [
        (Source.OSRM, 823, 825),
        (Source.TIMETABLE, 855, 930),
        (Source.OSRM, 930, 954),
    ]
    assert times.warnings == ()


WAY = [TOUR.place("sbeitla").point, (35.0, 9.5), (34.8, 10.3), TOUR.place("sfax").point]


def _engine_plan(source=Source.OSRM):
    """The sample plan with Monday's drive by an engine."""
    return with_item(0, 3, source=source, grade=Grade.B, path=("sbeitla", "sfax"))


@pytest.mark.parametrize(
    ("imitation", "source"), [(osrm, Source.OSRM), (valhalla, Source.VALHALLA)]
)
def test_the_legs_of_a_plan_get_the_way_that_the_engine_drives(imitation, source):
    plan = _engine_plan(source)
    with serving(imitation(TOUR, DRIVES, {("sbeitla", "sfax"): encoded(WAY)})) as server:
        roads = roads_of(TOUR, _settings(server, source))
        drawn = with_legs(plan, roads.with_geometry)
        again = with_legs(plan, roads.with_geometry)
        assert len(server.requests) == 3  # Two tables, and the way once.
    assert drawn.days[0].legs[0].geometry == tuple(WAY)
    assert drawn == again
    assert roads.warnings == ()
    # Nothing else has changed, and the plan is as right as before.
    assert with_legs(drawn, lambda leg: replace(leg, geometry=())) == plan
    assert check_plan(drawn) == ()


def test_only_legs_of_the_engine_are_drawn_by_it():
    with serving(osrm(TOUR, DRIVES, {})) as server:
        roads = roads_of(TOUR, _settings(server))
        assert with_legs(sample_plan(), roads.with_geometry) == sample_plan()
        assert with_legs(_engine_plan(Source.VALHALLA), roads.with_geometry) == _engine_plan(
            Source.VALHALLA
        )
        drawn = with_item(0, 3, _engine_plan(), geometry=((1.0, 2.0), (3.0, 4.0)))
        assert with_legs(drawn, roads.with_geometry) == drawn
        assert len(server.requests) == 2
    assert {leg.kind for day in sample_plan().days for leg in day.legs} == set(LegKind)


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        (
            None,
            "The routing engine answered with error 400. NoRoute Impossible route between points",
        ),
        (encoded([]), "The routing engine's answer is not in the expected form."),
        (encoded(WAY[::-1]), "The routing engine's answer is not in the expected form."),
        (encoded(WAY[:-1]), "The routing engine's answer is not in the expected form."),
    ],
)
def test_a_way_that_the_engine_does_not_tell_follows_the_tours_own_roads(way, reason):
    ways = {} if way is None else {("sbeitla", "sfax"): way}
    with serving(osrm(TOUR, DRIVES, ways)) as server:
        roads = roads_of(TOUR, _settings(server))
        drawn = with_legs(_engine_plan(), roads.with_geometry)
    assert drawn.days[0].legs[0].geometry == tuple(
        TOUR.place(id_).point for id_ in ("sbeitla", "faid", "sfax")
    )
    why, instead = roads.warnings
    assert str(why) == reason
    assert str(instead) == (
        "On the map some drives follow the tour's own roads, not the way of the routing engine at "
        f"{server.address}."
    )


def test_ways_are_asked_for_only_so_long():
    with serving(osrm(TOUR, DRIVES, {("sbeitla", "sfax"): encoded(WAY)})) as server:
        roads = roads_of(TOUR, _settings(server))
        roads._drawing_seconds = 0
        with_legs(_engine_plan(), roads.with_geometry)
        assert len(server.requests) == 2
    assert str(roads.warnings[0]) == "The routing engine is too slow."


def test_a_drive_that_takes_a_ferry_is_told():
    pair = ("sbeitla", "sfax")
    answering = valhalla(TOUR, DRIVES, {pair: encoded(WAY)}, ferries=(pair,))
    with serving(answering) as server:
        roads = roads_of(TOUR, _settings(server, Source.VALHALLA))
        with_legs(_engine_plan(Source.VALHALLA), roads.with_geometry)
    (warning,) = roads.warnings
    assert str(warning) == (
        "The routing engine takes a ferry from “sbeitla” to “sfax”, so its minutes are not all "
        "driving."
    )


def test_the_same_answers_give_the_same_table():
    first, _ = _asked(TOUR, osrm(TOUR, DRIVES))
    second, _ = _asked(TOUR, osrm(TOUR, DRIVES))
    pairs = list(permutations(MAINLAND + ISLAND, 2))
    assert [first.route(*pair) for pair in pairs] == [second.route(*pair) for pair in pairs]


def test_an_engine_that_cannot_know_of_a_closed_road_is_warned_of():
    first, *others = TOUR.roads
    tour = replace(TOUR, roads=(replace(first, closed=True), *others))
    roads, _ = _asked(tour, osrm(tour, DRIVES))
    (warning,) = roads.warnings
    assert f"the road between “{first.a}” and “{first.b}” is closed" in str(warning)
