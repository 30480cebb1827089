"""The towns of a tour in a real browser: found, typed into the table, dragged, on a phone too."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from browser.patience import until_equal
from browser.running_app import running_app
from playwright.sync_api import expect

from caravan.errors import msg
from caravan.files.draft import draft_of
from caravan.files.editing.new_tour import new_files
from caravan.files.editing.towns import NewTown, add_towns
from caravan.store.database import database_in
from caravan.store.tours import Tours
from caravan.ui.workbench import card_of

LAPTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
GAFSA = NewTown({"fr": "Gafsa"}, latitude=34.425, longitude=8.78417, country="TN")
TOZEUR = NewTown({"fr": "Tozeur"}, latitude=33.91968, longitude=8.13352, country="TN")
GABES = NewTown({"fr": "Gabès"}, latitude=33.88146, longitude=10.0982, country="TN")
HAMMA = NewTown({"fr": "El Hamma"})
ROW = 35


@dataclass
class Server:
    """The app, and the tours that it keeps."""

    address: str
    tours: Tours

    def keep(self, *towns):
        """A tour with these towns; its id."""
        files = add_towns(new_files("test", {"fr": "Essai"}, "fr"), towns)
        return self.tours.create(files, card_of(files), msg("made"), datetime.now(UTC)).kept.id

    def draft(self, tour):
        """What is saved."""
        return draft_of(self.tours.open(tour).files)

    def minutes(self, tour):
        """How long the saved events last."""
        return [event.service_minutes for event in self.draft(tour).events]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("towns")
    with running_app(folder, CARAVAN_TILES="off") as address:
        yield Server(address, Tours(database_in(folder / "state")))


@contextmanager
def shown(browser, server, tour, size=LAPTOP, lang="en"):
    context = browser.new_context(**size)
    page = context.new_page()
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{server.address}/tour?tour={tour}&section=towns&lang={lang}")
    expect(page.locator(".em-root .em-mark").first).to_be_attached(timeout=60_000)
    settle(page)
    yield page
    context.close()
    assert wrong == []


def settle(page):
    """Waits until Streamlit has drawn the page and the map has arranged itself."""
    page.wait_for_timeout(150)
    page.wait_for_function(
        "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
    )
    page.wait_for_timeout(250)


def mark(page, name):
    return page.locator(".em-mark", has=page.get_by_text(name, exact=True))


def press_mark(page, name):
    box = mark(page, name).locator(".em-chip").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    settle(page)


def type_minutes(page, row, text):
    """Type into the column of minutes, as a person does: press the cell, write, Enter."""
    grid = page.get_by_test_id("stDataFrame").bounding_box()
    column = page.locator("[role=columnheader]", has_text="Minutes")
    number = int(column.get_attribute("aria-colindex"))
    widths = [46, 140, 98] if number == 3 else [46, 140, 170, 98]
    x = grid["x"] + sum(widths[:-1]) + 50
    page.mouse.dblclick(x, grid["y"] + ROW * (row + 1) + ROW / 2)
    editor = page.locator("#portal input, #portal textarea").first
    expect(editor).to_be_visible()
    editor.fill(text)
    page.keyboard.press("Enter")
    settle(page)


def minutes_shown(page):
    """The column of minutes as a screen reader finds it in the grid."""
    column = page.locator("[role=columnheader]", has_text="Minutes").get_attribute("aria-colindex")
    cells = page.locator(f"[role=gridcell][aria-colindex='{column}']").all_text_contents()
    return [int(text) for text in cells]


def test_a_town_is_found_by_the_first_press_on_its_candidate(browser, server):
    tour = server.keep(GAFSA, TOZEUR, GABES, HAMMA)
    with shown(browser, server, tour) as page:
        expect(page.get_by_text("Where is “El Hamma”?")).to_be_visible()
        assert page.locator(".em-mark .em-candidate").count() == 2
        press_mark(page, "El-Hamma-Djerid")
        expect(page.get_by_text("Where is “El Hamma”?")).to_be_hidden()
        until_equal(page, lambda: server.draft(tour).place("el-hamma").point, (34.0115, 8.1531))
        expect(page.locator(".em-mark .em-candidate")).to_have_count(0)


def test_typed_minutes_are_kept_and_a_reload_shows_them(browser, server):
    tour = server.keep(GAFSA, TOZEUR, GABES)
    with shown(browser, server, tour) as page:
        grid = page.get_by_test_id("stDataFrame")
        grid.evaluate("node => { node.remembered = true; }")
        type_minutes(page, 0, "90")
        type_minutes(page, 1, "45")
        until_equal(page, lambda: server.minutes(tour), [90, 45, 120])
        assert grid.evaluate("node => node.remembered")
        until_equal(page, lambda: minutes_shown(page), [90, 45, 120])
        page.reload()
        expect(page.locator(".em-mark").first).to_be_attached(timeout=60_000)
        settle(page)
        until_equal(page, lambda: minutes_shown(page), [90, 45, 120])


def test_what_is_refused_is_told_and_the_cell_shows_the_old_value(browser, server):
    tour = server.keep(GAFSA, TOZEUR)
    with shown(browser, server, tour) as page:
        type_minutes(page, 1, "-5")
        expect(page.get_by_text("-5 is too little")).to_be_visible()
        expect(page.get_by_text("Tozeur · Minutes")).to_be_visible()
        until_equal(page, lambda: minutes_shown(page), [120, 120])
        type_minutes(page, 1, "60")
        expect(page.get_by_text("-5 is too little")).to_be_hidden()
        until_equal(page, lambda: minutes_shown(page), [120, 60])
        page.get_by_role("button", name="Undo").click()
        settle(page)
        until_equal(page, lambda: minutes_shown(page), [120, 120])


def test_a_dragged_town_is_saved_where_it_was_dropped(browser, server):
    tour = server.keep(GAFSA, TOZEUR, GABES)
    with shown(browser, server, tour) as page:
        box = mark(page, "Gafsa").locator(".em-chip").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 10, y - 10, steps=3)
        page.mouse.move(x + 30, y - 40, steps=4)
        page.mouse.up()
        until_equal(
            page, lambda: server.draft(tour).place("gafsa").coordinate_source, "placed by hand"
        )
        place = server.draft(tour).place("gafsa")
        assert place.latitude > 34.425
        assert place.longitude > 8.78417
        field = page.get_by_label("Coordinates", exact=True)
        expect(field).to_have_value(f"{place.latitude}, {place.longitude}")


def test_two_tabs_of_a_tour_lose_nothing(browser, server):
    tour = server.keep(GAFSA, TOZEUR)
    with shown(browser, server, tour) as one, shown(browser, server, tour) as other:
        type_minutes(other, 1, "45")
        until_equal(other, lambda: server.minutes(tour), [120, 45])
        type_minutes(one, 0, "90")
        expect(one.get_by_role("button", name="Keep both")).to_be_visible()
        one.get_by_role("button", name="Keep both").click()
        until_equal(one, lambda: server.minutes(tour), [90, 45])


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_on_a_phone_the_map_follows_the_question_and_nothing_leaves_the_page(browser, server, lang):
    tour = server.keep(GAFSA, TOZEUR, GABES, HAMMA)
    with shown(browser, server, tour, PHONE, lang) as page:
        tops = [
            page.locator(f".st-key-cv-{part}").bounding_box()["y"]
            for part in ("where", "edit-map", "town-slot", "towns-list")
        ]
        assert tops == sorted(tops)
        wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= 390
        buttons = page.locator(".st-key-cv-candidates button")
        assert all(button.bounding_box()["height"] >= 40 for button in buttons.all())
        buttons.first.tap()
        until_equal(page, lambda: server.draft(tour).place("el-hamma").point, (33.89152, 9.79629))


def test_in_arabic_latitude_stays_before_longitude(browser, server):
    tour = server.keep(GAFSA, TOZEUR)
    with shown(browser, server, tour, lang="ar") as page:
        press_mark(page, "Gafsa")
        field = page.locator("[class*='-coordinates-gafsa'] input")
        expect(field).to_have_value("34.425, 8.78417")
        expect(field).to_have_css("direction", "ltr")
        assert page.locator(".st-key-cv-town-slot").bounding_box()["x"] > 600
