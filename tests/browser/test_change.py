"""A town refuses its day in the tour of 2020: told, searched by the true planner, adopted, undone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from browser.mortal_app import MortalApp
from playwright.sync_api import expect

from caravan.errors import msg
from caravan.files.read_tour import tour_of
from caravan.files.tour_files import files_at
from caravan.language.language import language
from caravan.planning.solve import solve
from caravan.store.database import database_in
from caravan.store.shelf import Shelf
from caravan.ui.workbench import card_of

fr = language("fr").text
FILES = files_at(Path(__file__).parents[2] / "data" / "schedule.yaml")
MADE = datetime(2026, 1, 1, tzinfo=UTC)
PATIENCE = 120_000
"""Milliseconds, on a machine that tests something else beside."""


@pytest.fixture
def app(tmp_path):
    app = MortalApp(tmp_path, tmp_path / "cache")
    app.start()
    yield app
    app.stop()


def button(page, label):
    return page.get_by_role("button", name=fr(label), exact=True)


def shown(locator):
    expect(locator).to_be_visible(timeout=PATIENCE)


def test_a_town_refuses_its_day_and_the_plan_follows_and_comes_back(browser, app):
    id_ = app.tours.create(FILES, card_of(FILES), msg("made"), MADE).kept.id
    shelf = Shelf(database_in(app.folder / "state"))
    before = solve(tour_of(FILES))
    shelf.put(id_, before)
    context = browser.new_context(locale="fr-FR", viewport={"width": 1366, "height": 900})
    try:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        errors = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{app.address}/?tour={id_}")
        page.get_by_role("link", name=fr("Something has changed")).click()
        # By keyboard alone, from here on.
        town = page.get_by_role("combobox", name=fr("Town"))
        town.focus()
        page.keyboard.type("Tozeur")
        page.keyboard.press("Enter")
        # Its day in the plan, Thursday, is already there.
        shown(page.get_by_text(fr("{date} (planned)", date="jeudi 12 mars")).first)
        button(page, "Add to the list").press("Enter")
        told = fr("{town} refuses {date}", town="Tozeur", date="jeudi 12 mars")
        expect(page.locator(".cv-told")).to_have_text(told, timeout=PATIENCE)
        # Nothing is lost when the page is loaded again.
        page.reload()
        expect(page.locator(".cv-told")).to_have_text(told, timeout=PATIENCE)
        button(page, "Find the plan that breaks the fewest promises").press("Enter")
        shown(button(page, "Adopt this plan"))
        expect(page.locator(".cv-touched > li").first).to_contain_text("Municipalité de")
        shown(page.locator(".iti-changed").first)
        button(page, "Adopt this plan").press("Enter")
        follows = page.get_by_text(fr("This plan follows what has happened."))
        shown(follows)
        adopted = shelf.latest(id_).plan
        assert adopted.tour.event("tozeur").not_on == (date(2020, 3, 12),)
        assert tour_of(app.tours.open(id_).files) == adopted.tour
        button(page, "Undo: back to the plan before").press("Enter")
        expect(follows).to_have_count(0, timeout=PATIENCE)
        assert app.tours.open(id_).files == FILES
        assert shelf.latest(id_).plan == before
        assert errors == []
    finally:
        context.close()
