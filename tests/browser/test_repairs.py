"""A tour that can't be done, from the first press to the plan and back, with the true planner."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from browser.mortal_app import MortalApp
from impossible_tour import files_of_2020_without_evenings
from playwright.sync_api import expect

from caravan.errors import msg
from caravan.language.language import language
from caravan.ui.workbench import card_of

fr = language("fr").text
NOW = datetime(2026, 1, 1, tzinfo=UTC)
PATIENCE = 120_000
"""Milliseconds: each repair is a solve, on a machine that tests something else beside."""


@pytest.fixture
def app(tmp_path):
    app = MortalApp(tmp_path, tmp_path / "cache")
    app.start()
    yield app
    app.stop()


def button(page, label, number=0):
    return page.get_by_role("button", name=fr(label)).nth(number)


def shown(locator):
    expect(locator).to_be_visible(timeout=PATIENCE)


def settle(page):
    """Wait until the page is drawn whole: its parts come one after another."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)


def test_hosts_close_at_18_and_a_way_out_is_found_taken_and_taken_back(browser, app):
    files = files_of_2020_without_evenings()
    id_ = app.tours.create(files, card_of(files), msg("made"), NOW).kept.id
    context = browser.new_context(locale="fr-FR", viewport={"width": 1366, "height": 900})
    try:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        errors = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{app.address}/?tour={id_}")
        button(page, "Plan this tour").click()
        # How sure it is comes first, and stays while more is found out.
        told = page.locator(".cv-fault")
        expect(told).to_contain_text("prouvé", timeout=PATIENCE)
        # To leave out a town and to add a day are tried within the first six; the rest takes long,
        # but on a fast machine it may be known before anybody can press.
        progress = "|".join(fr("{done} of {all}", done=n, all=13) for n in range(6, 14))
        report = page.locator(".cv-report", has_text=re.compile(progress))
        ways = page.locator(".cv-repair h3")
        shown(report.or_(ways).first)
        stop = button(page, "Stop and show what is known so far")
        stop.evaluate_all("found => found.forEach(button => button.click())")
        shown(ways.first)
        # 46 h 30 of events and no few towns to blame.
        expect(told).to_contain_text("46", timeout=PATIENCE)
        settle(page)
        titles = ways.all_inner_texts()
        # All that is known is shown: another look shows the same.
        page.reload()
        expect(ways).to_have_text(titles, timeout=PATIENCE)
        button(page, "Show its plan").click()
        shown(page.locator(".iti-card").first)
        shown(page.locator("iframe").first)
        button(page, "Make this change").press("Enter")
        shown(button(page, "Undo this change"))
        expect(ways).to_have_count(0, timeout=PATIENCE)
        shown(page.locator(".st-key-cv-verdict .cv-notice"))
        assert page.locator(".iti-card").count() >= 8
        assert app.tours.open(id_).files != files
        page.reload()
        shown(button(page, "Undo this change"))
        button(page, "Undo this change").press("Enter")
        expect(ways).to_have_text(titles, timeout=PATIENCE)
        assert app.tours.open(id_).files == files
        assert errors == []
    finally:
        context.close()
