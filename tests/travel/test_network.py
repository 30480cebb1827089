"""Driving times over the road network, worked out by hand; guesses only where no road leads."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planning.tiny_tours import tiny_place, tiny_tour
from samples import place, sample_tour

from caravan.tour.place import PlaceKind
from caravan.tour.road import Grade, Road, TravelEstimate
from caravan.travel.leg import Source
from caravan.travel.network import NetworkRoads
from caravan.travel.roads import RoadRoute

SAMPLE = NetworkRoads(sample_tour())


def _haversine_km(a, b):
    """Distance on a sphere of 6371.009 km, by another formula than the library's."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(x) for x in p.point) for p in (a, b))
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.009 * math.asin(math.sqrt(h))


def _network(*roads, towns="abcd", **changes):
    """Towns in a row, 11.1 km apart."""
    places = tuple(tiny_place(id_, 10 * n, 0, bed=True) for n, id_ in enumerate(towns))
    return NetworkRoads(tiny_tour(places=places, roads=roads, **changes))


def _road(a, b, minutes, km=1.0, grade=Grade.A):
    return Road(a, b, km, minutes, grade)


def test_a_drive_leads_through_junctions_and_adds_their_figures_up():
    assert SAMPLE.route("sbeitla", "sfax") == RoadRoute(
        150, 165.0, Grade.C, Source.ROADS, ("sbeitla", "faid", "sfax")
    )
    assert SAMPLE.route("faid", "sfax-port") == RoadRoute(
        103, 107.0, Grade.C, Source.ROADS, ("faid", "sfax", "sfax-port")
    )


def test_the_way_back_is_the_same_way():
    assert SAMPLE.route("sfax", "sbeitla").path == ("sfax", "faid", "sbeitla")
    assert SAMPLE.route("sfax", "sbeitla").minutes == 150


def test_a_place_reaches_itself_in_no_time():
    assert SAMPLE.route("sfax", "sfax") == RoadRoute(0, 0.0, Grade.A, Source.ROADS, ("sfax",))


@pytest.mark.parametrize("pair", [("sfax", "x"), ("x", "sfax"), ("x", "x"), ("gafsa", "x")])
def test_an_unknown_place_is_an_error(pair):
    with pytest.raises(KeyError):
        SAMPLE.route(*pair)


def test_the_quickest_way_wins_even_when_it_is_longer_and_has_more_turns():
    network = _network(_road("a", "d", 40, 10), _road("a", "b", 19, 30), _road("b", "d", 20, 30))
    assert network.route("a", "d").path == ("a", "b", "d")
    assert (network.route("a", "d").minutes, network.route("a", "d").km) == (39, 60.0)


def test_of_equally_quick_ways_the_shortest_wins():
    network = _network(
        _road("a", "b", 20, 15),
        _road("b", "d", 20, 15),
        _road("a", "c", 10, 14),
        _road("c", "d", 30, 15),
    )
    assert network.route("a", "d").path == ("a", "c", "d")


def test_of_ways_equal_in_minutes_and_km_the_first_by_name_wins():
    roads = (_road("a", "c", 10), _road("c", "d", 10), _road("a", "b", 10), _road("b", "d", 10))
    for order in permutations(roads):
        assert _network(*order).route("a", "d").path == ("a", "b", "d")
        assert _network(*order).route("d", "a").path == ("d", "b", "a")


def test_of_two_roads_between_the_same_places_the_quicker_counts():
    network = _network(_road("a", "b", 30, 20, Grade.A), _road("b", "a", 25, 40, Grade.B))
    assert network.route("a", "b") == RoadRoute(25, 40.0, Grade.B, Source.ROADS, ("a", "b"))


@pytest.mark.parametrize(
    ("grades", "worst"),
    [("AAA", "A"), ("ABA", "B"), ("BAA", "B"), ("ABC", "C"), ("CAB", "C"), ("BBC", "C")],
)
def test_a_drive_is_as_sure_as_its_least_sure_road(grades, worst):
    first, second, third = map(Grade, grades)
    network = _network(
        _road("a", "b", 9, grade=first),
        _road("b", "c", 9, grade=second),
        _road("c", "d", 9, grade=third),
    )
    assert network.route("a", "d").grade is Grade(worst)


def test_kilometres_add_up_without_binary_crumbs():
    network = _network(_road("a", "b", 1, 0.1), _road("b", "c", 1, 0.2), _road("c", "d", 1, 0.3))
    assert network.route("a", "d").km == 0.6


def test_off_the_roads_the_great_circle_is_driven_at_the_tour_s_speed():
    tour = sample_tour()
    gafsa, sfax = tour.place("gafsa"), tour.place("sfax")
    # 184.3 km in a straight line; x 1.2 = 221.1 km; at 65 km/h 204.1 minutes, rounded up.
    km = _haversine_km(gafsa, sfax) * 1.2
    assert (round(km, 1), math.ceil(km * 60 / 65)) == (221.1, 205)
    assert SAMPLE.route("gafsa", "sfax") == RoadRoute(
        205, 221.1, Grade.C, Source.GREAT_CIRCLE, ("gafsa", "sfax")
    )
    other = NetworkRoads(replace(tour, estimate=TravelEstimate(1.5, 90.0)))
    assert other.route("gafsa", "sfax").minutes == math.ceil(km / 1.2 * 1.5 * 60 / 90)


