"""Cutting rings and lines, and leaving out points that don't show."""

from caravan.views.map.clip import clip_line, clip_ring
from caravan.views.map.simplify import simplify

SQUARE = (0, 0, 10, 10)


def test_a_ring_inside_stays_as_it_is():
    ring = [(1, 1), (5, 1), (5, 5)]
    assert clip_ring(ring, SQUARE) == ring


def test_a_ring_outside_vanishes():
    assert clip_ring([(20, 20), (30, 20), (30, 30)], SQUARE) == []


def test_a_ring_around_the_rectangle_becomes_the_rectangle():
    ring = clip_ring([(-5, -5), (15, -5), (15, 15), (-5, 15)], SQUARE)
    assert set(ring) == {(0, 0), (10, 0), (10, 10), (0, 10)}


def test_a_ring_is_cut_where_it_crosses_a_side():
    triangle = [(5, 5), (15, 5), (5, 15)]
    assert set(clip_ring(triangle, SQUARE)) == {(5, 5), (10, 5), (10, 10), (5, 10)}


def test_a_line_is_cut_into_the_parts_inside():
    line = [(-5, 5), (5, 5), (5, 20), (8, 20), (8, 5)]
    assert clip_line(line, SQUARE) == [[(0, 5), (5, 5), (5, 10)], [(8, 10), (8, 5)]]


def test_a_line_outside_leaves_nothing():
    assert clip_line([(20, 0), (20, 10)], SQUARE) == []


def test_points_on_a_straight_line_are_left_out():
    line = [(n, 2 * n) for n in range(11)]
    assert simplify(line, 0.6, (1, 1)) == [(0, 0), (10, 20)]


def test_a_bay_deeper_than_the_tolerance_stays():
    line = [(0, 0), (5, 0), (10, 8), (15, 0), (20, 0)]
    assert (10, 8) in simplify(line, 5, (1, 1))
    assert (10, 8) not in simplify(line, 9, (1, 1))


def test_the_steps_of_the_two_axes_may_differ_in_length():
    line = [(0, 0), (10, 8), (20, 0)]
    assert simplify(line, 5, (1.0, 0.1)) == [(0, 0), (20, 0)]


def test_a_tolerance_finer_than_the_grid_changes_nothing():
    line = [(0, 0), (1, 1), (2, 2), (3, 3)]
    assert simplify(line, 0.4, (1, 1)) == line
