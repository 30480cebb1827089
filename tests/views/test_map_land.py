"""Land and sea all over the world, and silence near a coast."""

import math
import random

import pytest
from drawn_land import is_land

from caravan.views.map.box import Box
from caravan.views.map.coast import coast_around
from caravan.views.map.land import on_land


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("Tozeur", (33.91968, 8.13352)),
        ("the middle of Djerba", (33.8, 10.9)),
        ("Timișoara", (45.7494, 21.2272)),
        ("Moscow", (55.75, 37.6)),
        ("a lake", (-1.0, 33.0)),
        ("Chukotka, beyond the 180th meridian", (66.5, -172.5)),
        ("Chukotka, on the 180th meridian", (68.0, 180.0)),
        ("the same point by its other name", (68.0, -180.0)),
        ("Antarctica", (-80.0, 0.0)),
        ("Antarctica, where its ring is not closed", (-87.0, -179.999)),
        ("the South Pole", (-90.0, 0.0)),
    ],
)
def test_land_is_land(name, point):
    assert on_land(*point) is True, name


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("the gulf of Gabès", (34.2, 10.6)),
        ("between Tunisia and Sicily", (37.2, 11.5)),
        ("where latitude and longitude were forgotten", (0.0, 0.0)),
        ("the Black Sea", (43.5, 30.0)),
        ("the Pacific on the 180th meridian", (-25.0, 180.0)),
        ("off Fiji", (-18.0, -179.5)),
        ("the North Pole", (90.0, 0.0)),
        ("off Antarctica", (-60.0, 100.0)),
    ],
)
def test_sea_is_sea(name, point):
    assert on_land(*point) is False, name


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("the port of Sfax", (34.7270, 10.7638)),
        ("Sidi Youssef, the landing of Kerkennah", (34.6563, 10.9695)),
        ("between the two islands of Kerkennah", (34.70, 11.12)),
        ("Taveuni, which the 180th meridian crosses", (-16.9, 179.95)),
    ],
)
def test_near_a_coast_nothing_is_said(name, point):
    assert on_land(*point) is None, name


def test_longitudes_count_on_round_the_earth():
    for turn in (-720, -360, 360, 720):
        assert on_land(33.91968, 8.13352 + turn) is True
        assert on_land(37.2, 11.5 + turn) is False


@pytest.mark.parametrize(
    "point", [(90.1, 0.0), (-91.0, 0.0), (math.nan, 0.0), (0.0, math.inf), (0.0, math.nan)]
)
def test_what_is_no_point_on_earth_is_refused(point):
    with pytest.raises(ValueError, match="no point on earth"):
        on_land(*point)


@pytest.mark.parametrize(
    "corner",
    [(32.0, 9.0), (43.0, 27.0), (67.0, 179.0), (58.0, 4.0), (-18.0, 177.0), (-43.0, 172.0)],
    ids=["Tunisia", "Romania", "Chukotka", "Norway", "Fiji", "New Zealand"],
)
def test_it_agrees_with_the_land_that_maps_draw(corner):
    south, west = corner
    box = Box.around([corner, (south + 3, west + 3)])
    drawn = coast_around(box, box.grown(0.2))
    chance = random.Random(1)
    said = []
    for _ in range(150):
        point = (south + 3 * chance.random(), west + 3 * chance.random())
        answer = on_land(point[0], (point[1] + 180) % 360 - 180)
        if answer is not None:
            assert answer == is_land(drawn, point), point
            said.append(answer)
    assert {True, False} <= set(said)
    assert len(said) > 75
