"""Valhalla's matrix and route services."""

import json

import pytest
from engine_servers import Answer, encoded, serving, valhalla
from samples import sample_tour

from caravan.travel.engines.client import EngineClient
from caravan.travel.engines.engine import DrawnWay, Figures
from caravan.travel.engines.failure import EngineFailure, PlacesRefused
from caravan.travel.engines.settings import EngineSettings
from caravan.travel.engines.valhalla import Valhalla
from caravan.travel.leg import Source

TOUR = sample_tour()
SBEITLA, FAID, SFAX = (TOUR.place(id_) for id_ in ("sbeitla", "faid", "sfax"))


def _engine(server):
    return Valhalla(EngineClient(EngineSettings(Source.VALHALLA, server.address)))


def test_the_table_has_seconds_and_metres_of_each_pair():
    drives = {("sbeitla", "sfax"): (7201, 167500), ("faid", "sfax"): None}
    with serving(valhalla(TOUR, drives)) as server:
        table = _engine(server).table([SBEITLA, FAID], [SFAX, FAID])
        (request,) = server.requests
    assert table == [[Figures(7201, 167500), None], [None, Figures(0, 0)]]
    asked = json.loads(request.body)
    assert request.path == "/sources_to_targets"
    assert asked["units"] == "kilometers"
    assert asked["sources"][0] == {
        "lat": 35.23151,
        "lon": 9.12321,
        "search_cutoff": 1000,
        "search_filter": {"exclude_ferry": True},
    }


@pytest.mark.parametrize(
    "table",
    [
        None,
        [],
        [[]],
        [[None]],
        [[{"time": "60", "distance": 1.0}]],
        [[{"time": 60, "distance": -1.0}]],
        [[{"time": 60, "distance": False}]],
        [[{"time": 60, "distance": 1.0}, {"time": 60, "distance": 1.0}]],
        {"durations": [[60]], "distances": [[1.0]]},
    ],
)
def test_a_table_of_another_shape_is_refused(table):
    with (
        serving(lambda request, server: Answer({"sources_to_targets": table})) as server,
        pytest.raises(EngineFailure, match="not in the expected form"),
    ):
        _engine(server).table([SBEITLA], [SFAX])


@pytest.mark.parametrize(
    ("code", "words", "too_far_apart"),
    [
        (171, "No suitable edges near location", False),
        (170, "Locations are in unconnected regions", False),
        (154, "Path distance exceeds the max distance limit", True),
    ],
)
def test_places_that_are_refused_together_are_told_in_the_engines_words(code, words, too_far_apart):
    body = {"error_code": code, "error": words, "status_code": 400}
    with (
        serving(lambda request, server: Answer(body, status=400)) as server,
        pytest.raises(PlacesRefused, match=words) as refused,
    ):
        _engine(server).table([SBEITLA], [SFAX])
    assert refused.value.too_far_apart is too_far_apart


def test_any_other_error_is_a_failure_in_the_engines_words():
    body = {"error_code": 150, "error": "Exceeded max locations", "status_code": 400}
    with (
        serving(lambda request, server: Answer(body, status=400)) as server,
        pytest.raises(EngineFailure, match="Exceeded max locations") as failure,
    ):
        _engine(server).table([SBEITLA], [SFAX])
    assert not isinstance(failure.value, PlacesRefused)


def test_the_way_is_read_from_its_polyline():
    points = [SBEITLA.point, (34.93, 9.68), SFAX.point]
    with serving(valhalla(TOUR, {}, {("sbeitla", "sfax"): encoded(points)})) as server:
        assert _engine(server).way(SBEITLA, SFAX) == DrawnWay(tuple(points))


def test_a_way_by_ferry_says_so():
    pair = ("sbeitla", "sfax")
    ways = {pair: encoded([SBEITLA.point, SFAX.point])}
    with serving(valhalla(TOUR, {}, ways, ferries=(pair,))) as server:
        assert _engine(server).way(SBEITLA, SFAX).by_ferry


@pytest.mark.parametrize(
    "trip",
    [
        None,
        {},
        {"legs": [], "summary": {}},
        {"legs": [{}], "summary": {}},
        {"legs": [{"shape": 7}], "summary": {}},
        {"legs": [{"shape": "~"}], "summary": {}},
        {"legs": [{"shape": ""}]},
    ],
)
def test_a_way_of_another_shape_is_refused(trip):
    with (
        serving(lambda request, server: Answer({"trip": trip})) as server,
        pytest.raises(EngineFailure, match="not in the expected form"),
    ):
        _engine(server).way(SBEITLA, SFAX)
