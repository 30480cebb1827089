"""The drawing of the day's map: places where they are, names where there is room."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import MONDAY, TUESDAY, sample_plan

from caravan.language.language import language
from caravan.plan.plan import Plan
from caravan.views.day_page.labels import Area, best_place, shortened, spread, text_width
from caravan.views.day_page.sketch import sketch
from caravan.views.day_page.view import WIDTH, View
from caravan.views.day_page.ways import units

ENGLISH = language("en")


def points_of(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path)]


def test_a_wide_day_is_drawn_to_the_left_and_right_edge() -> None:
    # Half way to the pole a degree of longitude is half as long: 2 degrees are 1 of latitude.
    view = View.around(((60.0, 10.0), (60.0, 12.0)))
    assert view.dot((60.0, 10.0)) == pytest.approx((44.0, view.height / 2))
    assert view.dot((60.0, 12.0)) == pytest.approx((WIDTH - 44.0, view.height / 2))
    assert view.scale == pytest.approx((WIDTH - 88) / 1.0)


def test_a_tall_day_is_drawn_from_top_to_bottom_with_north_above() -> None:
    view = View.around(((30.0, 10.0), (34.0, 10.0)))
    assert view.height == 400
    assert view.dot((34.0, 10.0)) == pytest.approx((WIDTH / 2, 44.0))
    assert view.dot((30.0, 10.0)) == pytest.approx((WIDTH / 2, 356.0))


def test_a_day_in_one_place_is_drawn_with_its_surroundings() -> None:
    view = View.around(((34.0, 10.0), (34.0, 10.0)))
    assert view.dot((34.0, 10.0)) == pytest.approx((WIDTH / 2, view.height / 2))
    sides = view.sides(0)
    assert sides.north - sides.south > 0.05


@pytest.mark.parametrize(
    "name", ["É" * 300, "Sidi Ali Ben Aoun " * 9, "👩\u200d👧" * 40, "城" * 60]
)
def test_a_long_name_is_cut_so_that_it_does_not_hide_the_way(name: str) -> None:
    short = shortened(name, 13.0)
    assert short.endswith("…")
    assert name.startswith(short[:-1])
    assert WIDTH / 2 - 26 < text_width(short, 13.0) <= WIDTH / 2
    assert short[-2] not in " \u200d"


def test_a_usual_name_is_drawn_whole() -> None:
    assert shortened("Sidi Bouzid", 13.0) == "Sidi Bouzid"


@pytest.mark.parametrize(
    ("degrees", "km"), [(0.02, 2), (0.2, 5), (1.0, 20), (3.0, 100), (20.0, 500)]
)
def test_the_scale_bar_is_a_round_number_of_km(degrees: float, km: int) -> None:
    view = View.around(((0.0, 10.0), (0.0, 10.0 + degrees)))
    length_km, length = view.round_km(90.0)
    assert length_km == km
    assert 90 / 2.5 < length <= 90
    # One degree of the equator is 111.195 km on the sphere of mean radius.
    assert length == pytest.approx(km / 111.195 * view.scale)


def test_the_way_leads_from_stop_to_stop() -> None:
    drawn = sketch(sample_plan(), MONDAY, ENGLISH)
    (way,) = drawn.ways
    start, *_, end = points_of(way.path)
    stands = {stand.name.text: tuple(map(float, stand.point)) for stand in drawn.stands}
    assert start == stands["Sbeïtla"]
    assert end == stands["Sfax"]
    # Sfax lies east and a little south of Sbeïtla.
    assert end[0] > start[0] + 200
    assert end[1] > start[1]


def test_stops_beds_and_the_end_have_their_own_chips() -> None:
    def chips(plan: Plan, day: object) -> list[tuple[str, list[tuple[str, str]]]]:
        return [
            (stand.name.text, [(chip.kind, chip.text) for chip in stand.chips])
            for stand in sketch(plan, day, ENGLISH).stands
        ]

    assert chips(sample_plan(), MONDAY) == [("Sbeïtla", [("stop", "1")]), ("Sfax", [("bed", "")])]
    assert chips(sample_plan(), TUESDAY) == [
        ("Sfax", [("stop", "2")]),
        ("Port de Sfax", []),
        ("Kerkennah", [("stop", "3"), ("end", "")]),
    ]


def test_the_sea_is_where_the_sea_is() -> None:
    drawn = sketch(sample_plan(), TUESDAY, ENGLISH)
    # Both the mainland and an island: at least two rings.
    assert drawn.land.count("M") >= 2
    assert drawn.land.count("z") == drawn.land.count("M")
    assert drawn.shores.startswith("M")


def test_a_tour_across_the_180th_meridian_is_drawn_in_one_piece() -> None:
    plan = sample_plan()
    shift = 170.0

    def moved(longitude: float) -> float:
        return (longitude + shift + 180) % 360 - 180

    places = tuple(replace(place, longitude=moved(place.longitude)) for place in plan.tour.places)
    drawn = sketch(replace(plan, tour=replace(plan.tour, places=places)), MONDAY, ENGLISH)
    here = sketch(plan, MONDAY, ENGLISH)
    assert drawn.ways[0].path == here.ways[0].path


chips = st.lists(
    st.tuples(st.floats(30, WIDTH - 30), st.floats(30, 370), st.sampled_from([20.0, 24.0, 40.0])),
    max_size=6,
)


@given(chips)
def test_chips_end_up_apart_and_inside(found: list[tuple[float, float, float]]) -> None:
    widths = [width for _, _, width in found]
    places = spread([(x, y) for x, y, _ in found], widths, 20.0, 400.0)
    for (x, y), width in zip(places, widths, strict=True):
        assert width / 2 <= x <= WIDTH - width / 2
        assert 10 <= y <= 390
    areas = [Area.about(place, width, 20.0) for place, width in zip(places, widths, strict=True)]
    for index, one in enumerate(areas):
        for other in areas[index + 1 :]:
            assert one.overlap(other) < 1


def test_chips_that_do_not_touch_stay_where_they_are() -> None:
    dots = [(50.0, 50.0), (120.0, 50.0), (50.0, 120.0)]
    assert spread(dots, [20.0] * 3, 20.0, 300.0) == dots


def test_a_name_goes_right_if_it_can_and_left_at_the_right_edge() -> None:
    middle = Area.about((180, 100), 20, 20)
    area, badness = best_place(middle, "Sfax", 12.5, [], [], 200)
    assert area.left == middle.right + 4
    assert badness == 0
    edge = Area.about((345, 100), 20, 20)
    area, _ = best_place(edge, "Sfax", 12.5, [], [], 200)
    assert area.right == edge.left - 4


def test_a_name_avoids_other_names_and_the_way() -> None:
    mark = Area.about((180, 100), 20, 20)
    right = Area.about((215, 100), 40, 14)
    area, _ = best_place(mark, "Sfax", 12.5, [right], [], 200)
    assert area.overlap(right) == 0
    way = [(float(x), 100.0) for x in range(0, 360, 6)]
    area, _ = best_place(mark, "Sfax", 12.5, [], way, 200)
    assert not any(area.holds(dot) for dot in way)


def test_the_width_of_a_text_counts_what_has_a_width() -> None:
    assert text_width("", 10) == 0
    assert text_width("abcd", 10) == pytest.approx(4 * 5.8)
    assert text_width("e\u0301", 10) == text_width("é", 10)
    assert text_width("図", 10) == 10


@pytest.mark.parametrize(("value", "text"), [(1.0, "1"), (1.25, "1.2"), (-0.04, "0"), (10, "10")])
def test_coordinates_are_short(value: float, text: str) -> None:
    assert units(value) == text


def test_arrow_heads_point_along_the_way() -> None:
    (way,) = sketch(sample_plan(), MONDAY, ENGLISH).ways
    heads = [points_of(f"M{head}") for head in way.arrows.split("M")[1:]]
    dots = points_of(way.path)
    # A piece ends where the next begins: pairs of points are the pieces.
    pieces = [(a, b) for a, b in zip(dots[::2], dots[1::2], strict=True) if math.dist(a, b) >= 44]
    assert len(heads) == len(pieces) == 2
    for (left, tip, right), (a, b) in zip(heads, pieces, strict=True):
        back = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
        along = (tip[0] - back[0]) * (b[0] - a[0]) + (tip[1] - back[1]) * (b[1] - a[1])
        assert along > 0
