"""A real Valhalla server over HTTP, built and run by the commands of docs/routing.md.

The roads are our own (roads/roads.osm): straight lines between towns, each with a speed, so that
lengths and minutes can be worked out by hand (real_roads.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from real_engines import RealEngine, commands, real_engine
from real_roads import APART, BEND, PLACES, POINTS, WAYS, km_of, minutes_of, road_tour
from samples import MONDAY, place

from caravan.files.plan_json import read_plan
from caravan.plan.check import check_plan
from caravan.tour.road import Grade
from caravan.travel.engines import EngineSettings, roads_of
from caravan.travel.engines.client import EngineClient
from caravan.travel.engines.failure import PlacesRefused
from caravan.travel.engines.valhalla import Valhalla
from caravan.travel.leg import LegKind, Source
from caravan.travel.network import NetworkRoads
from caravan.travel.times import TravelTimes

BUILD, SERVE, PROBE, PLAN = commands("Valhalla")
PORT = 8002
STATUS = "status"

NEAR = place("near", "Beside", "", (33.6, 10.0982 + 0.0065))
"""600 m east of the road from Gabès to Médenine, where that runs due south."""
FAR = place("far", "Desert", "", (33.6, 10.0982 + 0.0325))
"""3 km east of it: no road passes within a kilometre."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> RealEngine:
    engine = real_engine(tmp_path_factory.mktemp("valhalla"), "valhalla_service", PORT)
    done = engine.run(BUILD)
    assert done.returncode == 0, done.stdout + done.stderr
    return engine


@pytest.fixture(scope="module")
def server(built: RealEngine) -> Iterator[RealEngine]:
    with built.serving(SERVE, STATUS):
        yield built


@contextmanager
def _another(built: RealEngine, **limits: float) -> Iterator[RealEngine]:
    """A second server on the same roads, for a test that ends it, or with narrower limits."""
    other = RealEngine(built.folder, PORT)
    folder = built.folder / "var" / "valhalla"
    settings = json.loads((folder / "valhalla.json").read_text())
    settings["httpd"]["service"]["listen"] = f"tcp://127.0.0.1:{other.port}"
    settings["service_limits"]["auto"] |= limits
    (folder / "other.json").write_text(json.dumps(settings))
    with other.serving(SERVE.replace("valhalla.json", "other.json"), STATUS):
        yield other


def _settings(server: RealEngine) -> EngineSettings:
    return EngineSettings(Source.VALHALLA, server.address)


def _engine(server: RealEngine) -> Valhalla:
    return Valhalla(EngineClient(_settings(server)))


def test_the_document_asks_a_running_server_as_we_do():
    assert PROBE.split() == ["curl", f"http://127.0.0.1:{PORT}/{STATUS}"]


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_lengths_and_minutes_are_those_of_the_roads(server, way):
    ((figures,),) = _engine(server).table([PLACES[way[0]]], [PLACES[way[-1]]])
    assert figures.metres / 1000 == pytest.approx(km_of(way), rel=0.005)
    assert figures.seconds / 60 == pytest.approx(minutes_of(way), rel=0.01, abs=0.2)


def test_all_pairs_of_a_shore_are_answered_at_once(server):
    shore = [PLACES[id_] for id_ in list(PLACES)[:9]]
    table = _engine(server).table(shore, shore)
    assert all(cell is not None for row in table for cell in row)
    assert [table[n][n].seconds for n in range(9)] == [0] * 9


@pytest.mark.parametrize(("origin", "destination"), APART, ids=lambda id_: id_)
def test_no_figures_where_no_road_leads(server, origin, destination):
    assert _engine(server).table([PLACES[origin]], [PLACES[destination]]) == [[None]]


def test_a_place_beside_a_road_is_reached_from_the_nearest_point_of_it(server):
    # From Gabès 0.28146 degrees due south: 31.30 km, 20.9 minutes at 90 km/h.
    ((figures,),) = _engine(server).table([PLACES["gabes"]], [NEAR])
    assert figures.metres / 1000 == pytest.approx(31.30, rel=0.005)
    assert figures.seconds / 60 == pytest.approx(20.9, rel=0.01)
    way = _engine(server).way(PLACES["gabes"], NEAR)
    assert way.points[-1] == pytest.approx((33.6, 10.0982), abs=1e-5)


def test_a_place_without_a_road_makes_the_server_refuse_the_whole_table(server):
    places = [PLACES["gabes"], PLACES["medenine"], FAR]
    with pytest.raises(PlacesRefused) as refused:
        _engine(server).table(places, places)
    assert not refused.value.too_far_apart
    assert "error 400" in str(refused.value)


