"""The Map page, and what all pages of a plan have in common."""

from __future__ import annotations

import pytest
from markupsafe import escape
from pages.conftest import OTHER, markup

from caravan.language.language import language

fr = language("fr").text


@pytest.mark.parametrize("page", ["map", "publish", "subscribe"])
@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_the_pages_speak_every_language(house, page, code):
    app = house.with_plan().app(page, lang=code)
    assert not app.exception
    assert f'lang="{code}"' in markup(app)


@pytest.mark.parametrize("page", ["map", "publish", "subscribe"])
def test_without_a_plan_the_pages_say_where_to_make_one(house, page):
    app = house.with_other_schedule().app(page, tour=OTHER)
    assert not app.exception
    assert escape(fr("This tour has no plan yet.")) in markup(app)


@pytest.mark.parametrize("page", ["map", "publish", "subscribe"])
def test_without_a_schedule_the_pages_say_so(house, page):
    (house.data / "schedule.yaml").unlink()
    assert "schedule.yaml" in markup(house.app(page))


def test_the_map_page_shows_one_day_when_asked(house):
    house.with_plan()
    whole = house.app("map").get("iframe")[0].proto.srcdoc
    day = house.app("map", day="2020-03-10").get("iframe")[0].proto.srcdoc
    assert whole != day
    assert "2020" in day


def test_the_same_map_is_the_same_bytes_so_that_it_is_not_loaded_anew(house):
    app = house.with_plan().app("map")
    before = app.get("iframe")[0].proto.srcdoc
    assert app.run().get("iframe")[0].proto.srcdoc == before
