"""A border that no road of the tour crosses is told of, once for two countries."""

from __future__ import annotations

from dataclasses import replace

import pytest
from planning.tiny_tours import tiny_place, tiny_tour

from caravan.tour.ferry import Ferry
from caravan.tour.names import Names
from caravan.tour.place import PlaceKind
from caravan.tour.road import Grade, Road
from caravan.travel.network import NetworkRoads

NEITHER = "these times are guesses that know neither bridge nor queue."


def warnings(countries: dict[str, str], *roads: str, **changes: object) -> list[str]:
    """Towns with their countries in a row; roads like ``"ab"``."""
    places = tuple(
        replace(tiny_place(id_, 10 * n, 0, bed=True), country=country)
        for n, (id_, country) in enumerate(countries.items())
    )
    links = tuple(Road(a, b, 10, 10, Grade.A) for a, b in roads)
    tour = tiny_tour(places=places, roads=links, **changes)
    return [str(warning) for warning in NetworkRoads(tour).warnings]


def test_a_border_without_a_road_is_told_of():
    assert warnings({"a": "RO", "b": "RO", "c": "BG"}, "ab") == [
        f"No road of the tour crosses the border between BG and RO: {NEITHER}"
    ]


@pytest.mark.parametrize("roads", [("ab", "bc"), ("bc",), ("ac",)])
def test_one_road_across_is_enough_to_say_nothing(roads):
    assert warnings({"a": "RO", "b": "RO", "c": "BG"}, *roads) == []


def test_guesses_within_a_country_are_no_matter_of_borders():
    assert warnings({"a": "RO", "b": "RO", "c": "RO"}) == []


def test_places_of_unknown_country_are_left_alone():
    assert warnings({"a": "RO", "b": "", "c": ""}) == []


def test_each_two_countries_are_told_of_once():
    found = warnings({"a": "RO", "b": "BG", "c": "RS", "d": "BG"}, "bd")
    assert [text[text.index("between") : text.index(":")] for text in found] == [
        "between BG and RO",
        "between BG and RS",
        "between RO and RS",
    ]


def test_a_border_that_only_a_ferry_crosses_is_guessed_by_nobody():
    ferry = Ferry("boat", Names.of(en="Boat"), ("b", "c"), 30, 0, 5, Grade.C, ())
    assert warnings({"a": "RO", "b": "RO", "c": "BG"}, "ab", ferries=(ferry,)) == []


def test_junctions_count_for_no_country():
    places = (
        replace(tiny_place("a", 0, 0, bed=True), country="RO"),
        replace(tiny_place("b", 10, 0, bed=True), country="RO"),
        replace(tiny_place("x", 20, 0, bed=False), country="BG", kind=PlaceKind.JUNCTION),
    )
    assert NetworkRoads(tiny_tour(places=places)).warnings == ()
