"""OSRM's table and route services."""

from dataclasses import replace

import pytest
from engine_servers import Answer, encoded, osrm, serving
from samples import sample_tour

from caravan.travel.engines.client import EngineClient
from caravan.travel.engines.engine import DrawnWay, Figures
from caravan.travel.engines.failure import EngineFailure, EngineRefusal, PlacesRefused
from caravan.travel.engines.osrm import Osrm
from caravan.travel.engines.settings import EngineSettings
from caravan.travel.leg import Source

TOUR = sample_tour()
SBEITLA, FAID, SFAX = (TOUR.place(id_) for id_ in ("sbeitla", "faid", "sfax"))


def _engine(server):
    return Osrm(EngineClient(EngineSettings(Source.OSRM, server.address)))


def test_the_table_has_seconds_and_metres_of_each_pair():
    drives = {
        ("sbeitla", "sfax"): (7201.5, 167449.2),
        ("sfax", "sbeitla"): (7300, 168000),
    }
    with serving(osrm(TOUR, drives)) as server:
        table = _engine(server).table([SBEITLA, SFAX], [SBEITLA, SFAX])
        (request,) = server.requests
    assert table == [
        [Figures(0, 0), Figures(7201.5, 167449.2)],
        [Figures(7300, 168000), Figures(0, 0)],
    ]
    assert request.path == "/table/v1/driving/9.123210,35.231510;10.760280,34.740560"
    assert request.query == {
        "annotations": "duration,distance",
        "sources": "0;1",
        "destinations": "0;1",
        "exclude": "ferry",
    }


def test_origins_and_destinations_may_differ():
    drives = {("sbeitla", "sfax"): (7200, 167000), ("faid", "sfax"): (5000, 105000)}
    with serving(osrm(TOUR, drives)) as server:
        table = _engine(server).table([SBEITLA, FAID], [SFAX])
        (request,) = server.requests
    assert table == [[Figures(7200, 167000)], [Figures(5000, 105000)]]
    assert (request.query["sources"], request.query["destinations"]) == ("0;1", "2")


def test_a_single_place_is_named_twice_as_the_server_takes_no_fewer():
    with serving(osrm(TOUR, {})) as server:
        assert _engine(server).table([SFAX], [SFAX]) == [[Figures(0, 0)]]
        (request,) = server.requests
    assert request.path == "/table/v1/driving/10.760280,34.740560;10.760280,34.740560"


def test_a_place_off_the_roads_of_a_strict_server_is_told_from_other_errors():
    words = "One of the supplied input coordinates could not snap to street segment."
    for code, failure in (("NoSegment", PlacesRefused), ("TooBig", EngineRefusal)):
        body = {"code": code, "message": words}
        with (
            serving(lambda request, server, body=body: Answer(body, status=400)) as server,
            pytest.raises(EngineFailure, match=words) as raised,
        ):
            _engine(server).table([SBEITLA], [SFAX])
        assert type(raised.value) is failure


def test_a_pair_without_a_way_has_no_figures():
    with serving(osrm(TOUR, {("sbeitla", "sfax"): None})) as server:
        assert _engine(server).table([SBEITLA], [SFAX]) == [[None]]


def test_a_place_that_was_moved_far_away_has_no_figures():
    # Half a degree of latitude is 55 km; a hundredth of a degree more is 1.1 km, and 0.008 is 0.9.
    drives = {("sbeitla", "sfax"): (7200, 167000), ("sfax", "sbeitla"): (7200, 167000)}

    def moved(by):
        def answer(request, server):
            right = osrm(TOUR, drives)(request, server)
            for waypoint in right.body["sources"][1:]:
                waypoint["location"][1] += by
            return right

        return answer

    for by, figures in ((0.5, None), (0.01, None), (0.008, Figures(7200, 167000))):
        with serving(moved(by)) as server:
            table = _engine(server).table([SBEITLA, SFAX], [SBEITLA, SFAX])
        assert table == [
            [Figures(0, 0), Figures(7200, 167000)],
            [figures, figures and Figures(0, 0)],
        ]


