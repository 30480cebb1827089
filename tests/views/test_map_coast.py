"""The coast: land where land is, sea where sea is, anywhere in the world, in a bounded size."""

from itertools import pairwise

import pytest
from drawn_land import is_land

from caravan.views.map.box import Box
from caravan.views.map.coast import coast_around

TUNISIA = [(32.93, 7.6), (35.24, 11.2147)]


def around(points, margin=2.2):
    box = Box.around(points)
    return coast_around(box, box.grown(margin * box.extent))


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("Sfax", (34.74056, 10.76028)),
        ("Kerkennah, the eastern island", (34.70882, 11.2147)),
        ("Sidi Youssef, the western island", (34.6563, 10.9695)),
        ("Djerba", (33.8, 10.9)),
        ("Tozeur", (33.91968, 8.13352)),
        ("Tunis", (36.8, 10.17)),
        ("Sicily", (37.5, 14.2)),
        ("Libya", (31.0, 12.0)),
    ],
)
def test_land_is_land(name, point):
    assert is_land(around(TUNISIA), point), name


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("the gulf of Gabès", (34.2, 10.6)),
        ("between Sfax and the islands", (34.7, 10.87)),
        ("between the two islands of Kerkennah", (34.70, 11.12)),
        ("east of the islands", (34.7, 11.6)),
        ("between Tunisia and Sicily", (37.2, 11.5)),
    ],
)
def test_sea_is_sea(name, point):
    assert not is_land(around(TUNISIA), point), name


def test_both_kerkennah_islands_are_rings_of_their_own():
    coast = around(TUNISIA)
    islands = 0
    for ring in coast.land:
        xs = [x * coast.scale[0] + coast.translate[0] for x, _ in ring]
        ys = [y * coast.scale[1] + coast.translate[1] for _, y in ring]
        islands += min(xs) > 10.8 and max(xs) < 11.5 and min(ys) > 34.5 and max(ys) < 35.0
    assert islands == 2


def test_borders_are_told_from_shores():
    coast = around(TUNISIA)
    assert 3 <= len(coast.borders) <= 5  # Tunisia, Algeria and Libya meet
    assert len(coast.shores) > 20


def test_a_tour_across_the_180th_meridian_sees_fiji_in_one_piece():
    coast = around([(-17.0, 177.4), (-16.5, 180.5)])
    assert is_land(coast, (-17.8, 178.0))  # Viti Levu
    assert is_land(coast, (-16.9, 179.95))  # Taveuni lies on the meridian
    assert is_land(coast, (-16.8, 180.08))
    assert not is_land(coast, (-18.0, 180.5))
    at = [[x * coast.scale[0] + coast.translate[0] for x, _ in line] for line in coast.shores]
    assert not any(a == b == 180.0 for line in at for a, b in pairwise(line))  # no shore is there


def test_a_tour_far_inland_is_all_land():
    coast = around([(47.0, 68.0), (47.5, 68.5)])
    assert is_land(coast, (47.2, 68.2))
    assert coast.shores == ()


def test_a_tour_on_an_ocean_is_all_sea():
    coast = around([(-40.0, -120.0), (-40.2, -120.3)])
    assert coast.number_of_points == 0


@pytest.mark.parametrize(
    "points",
    [
        [(60.0, 5.0), (69.0, 18.0)],
        [(-6.0, 106.0), (-8.0, 140.0)],
        [(60.0, -150.0), (-30.0, 150.0), (0.0, 0.0)],
    ],
    ids=["fjords", "islands", "the world"],
)
def test_a_coast_of_many_bays_does_not_make_a_heavy_page(points):
    assert 0 < around(points).number_of_points <= 18_000


def test_neighbours_fit_together_where_they_are_simplified():
    # A gap along a border would be sea.
    coast = around(TUNISIA, margin=5)
    border = coast.borders[0]
    x, y = border[len(border) // 2]
    for dx, dy in ((-40, 0), (40, 0), (0, -80), (0, 80)):
        longitude = (x + dx) * coast.scale[0] + coast.translate[0]
        latitude = (y + dy) * coast.scale[1] + coast.translate[1]
        assert is_land(coast, (latitude, longitude))
