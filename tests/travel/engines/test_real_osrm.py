"""A real OSRM server over HTTP, built and run by the commands of docs/routing.md.

On the same roads as test_real_valhalla.py. OSRM's rules for cars take a fifth off each speed allowed.
"""

from __future__ import annotations

from collections.abc import Iterator

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
from caravan.travel.engines.osrm import Osrm
from caravan.travel.leg import LegKind, Source
from caravan.travel.times import TravelTimes

BUILD, SERVE, PLAN = commands("OSRM")
PORT = 5000
PROBE = "nearest/v1/driving/10.0982,33.88146"
SHARE_OF_SPEED = 0.8

FAR = place("far", "Desert", "", (33.6, 10.0982 + 0.0325))
"""3 km east of the road from Gabès to Médenine."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> RealEngine:
    engine = real_engine(tmp_path_factory.mktemp("osrm"), "osrm-routed", PORT)
    done = engine.run(BUILD)
    assert done.returncode == 0, done.stdout + done.stderr
    return engine


@pytest.fixture(scope="module")
def server(built: RealEngine) -> Iterator[RealEngine]:
    with built.serving(SERVE, PROBE):
        yield built


def _settings(server: RealEngine) -> EngineSettings:
    return EngineSettings(Source.OSRM, server.address)


def _engine(server: RealEngine) -> Osrm:
    return Osrm(EngineClient(_settings(server)))


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_lengths_and_minutes_are_those_of_the_roads(server, way):
    ((figures,),) = _engine(server).table([PLACES[way[0]]], [PLACES[way[-1]]])
    assert figures.metres / 1000 == pytest.approx(km_of(way), rel=0.005)
    minutes = minutes_of(way) / SHARE_OF_SPEED
    assert figures.seconds / 60 == pytest.approx(minutes, rel=0.01, abs=0.2)


def test_all_pairs_of_a_shore_are_answered_at_once(server):
    shore = [PLACES[id_] for id_ in list(PLACES)[:9]]
    table = _engine(server).table(shore, shore)
    assert all(cell is not None for row in table for cell in row)


@pytest.mark.parametrize(("origin", "destination"), APART, ids=lambda id_: id_)
def test_no_figures_where_no_road_leads(server, origin, destination):
    assert _engine(server).table([PLACES[origin]], [PLACES[destination]]) == [[None]]


def test_a_place_without_a_road_costs_its_own_drives_alone(server):
    roads = roads_of(road_tour(FAR), _settings(server))
    assert roads.route("gabes", "far").source is Source.GREAT_CIRCLE
    assert roads.route("far", "gabes").source is Source.GREAT_CIRCLE
    assert roads.route("gabes", "medenine").source is Source.OSRM
    (warning,) = roads.warnings
    assert str(warning).endswith("Number of such drives: 8.")


def test_a_server_that_refuses_such_a_place_costs_its_drives_alone_too(built):
    other = RealEngine(built.folder, PORT)
    with other.serving(SERVE.rstrip() + " --default-radius 1000\n", PROBE):
        with pytest.raises(PlacesRefused, match="NoSegment"):
            _engine(other).table([PLACES["gabes"]], [FAR])
        roads = roads_of(road_tour(FAR), _settings(other))
    assert roads.route("gabes", "far").source is Source.GREAT_CIRCLE
    assert roads.route("gabes", "medenine").source is Source.OSRM


def test_the_way_of_a_drive_follows_the_road(server):
    way = _engine(server).way(PLACES["gabes"], PLACES["tataouine"])
    corners = [POINTS["gabes"], BEND, POINTS["medenine"], POINTS["tataouine"]]
    assert [point for point in way.points if point in corners] == corners


def test_a_tour_is_planned_with_it_by_the_documented_commands(server):
    done = server.run(PLAN)
    assert (done.returncode, done.stderr) == (0, "")
    plan = read_plan(server.folder / "plan.json")
    assert check_plan(plan) == ()
    legs = [leg for day in plan.days for leg in day.legs if leg.kind is LegKind.DRIVE]
    assert [(leg.origin, leg.destination) for leg in legs] == [
        ("gabes", "medenine"),
        ("medenine", "tataouine"),
        ("tataouine", "ghomrassen"),
        ("ghomrassen", "gabes"),
    ]
    # 64.0, 39.7, 21.5 and 105.8 minutes at the speeds allowed.
    assert [leg.minutes for leg in legs] == pytest.approx([80.0, 49.6, 26.9, 132.3], abs=1.1)
    assert {(leg.source, leg.grade) for leg in legs} == {(Source.OSRM, Grade.B)}
    assert BEND in legs[0].geometry


def test_a_server_that_ends_after_the_table_leaves_the_minutes_and_costs_the_drawing(built):
    other = RealEngine(built.folder, PORT)
    with other.serving(SERVE, PROBE):
        roads = roads_of(road_tour(), _settings(other))
        (drive,) = TravelTimes(road_tour(), roads).journey("gabes", "medenine", MONDAY, 480).legs
        other.stop()
        drawn = roads.with_geometry(drive)
    assert drawn.source is Source.OSRM
    assert drawn.geometry == (POINTS["gabes"], POINTS["medenine"])
    assert str(roads.warnings[0]) == "The routing engine can't be reached."