GOOD = {
    "code": "Ok",
    "durations": [[60.0]],
    "distances": [[1000.0]],
    "sources": [{"location": list(SBEITLA.point[::-1])}],
    "destinations": [{"location": list(SFAX.point[::-1])}],
}


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "NoTable"},
        {"code": None},
        {"durations": None},
        {"durations": []},
        {"durations": [[60.0], [60.0]]},
        {"durations": [[60.0, 60.0]]},
        {"durations": [60.0]},
        {"durations": [["60"]]},
        {"durations": [[True]]},
        {"durations": [[-1]]},
        {"durations": {"0": [60.0]}},
        {"distances": [[[1000]]]},
        {"distances": None},
        {"sources": []},
        {"sources": [None]},
        {"sources": [{"location": [9.1]}]},
        {"sources": [{"location": [9.1, "35"]}]},
        {"sources": [{"location": [9.1, 135.0]}]},
        {"destinations": [{}]},
    ],
)
def test_a_table_of_another_shape_is_refused(changes):
    with (
        serving(lambda request, server: Answer({**GOOD, **changes})) as server,
        pytest.raises(EngineFailure, match="not in the expected form"),
    ):
        _engine(server).table([SBEITLA], [SFAX])


@pytest.mark.parametrize(
    "body", [b"[]", b'"Ok"', b"null", b"7", b'{"code":"Ok","durations":[[1e999]]}']
)
def test_an_answer_that_is_no_table_is_refused(body):
    with (
        serving(lambda request, server: Answer(body)) as server,
        pytest.raises(EngineFailure, match="not in the expected form"),
    ):
        _engine(server).table([SBEITLA], [SFAX])


def test_a_server_that_can_not_leave_ferries_out_is_a_failure():
    body = {"code": "InvalidValue", "message": "Exclude flag combination is not supported."}
    with (
        serving(lambda request, server: Answer(body, status=400)) as server,
        pytest.raises(EngineFailure, match="Exclude flag combination is not supported"),
    ):
        _engine(server).table([SBEITLA], [SFAX])


def test_the_way_is_read_from_its_polyline():
    points = [SBEITLA.point, (34.93, 9.68), SFAX.point]
    with serving(osrm(TOUR, {}, {("sbeitla", "sfax"): encoded(points)})) as server:
        way = _engine(server).way(SBEITLA, SFAX)
        (request,) = server.requests
    assert way == DrawnWay(tuple(points))
    assert request.path == "/route/v1/driving/9.123210,35.231510;10.760280,34.740560"
    assert request.query == {
        "overview": "full",
        "geometries": "polyline6",
        "steps": "false",
        "exclude": "ferry",
    }


def test_no_way_is_a_failure_in_the_engines_words():
    with (
        serving(osrm(TOUR, {})) as server,
        pytest.raises(EngineFailure, match=r"error 400\. NoRoute Impossible route between points"),
    ):
        _engine(server).way(SBEITLA, SFAX)


@pytest.mark.parametrize(
    "routes", [None, [], [None], [{}], [{"geometry": {"type": "LineString"}}], [{"geometry": "~"}]]
)
def test_a_way_of_another_shape_is_refused(routes):
    with (
        serving(lambda request, server: Answer({"code": "Ok", "routes": routes})) as server,
        pytest.raises(EngineFailure, match="not in the expected form"),
    ):
        _engine(server).way(SBEITLA, SFAX)


def test_places_of_one_point_are_two_places():
    twin = replace(SFAX, id="sfax-twin")
    with serving(lambda request, server: Answer({})) as server:
        with pytest.raises(EngineFailure):
            _engine(server).table([SFAX], [twin])
        assert server.requests[0].query["destinations"] == "1"