def test_a_place_without_a_road_costs_its_own_drives_alone(server):
    tour = road_tour(FAR, NEAR)
    roads = roads_of(tour, _settings(server))
    own = NetworkRoads(tour)
    for a in tour.places:
        for b in tour.places:
            if a.id != b.id:
                expected = Source.GREAT_CIRCLE if FAR in (a, b) else Source.VALHALLA
                assert roads.route(a.id, b.id).source is expected
    assert roads.route("gabes", "far") == own.route("gabes", "far")
    (warning,) = roads.warnings
    assert str(warning) == (
        f"The routing engine at {server.address} knows no way from “gabes” to “far”, so the tour's "
        "own roads are used there. Number of such drives: 10."
    )


def test_pairs_further_apart_than_the_server_allows_are_estimated_and_near_ones_are_not(built):
    tour = road_tour(PLACES["sfax"], PLACES["skhira"])
    with _another(built, max_matrix_distance=150_000) as narrow:
        with pytest.raises(PlacesRefused, match="exceeds the max distance limit") as refused:
            _engine(narrow).table(tour.places, tour.places)
        assert refused.value.too_far_apart
        roads = roads_of(tour, _settings(narrow))
    # As the crow flies. In between it depends on the road: the server stops its search early.
    further = (
        ("sfax", "medenine"),
        ("sfax", "ghomrassen"),
        ("skhira", "tataouine"),
    )  # 157, 191, 156
    near = (("skhira", "gabes"), ("medenine", "ghomrassen"), ("ghomrassen", "tataouine"))
    for a, b in (*further, *near):
        expected = Source.GREAT_CIRCLE if (a, b) in further else Source.VALHALLA
        assert roads.route(a, b).source is roads.route(b, a).source is expected, (a, b)
    (warning,) = roads.warnings
    assert str(warning).startswith(f"The routing engine at {narrow.address} knows no way from ")


def test_the_way_of_a_drive_follows_the_road(server):
    way = _engine(server).way(PLACES["gabes"], PLACES["tataouine"])
    assert not way.by_ferry
    corners = [POINTS["gabes"], BEND, POINTS["medenine"], POINTS["tataouine"]]
    assert [tuple(round(c, 5) for c in point) for point in way.points if point in corners] == [
        tuple(round(c, 5) for c in corner) for corner in corners
    ]


def test_a_tour_is_planned_with_it_by_the_documented_commands(server):
    done = server.run(PLAN)
    assert (done.returncode, done.stderr) == (0, "")
    plan = read_plan(server.folder / "plan.json")
    assert check_plan(plan) == ()
    (day,) = plan.days
    # Médenine comes first by its hour. The road from Ghomrassen back to it is one way, so this order
    # takes 233 minutes and the other 61.2 + 21.5 + 39.7 + 64.0, rounded up 251.
    legs = [leg for leg in day.legs if leg.kind is LegKind.DRIVE]
    assert [(leg.origin, leg.destination, leg.minutes) for leg in legs] == [
        ("gabes", "medenine", 65),  # 64.0, and a few seconds for turns
        ("medenine", "tataouine", 40),  # 39.7
        ("tataouine", "ghomrassen", 22),  # 21.5
        ("ghomrassen", "gabes", 106),  # 41.8 + 64.0 = 105.8
    ]
    assert [leg.km for leg in legs] == pytest.approx([96.05, 46.32, 17.95, 130.85], rel=0.005)
    for leg in legs:
        assert (leg.source, leg.grade, leg.is_estimate) == (Source.VALHALLA, Grade.B, False)
    assert BEND in legs[0].geometry
    assert legs[0].geometry[0] == pytest.approx(POINTS["gabes"], abs=1e-5)
    assert legs[0].geometry[-1] == pytest.approx(POINTS["medenine"], abs=1e-5)


def test_a_server_that_ends_after_the_table_leaves_the_minutes_and_costs_the_drawing(built):
    tour = road_tour()
    with _another(built) as other:
        roads = roads_of(tour, _settings(other))
        (drive,) = TravelTimes(tour, roads).journey("gabes", "medenine", MONDAY, 480).legs
        other.stop()
        drawn = roads.with_geometry(drive)
    assert (drawn.source, drawn.minutes) == (Source.VALHALLA, 65)
    assert drawn.geometry == (POINTS["gabes"], POINTS["medenine"])
    why, instead = roads.warnings
    assert str(why) == "The routing engine can't be reached."
    assert str(instead) == (
        "On the map some drives follow the tour's own roads, not the way of the routing engine at "
        f"{other.address}."
    )


def test_a_server_that_is_gone_leaves_estimates_and_says_so(built):
    with _another(built) as other:
        pass
    done = other.run(PLAN.replace("plan.json", "without.json"))
    assert done.returncode == 0
    assert "The routing engine can't be reached." in done.stderr
    assert f"not from the routing engine at {other.address}." in done.stderr
    plan = read_plan(built.folder / "without.json")
    drives = [leg for day in plan.days for leg in day.legs]
    assert {(leg.source, leg.is_estimate) for leg in drives} == {(Source.GREAT_CIRCLE, True)}