@pytest.mark.parametrize("east", range(1, 60, 7))
def test_guessed_minutes_are_those_of_another_formula(east):
    places = (place("a", "A", "أ", (35.0, 9.0)), place("b", "B", "ب", (34.3, 9.0 + east / 10)))
    route = NetworkRoads(tiny_tour(places=places)).route("a", "b")
    km = _haversine_km(*places) * 1.2
    assert route.minutes == math.ceil(km * 60 / 65)
    assert route.km == round(km, 1)


def test_a_slow_road_is_a_road_and_no_guess_replaces_it():
    # 11.1 km apart, 13 minutes by the estimate: but the road takes 90.
    network = _network(_road("a", "b", 90, 80))
    assert network.route("a", "b").minutes == 90
    assert network.route("a", "b").source is Source.ROADS
    assert network.route("b", "c").source is Source.GREAT_CIRCLE


def test_between_two_parts_of_the_network_the_way_is_guessed():
    network = _network(_road("a", "b", 5), _road("c", "d", 5))
    guess = network.route("a", "d")
    # 33.36 km x 1.2 = 40.0 km, 36.95 minutes.
    assert (guess.minutes, guess.km, guess.source) == (37, 40.0, Source.GREAT_CIRCLE)


def test_nobody_drives_across_the_water_that_a_ferry_crosses():
    for mainland in ("sbeitla", "faid", "sfax", "sfax-port"):
        for island in ("kerkennah", "sidi-youssef"):
            assert SAMPLE.route(mainland, island) is None
            assert SAMPLE.route(island, mainland) is None


def test_a_town_off_the_roads_is_on_the_shore_of_the_nearest_place():
    assert SAMPLE.route("gafsa", "kerkennah") is None
    assert SAMPLE.route("gafsa", "sfax-port") is not None
    tour = sample_tour()
    mellita = place("mellita", "Mellita", "مليتة", (34.655, 11.05))
    network = NetworkRoads(replace(tour, places=(*tour.places, mellita)))
    assert network.route("mellita", "kerkennah").source is Source.GREAT_CIRCLE
    assert network.route("mellita", "sfax") is None
    assert network.route("mellita", "gafsa") is None


def test_a_ferry_beside_a_road_divides_no_shores():
    ferry = replace(sample_tour().ferries[0], ports=("b", "c"), timetables=())
    bridge = _network(_road("b", "c", 50), ferries=(ferry,))
    assert bridge.route("b", "c").minutes == 50
    assert bridge.route("a", "d").source is Source.GREAT_CIRCLE
    none = _network(ferries=(ferry,))
    assert none.route("b", "c") is None
    assert none.route("a", "d") is None
    assert none.route("a", "b").source is Source.GREAT_CIRCLE


def test_ports_and_junctions_are_reached_like_towns():
    port = tiny_place("p", 5, 0, PlaceKind.PORT, bed=False)
    places = (tiny_place("a", 0, 0, bed=True), port)
    assert NetworkRoads(tiny_tour(places=places)).route("a", "p").minutes == 7


def test_a_closed_road_is_gone_round():
    closed = replace(_road("a", "b", 5), closed=True)
    roads = _network(closed, _road("a", "c", 20), _road("c", "b", 20))
    assert roads.route("a", "b").path == ("a", "c", "b")


def test_what_only_a_closed_road_reaches_is_not_guessed():
    roads = _network(replace(_road("a", "b", 5), closed=True), _road("b", "c", 5))
    assert roads.route("a", "b") is None
    assert roads.route("a", "c") is None
    # No road ever led to d: that way is guessed, as before.
    assert roads.route("a", "d").source is Source.GREAT_CIRCLE


@st.composite
def _networks(draw: st.DrawFn):
    towns = "abcdef"[: draw(st.integers(2, 6))]
    pairs = st.tuples(st.sampled_from(towns), st.sampled_from(towns), st.integers(1, 9))
    roads = [_road(*road) for road in draw(st.lists(pairs, max_size=12)) if road[0] != road[1]]
    # A road from each town to the next, so that roads lead everywhere.
    roads += [_road(a, b, draw(st.integers(1, 30))) for a, b in pairwise(towns)]
    return towns, roads


@given(_networks())
def test_by_road_the_quickest_way_is_found_and_no_detour_is_quicker(drawn):
    towns, roads = drawn
    network = _network(*roads, towns=towns)
    least = {(a, b): 0 if a == b else 1000 for a in towns for b in towns}
    for road in roads:
        for pair in ((road.a, road.b), (road.b, road.a)):
            least[pair] = min(least[pair], road.minutes)
    for via, a, b in product(towns, repeat=3):
        least[a, b] = min(least[a, b], least[a, via] + least[via, b])
    for a, b in product(towns, repeat=2):
        route = network.route(a, b)
        assert route.minutes == least[a, b] == network.route(b, a).minutes
        assert (route.path[0], route.path[-1]) == (a, b)
        assert len(set(route.path)) == len(route.path)
    for via, a, b in product(towns, repeat=3):
        detour = network.route(a, via).minutes + network.route(via, b).minutes
        assert network.route(a, b).minutes <= detour
