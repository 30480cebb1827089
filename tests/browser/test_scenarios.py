"""The whole way of a what-if in a real browser: made, changed, planned, compared, adopted, undone."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from browser.mortal_app import MortalApp
from browser.patience import until
from playwright.sync_api import expect
from small_tour import planned, small_tour

from caravan.errors import msg
from caravan.files.editing.adjusting import with_adjustments
from caravan.language.language import language
from caravan.store.scenarios import Scenarios
from caravan.store.shelf import Shelf
from caravan.tour.adjustment import LeaveOut
from caravan.ui.workbench import card_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PATIENCE = 60_000
"""Milliseconds: a server that is started while others test takes its time."""
fr, ar = language("fr").text, language("ar").text
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LONG = "Un nom qui n’en finit pas, " * 2 + "<i>${x}"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scenarios")
    app = MortalApp(folder, folder / "cache")
    app.start()
    yield app
    app.stop()


@pytest.fixture
def tour(app):
    """The id of the small tour, planned."""
    files = small_tour()
    id_ = app.tours.create(files, card_of(files), msg("made"), NOW).kept.id
    Shelf(app.tours.database).put(id_, planned(files))
    return id_


def with_scenario(app, tour, name):
    """A scenario without Mahrès, planned; its id."""
    files = with_adjustments(small_tour(), LeaveOut("mahres"))
    made = Scenarios(app.tours).create(tour, name, files, card_of(files), msg("made"), NOW)
    Shelf(app.tours.database).put(made.kept.id, planned(files))
    return made.kept.id


def files_of_scenarios(app, tour):
    return [app.tours.open(one.id).files for one in Scenarios(app.tours).listed(tour)]


@contextmanager
def visitor(browser, locale="fr-FR", **size):
    context = browser.new_context(
        locale=locale, **(size or {"viewport": {"width": 1366, "height": 900}})
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    try:
        yield page
        assert page.errors == []
    finally:
        context.close()


def button(page, text, **values):
    return page.get_by_role("button", name=fr(text, **values), exact=True)


def test_a_what_if_from_its_name_to_the_tour_and_back(browser, app, tour):
    with visitor(browser) as page:
        page.goto(f"{app.address}/scenarios?tour={tour}")
        page.get_by_label(fr("Name of the scenario")).fill("Plus de route")
        button(page, "Make a scenario").click()
        # The new one is open: its first quick change is at hand.
        button(page, "{minutes} min more", minutes=30).click()
        expect(page.get_by_text(fr("Not planned yet"))).to_be_visible(timeout=PATIENCE)
        (one,) = Scenarios(app.tours).listed(tour)
        button(page, "Plan it").click()
        expect(button(page, "Compare with the tour")).to_be_visible(timeout=PATIENCE)
        button(page, "Compare with the tour").click()
        table = page.get_by_role("region", name=fr("Plans side by side"))
        expect(table.get_by_role("columnheader", name="Plus de route")).to_be_visible(
            timeout=PATIENCE
        )
        drawn = page.frame_locator("iframe").locator(".cm-mark").first
        expect(drawn).to_be_visible(timeout=PATIENCE)
        assert f"a={tour}" in page.url
        assert f"b={one.id}" in page.url
        page.reload()
        expect(table.get_by_role("columnheader", name="Plus de route")).to_be_visible(
            timeout=PATIENCE
        )
        page.get_by_role("radio", name=fr("Scenarios")).click()
        button(page, "Make this the tour").click()
        button(page, "Make “{name}” the tour", name="Plus de route").click()
        told = page.get_by_text(fr("The tour is now as in “{name}”.", name="Plus de route"))
        expect(told).to_be_visible(timeout=PATIENCE)
        assert app.tours.open(tour).files == app.tours.open(one.id).files
        page.locator(".st-key-undo-adopt button").click()
        expect(told).to_be_hidden(timeout=PATIENCE)
        assert app.tours.open(tour).files == small_tour()


def test_a_scenario_that_somebody_deletes_is_told_in_the_tab_that_shows_it(browser, app, tour):
    one = with_scenario(app, tour, LONG)
    with visitor(browser) as page, visitor(browser) as other:
        other.goto(f"{app.address}/tour?tour={one}")
        expect(other.get_by_text(LONG).first).to_be_visible(timeout=PATIENCE)
        page.goto(f"{app.address}/scenarios?tour={tour}")
        button(page, "More").click()
        page.locator(f".st-key-delete-{one} button").first.click()
        expect(page.get_by_text(fr("The scenario “{name}” is deleted.", name=LONG))).to_be_visible(
            timeout=PATIENCE
        )
        other.reload()
        expect(other.get_by_text(fr("This scenario was deleted."))).to_be_visible(timeout=PATIENCE)
        button(other, "Bring it back").click()
        expect(other.get_by_text(LONG).first).to_be_visible(timeout=PATIENCE)
        expect(other.get_by_text(fr("This scenario was deleted."))).to_be_hidden(timeout=PATIENCE)


def test_on_a_phone_in_arabic_the_table_scrolls_inside_itself(browser, app, tour):
    one = with_scenario(app, tour, LONG)
    address = f"{app.address}/scenarios?tour={tour}&part=compare&a={tour}&b={one}"
    with visitor(browser, "ar-TN", **PHONE) as page:
        page.goto(address)
        table = page.get_by_role("region", name=ar("Plans side by side"))
        expect(table).to_be_visible(timeout=PATIENCE)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        box = table.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        # Mirrored: the names of the rows stand on the right, and stay there when it is scrolled.
        first = table.locator("tbody th").first
        before = first.bounding_box()
        assert before["x"] > 195
        table.evaluate("node => node.scrollBy(-80, 0)")
        assert abs(first.bounding_box()["x"] - before["x"]) < 2


def test_prices_come_row_by_row_and_one_press_tries_one(browser, app, tour):
    with visitor(browser) as page:
        page.goto(f"{app.address}/scenarios?tour={tour}&part=prices")
        button(page, "Work out the prices").click()
        row = page.locator(".st-key-cv-price-leave-out-mahres")
        expect(row).to_contain_text("35", timeout=PATIENCE)  # 88 minutes of travel, 53 without it
        row.get_by_role("button", name=fr("Try this")).click()
        expected = with_adjustments(small_tour(), LeaveOut("mahres"))
        until(page, lambda: expected in files_of_scenarios(app, tour))
