"""Coordinates as people type them."""

from __future__ import annotations

import pytest

from caravan.files.wrong import WrongValue
from caravan.ui.tour_page.coordinates import coordinates_text, read_coordinates


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("34.425, 8.784", (34.425, 8.784)),
        ("34.425 8.784", (34.425, 8.784)),
        ("  34.425;8.784 ", (34.425, 8.784)),
        ("34,425 8,784", (34.425, 8.784)),
        ("34,425; 8,784", (34.425, 8.784)),
        ("34,425, 8,784", (34.425, 8.784)),
        ("-18.14,178.44", (-18.14, 178.44)),
        ("−18.14, −70.1", (-18.14, -70.1)),
        ("34.425 N 8.784 E", (34.425, 8.784)),
        ("34.425°N, 8.784°E", (34.425, 8.784)),
        ("8.784 E, 34.425 N", (34.425, 8.784)),
        ("47.6 n 52.7 w", (47.6, -52.7)),
        ("47,6° N 52,7° O", (47.6, -52.7)),
        ("33°30'0\"S 70°15'0\"W", (-33.5, -70.25)),
        ("34°30'N 8°45'E", (34.5, 8.75)),
        ("0, 0", (0.0, 0.0)),
        ("90, -180", (90.0, -180.0)),
        ("34.42512345678, 8", (34.425123, 8.0)),
    ],
)
def test_many_ways_of_writing_are_understood(text, point):
    assert read_coordinates(text) == pytest.approx(point, abs=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "34.425",
        "here",
        "91, 8",
        "34, 181",
        "34 N 8 N",
        "1, 2, 3",
        "=1+1",
        "nan, nan",
        "1e5, 2",
        "°" * 200,
        "99°99'99\"N 8°E",
        "34°61'N 8°E",
        "3" * 500,
    ],
)
def test_what_is_no_point_on_earth_is_refused(text):
    with pytest.raises(WrongValue, match="these are no coordinates"):
        read_coordinates(text)


@pytest.mark.parametrize("point", [(34.425, 8.78417), (-18.1416, 178.4415), (0.0, -0.5)])
def test_what_is_shown_can_be_read(point):
    assert read_coordinates(coordinates_text(*point)) == point


def test_coordinates_are_shown_without_needless_zeros():
    assert coordinates_text(34.5, 8.0) == "34.5, 8"
    assert coordinates_text(-0.0000001, 100.0) == "0, 100"
