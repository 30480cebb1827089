"""The cards of the days in a real browser: whatever towns are called, hours and ways are seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import sample_plan

from caravan.language.language import language
from caravan.tour.names import Names
from caravan.views.itinerary import itinerary
from caravan.views.itinerary_html import ITINERARY_CSS, itinerary_html


@pytest.mark.parametrize("width", [340, 640])
@pytest.mark.parametrize("code", ["fr", "ar"])
@pytest.mark.parametrize(
    "name", ["É" * 300, "Bou Hajla " * 30, "Sfax"], ids=["word", "words", "short"]
)
def test_a_name_of_any_length_leaves_everything_inside_its_card(browser, name, code, width):
    plan = sample_plan()
    names = Names.of(fr=name, ar=name)
    places = tuple(replace(place, names=names) for place in plan.tour.places)
    plan = replace(plan, tour=replace(plan.tour, places=places))
    speech = language(code)
    cards = itinerary_html(itinerary(plan, speech), speech)
    page = browser.new_page(viewport={"width": width, "height": 800})
    try:
        page.set_content(f"<style>{ITINERARY_CSS}</style><body style='margin:0'>{cards}</body>")
        for part in ("iti-date", "iti-facts", "iti-towns", "iti-evening", "iti-stop"):
            for box in [element.bounding_box() for element in page.locator(f".{part}").all()]:
                assert box["x"] >= 0, part
                assert box["x"] + box["width"] <= width, part
                assert box["width"] > 20, part
    finally:
        page.close()
