"""A road may be drawn through places where nobody can turn off it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import MONDAY, sample_tour

from caravan.errors import ImpossibleValue
from caravan.tour.road import Grade, Road
from caravan.travel.times import TravelTimes

MOTORWAY = Road("sfax", "gafsa", 200.0, 120, Grade.A, via=("faid",))


def test_a_leg_is_drawn_through_the_places_of_its_road_in_both_directions() -> None:
    tour = sample_tour()
    tour = replace(tour, roads=(*tour.roads, MOTORWAY))
    points = {place.id: place.point for place in tour.places}
    times = TravelTimes(tour)
    there = times.journey("sfax", "gafsa", MONDAY, 480)
    back = times.journey("gafsa", "sfax", MONDAY, 480)
    assert there is not None
    assert back is not None
    assert there.legs[0].path == ("sfax", "gafsa")
    assert there.legs[0].geometry == (points["sfax"], points["faid"], points["gafsa"])
    assert back.legs[0].geometry == (points["gafsa"], points["faid"], points["sfax"])


def test_nobody_turns_off_where_a_road_is_only_drawn_through() -> None:
    tour = sample_tour()
    tour = replace(tour, roads=(*tour.roads, MOTORWAY))
    journey = TravelTimes(tour).journey("gafsa", "sbeitla", MONDAY, 480)
    assert journey is not None
    assert journey.driving_minutes == 120 + 95 + 55


def test_a_road_without_such_places_has_no_geometry_of_its_own() -> None:
    journey = TravelTimes(sample_tour()).journey("sbeitla", "sfax", MONDAY, 480)
    assert journey is not None
    assert journey.legs[0].geometry == ()


def test_a_road_is_not_drawn_through_its_own_ends() -> None:
    with pytest.raises(ImpossibleValue, match="passes through its ends"):
        Road("sfax", "gafsa", 200.0, 120, Grade.A, via=("gafsa",))
