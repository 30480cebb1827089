"""The map as Streamlit draws it."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

from caravan.language.language import language
from caravan.ui.edit_map.component import _scene
from caravan.ui.edit_map.land import frame_around
from caravan.ui.edit_map.point import MapPoint
from caravan.ui.edit_map.script import edit_script, edit_style, land_script, world_script
from caravan.ui.edit_map.words import words


def test_a_page_with_the_map_is_drawn_again_and_again():
    def page():
        from caravan.language.language import language
        from caravan.ui.edit_map import MapPoint, edit_map

        points = [MapPoint("gafsa", "Gafsa", 34.425, 8.7842, "town", draggable=True)]
        edit_map(points, language("fr"), key="m", tiles=False)
        edit_map([], language("ar"), key="n", tiles=True, adding=True)

    app = AppTest.from_function(page).run(timeout=30).run(timeout=30)
    assert not app.exception


def test_nothing_is_fetched_by_scripts_and_style():
    assert not re.search(r"url\((?!data:)|@import", edit_style())
    for text in (edit_script(), land_script()):
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text)
    assert "sourceMappingURL" not in world_script()


def test_every_word_that_the_script_asks_for_is_given():
    asked = set(re.findall(r"\bwords\.(\w+)", edit_script()))
    kinds = {"town", "optional", "port", "junction", "candidate", "unsure"}
    plan_map = {"script", "days", "symbols", "legend", "road", "left_out", "tiles", "sources"}
    assert asked - plan_map - {"map"} <= set(words(language("fr")))
    assert kinds <= set(words(language("ar")))


def test_longitudes_go_on_beyond_the_180th_meridian():
    points = [
        MapPoint("suva", "Suva", -18.1, 178.4, "town"),
        MapPoint("taveuni", "Taveuni", -16.9, -179.9, "town"),
    ]
    frame = frame_around([(point.latitude, point.longitude) for point in points])
    scene = _scene(points, frame, [[(-18.1, 178.4), (-16.9, -179.9)]])
    assert [point["at"][1] for point in scene["points"]] == [178.4, 180.1]
    assert scene["lines"][0][1][1] == 180.1
    (south, west), (north, east) = scene["bounds"]
    assert (south, west, north) == (-18.1, 178.4, -16.9)
    assert round(east, 6) == 180.1
