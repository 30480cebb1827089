"""Roads, and how travel is guessed off them."""

from dataclasses import replace

import pytest

from caravan.errors import ImpossibleValue
from caravan.tour.road import Grade, Road, TravelEstimate

ROAD = Road("sbeitla", "faid", 60.0, 55, Grade.C, km_low=58.0, km_high=61.0)


def test_grades_sort_from_sure_to_estimate():
    assert max(Grade.A, Grade.C, Grade.B) is Grade.C
    assert min(Grade) is Grade.A


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"b": "sbeitla"}, "a road links “sbeitla” with itself"),
        ({"km": 0.0}, "0.0 km is not between 0 and 5000"),
        ({"km": float("nan")}, "nan km is not between 0 and 5000"),
        ({"km": 5000.1}, "5000.1 km is not between 0 and 5000"),
        ({"minutes": 0}, "0 minutes are not between 1 and 1440"),
        ({"minutes": 1441}, "1441 minutes are not between 1 and 1440"),
        ({"km_low": 60.1}, "60.0 km is not between its low and high"),
        ({"km_high": 59.9}, "60.0 km is not between its low and high"),
    ],
)
def test_a_bad_road_is_refused_with_the_reason(changes, problem):
    with pytest.raises(ImpossibleValue) as refusal:
        replace(ROAD, **changes)
    assert str(refusal.value) == problem


def test_a_road_may_be_as_long_as_its_low_and_high():
    assert replace(ROAD, km_low=60.0, km_high=60.0).km == 60.0


@pytest.mark.parametrize("factor", [0.99, 5.01, float("nan")])
def test_a_detour_factor_out_of_range_is_refused(factor):
    with pytest.raises(ImpossibleValue, match=r"the detour factor .* is not between 1 and 5"):
        TravelEstimate(detour_factor=factor)


@pytest.mark.parametrize("speed", [4.9, 130.1, float("nan")])
def test_a_speed_out_of_range_is_refused(speed):
    with pytest.raises(ImpossibleValue, match="km/h is not between 5 and 130"):
        TravelEstimate(speed_kmh=speed)
