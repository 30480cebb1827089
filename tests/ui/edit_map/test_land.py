"""The land under the map that is edited."""

from __future__ import annotations

import json

from caravan.ui.edit_map.land import frame_around, land_in, world_land
from caravan.views.map.box import Box

GABES, SFAX = (33.8815, 10.0982), (34.7406, 10.7603)


def test_a_frame_lies_on_round_degrees():
    # 0.8591 degrees high, so in steps of 2 ** floor(log2(0.8591 / 2)) = 0.25 degrees.
    assert frame_around([GABES, SFAX]) == Box(10.0, 33.75, 11.0, 34.75)


def test_a_point_moved_a_little_leaves_the_frame_as_it_is():
    moved = (SFAX[0] - 0.05, SFAX[1] + 0.05)
    assert frame_around([GABES, moved]) == frame_around([GABES, SFAX])
    assert frame_around([GABES, SFAX, (34.2, 10.5)]) == frame_around([GABES, SFAX])


def test_without_points_there_is_no_frame():
    assert frame_around([]) is None


def test_a_single_point_has_surroundings():
    frame = frame_around([SFAX])
    assert 0.5 <= frame.height <= 1
    assert frame.south < SFAX[0] < frame.north
    assert frame.west < SFAX[1] < frame.east


def test_a_frame_across_the_180th_meridian_goes_on_beyond_it():
    frame = frame_around([(-18.1, 178.4), (-16.9, -179.9)])
    assert frame.west < 178.4
    assert 180.1 <= frame.east < 182


def test_points_all_round_the_earth_have_the_whole_world_as_their_frame():
    points = [(0.0, longitude) for longitude in range(-180, 180, 10)]
    assert frame_around(points) == Box(-180, -85, 180, 85)


def test_the_land_near_the_points_is_small_enough_to_be_sent():
    near = land_in(frame_around([GABES, SFAX]))
    (south, west), (north, east) = near["limits"]
    assert south < 33.75
    assert west < 10
    assert north > 34.75
    assert east > 11
    assert near["land"]
    assert len(json.dumps(near)) < 150_000


def test_the_world_is_coarse():
    world = world_land()
    assert len(json.dumps(world, separators=(",", ":"))) < 80_000
    assert len(world["land"]) > 100
