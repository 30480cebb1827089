"""Two towns at one point."""

import random

import pytest
from geopy.distance import great_circle

from caravan.travel.twins import Twins, twins


def test_two_towns_at_one_point_are_found():
    points = {"gafsa": (34.425, 8.784), "sfax": (34.74, 10.76), "copy": (34.425, 8.784)}
    assert twins(points) == (Twins("gafsa", "copy", 0.0),)


def test_towns_apart_are_not():
    assert twins({"el-hamma": (33.8915, 9.7963), "gabes": (33.8815, 10.0982)}) == ()


def test_three_at_one_point_are_three_pairs():
    found = twins(dict.fromkeys(("a", "b", "c"), (10.0, 10.0)))
    assert [(pair.first, pair.second) for pair in found] == [("a", "b"), ("a", "c"), ("b", "c")]


@pytest.mark.parametrize("latitude", [0.0, 34.0, -45.0, 69.6])
def test_the_distance_is_that_of_the_great_circle(latitude):
    a, b = (latitude, 10.0), (latitude + 0.001, 10.001)
    (pair,) = twins({"a": a, "b": b})
    assert pair.metres == pytest.approx(great_circle(a, b).m, rel=1e-6)


def test_the_limit_is_a_limit():
    a, b = (0.0, 10.0), (0.0, 10.0027)  # 300.2 m
    assert twins({"a": a, "b": b}) == ()
    assert len(twins({"a": a, "b": b}, 301)) == 1


def test_the_180th_meridian_does_not_part_twins():
    assert len(twins({"a": (-16.9, 179.9999), "b": (-16.9, -179.9999)})) == 1


def test_every_pair_of_a_crowd_is_found():
    chance = random.Random(3)
    points = {str(n): (34 + chance.random() / 30, 9 + chance.random() / 30) for n in range(120)}
    expected = {
        (a, b)
        for a in points
        for b in points
        if int(a) < int(b) and great_circle(points[a], points[b]).m < 300
    }
    assert {(pair.first, pair.second) for pair in twins(points)} == expected
    assert len(expected) > 20


def test_nothing_has_no_twins():
    assert twins({}) == ()
