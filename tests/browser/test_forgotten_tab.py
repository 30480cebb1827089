"""A tab that stays open while its server is started anew: the first thing done in it counts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from browser.mortal_app import MortalApp
from playwright.sync_api import expect

from caravan.errors import msg
from caravan.files.draft import draft_of
from caravan.files.editing.head import set_title
from caravan.files.editing.new_tour import new_files
from caravan.store.tours import TourCard

AT = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
CARD = TourCard((("en", "First"),), None, None, 0)


@pytest.fixture
def mortal(tmp_path):
    """An app with one kept tour, and the address of its section *Dates and rules*."""
    app = MortalApp(tmp_path, tmp_path / "cache")
    files = new_files("0123456789ab", {"en": "First"}, "en")
    kept = app.tours.create(files, CARD, msg("made"), AT).kept
    app.start()
    yield app, kept.id
    app.kill()


def title(app, id_):
    return dict(draft_of(app.tours.open(id_).files).head.names).get("en")


def open_rules(browser, app, id_):
    page = browser.new_context(locale="en-GB").new_page()
    page.goto(f"{app.address}/tour?tour={id_}&section=rules&lang=en")
    field = page.locator(f".st-key-{id_}-title-en input")
    expect(field).to_have_value("First")
    expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0)
    return page, field


def restart(app, page, field):
    app.kill()
    app.start()
    app_root = page.locator("[data-testid=stApp]")
    expect(app_root).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=60_000)
    expect(field).to_be_enabled()
    # As long as anybody needs to see that the page is back: what is typed into the very moment
    # of the first run may still be drawn over.
    page.wait_for_timeout(4000)
    expect(app_root).to_have_attribute("data-test-script-state", "notRunning")


def test_the_first_edit_after_a_restart_is_saved_and_shown(browser, mortal):
    app, id_ = mortal
    page, field = open_rules(browser, app, id_)
    restart(app, page, field)
    field.fill("Second")
    field.press("Tab")
    expect(page.locator("h1", has_text="Second")).to_be_visible()
    expect(field).to_have_value("Second")
    assert title(app, id_) == "Second"
    page.context.close()


def test_what_others_saved_meanwhile_is_not_overwritten_by_what_the_tab_showed(browser, mortal):
    app, id_ = mortal
    page, field = open_rules(browser, app, id_)
    opened = app.tours.open(id_)
    renamed = set_title(opened.files, "en", "Theirs")
    app.tours.save(id_, renamed, CARD, base=opened.kept.version, what=msg("made"), at=AT)
    restart(app, page, field)
    french = page.locator(f".st-key-{id_}-title-fr input")
    french.fill("Mienne")
    french.press("Tab")
    expect(page.get_by_text("The connection was interrupted")).to_be_visible()
    assert title(app, id_) == "Theirs"
    page.context.close()
