from __future__ import annotations

import pytest
from geopy.distance import great_circle

from caravan.geocoding.distance import EARTH_RADIUS_KM, km_between


def test_a_quarter_of_the_equator():
    assert km_between((0, 0), (0, 90)) == pytest.approx(EARTH_RADIUS_KM * 3.141592653589793 / 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((33.89, 9.8), (34.01, 8.15)),
        ((-17, 179.9), (-17, -179.9)),
        ((90, 0), (-90, 17)),
        ((1, 2), (1, 2)),
    ],
)
def test_distances_are_those_of_geopy(one, other):
    assert km_between(one, other) == pytest.approx(great_circle(one, other).km, rel=1e-5, abs=1e-9)
