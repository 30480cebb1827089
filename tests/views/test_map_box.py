"""The box around a tour, also across the 180th meridian."""

import pytest

from caravan.views.map.box import Box


def test_a_box_goes_from_the_least_to_the_greatest():
    assert Box.around([(34.0, 8.0), (35.5, 11.0), (33.0, 9.0)]) == Box(8.0, 33.0, 11.0, 35.5)


def test_a_box_of_one_point_has_no_extent():
    box = Box.around([(10.0, 20.0), (10.0, 20.0)])
    assert box == Box(20.0, 10.0, 20.0, 10.0)
    assert box.extent == 0


def test_a_box_goes_the_shorter_way_round_the_earth():
    assert Box.around([(-17.0, 178.0), (-16.0, -179.5)]) == Box(178.0, -17.0, 180.5, -16.0)


def test_points_across_the_180th_meridian_continue_the_box():
    box = Box.around([(-17.0, 178.0), (-16.0, -179.5)])
    assert box.unwrapped((-16.0, -179.5)) == (-16.0, 180.5)
    assert box.unwrapped((-17.0, 178.0)) == (-17.0, 178.0)


def test_a_margin_is_as_wide_on_the_ground_on_every_side():
    box = Box(10.0, 59.0, 12.0, 61.0).grown(1.0)  # at 60° a degree of longitude is half as long
    assert (box.south, box.north) == (58.0, 62.0)
    assert box.west == pytest.approx(8.0)
    assert box.east == pytest.approx(14.0)


def test_a_margin_does_not_leave_the_square_map_nor_go_round_the_earth_twice():
    box = Box(-170.0, -80.0, 170.0, 80.0).grown(90.0)
    assert (box.south, box.north) == (-85.0, 85.0)
    assert box.width == pytest.approx(360.0)


def test_no_box_without_a_point():
    with pytest.raises(ValueError):
        Box.around([])
