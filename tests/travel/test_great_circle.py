"""Travel off the road network."""

import pytest
from samples import place

from caravan.tour.road import Grade, TravelEstimate
from caravan.travel.great_circle import estimated_route, great_circle_km
from caravan.travel.leg import Source
from caravan.travel.roads import RoadRoute

# Half a degree on a meridian of a sphere of 6371.009 km: 6371.009 x pi / 360 = 55.597542 km.
NORTH = place("north", "Nord", "شمال", (35.5, 9.0))
SOUTH = place("south", "Sud", "جنوب", (35.0, 9.0))


def test_the_distance_is_that_of_the_great_circle():
    assert great_circle_km(NORTH, SOUTH) == pytest.approx(55.597542, abs=1e-6)
    assert great_circle_km(NORTH, NORTH) == 0


def test_a_guess_is_the_distance_times_the_detour_at_one_speed():
    # 55.597542 x 1.2 = 66.717 km; at 65 km/h 61.6 minutes, rounded up.
    assert estimated_route(SOUTH, NORTH, TravelEstimate()) == RoadRoute(
        62, 66.7, Grade.C, Source.GREAT_CIRCLE, ("south", "north")
    )


def test_the_tour_may_have_an_estimate_of_its_own():
    # 55.597542 x 1.5 = 83.396 km; at 60 km/h 83.4 minutes.
    route = estimated_route(SOUTH, NORTH, TravelEstimate(1.5, 60.0))
    assert (route.minutes, route.km) == (84, 83.4)


def test_places_of_one_point_are_a_minute_apart_because_a_leg_takes_time():
    twin = place("twin", "Jumeau", "توأم", NORTH.point)
    assert estimated_route(NORTH, twin, TravelEstimate()).minutes == 1
