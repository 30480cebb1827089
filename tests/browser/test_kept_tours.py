"""Nothing that the page called saved is lost: kill -9, a restart, a second tab, a full disk."""

from __future__ import annotations

import io
import zipfile
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from browser.mortal_app import MortalApp
from browser.patience import until_equal
from playwright.sync_api import expect
from small_world import cache_of_user

from caravan.errors import msg
from caravan.files.draft import draft_of
from caravan.files.editing.new_tour import new_files
from caravan.language.language import language
from caravan.ui.workbench import card_of

fr = language("fr").text
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SAVED = fr("Saved. Every change is kept at once.")
PATIENCE = 60_000
"""Milliseconds: a server that is started while others test takes its time."""


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """One server for all tests here; whoever kills it starts it again."""
    folder = tmp_path_factory.mktemp("kept")
    app = MortalApp(folder, cache_of_user(folder / "cache"))
    app.start()
    yield app
    app.stop()


@pytest.fixture
def tour(app):
    """The id of a tour called “Une”."""
    files = new_files("x", {"fr": "Une"}, "fr")
    return app.tours.create(files, card_of(files), msg("made"), NOW).kept.id


def saved_names(app, id_):
    return dict(draft_of(app.tours.open(id_).files).head.names)


@contextmanager
def visitor(browser):
    context = browser.new_context(locale="fr-FR", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.dialogs = []
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))
    try:
        yield page
    finally:
        context.close()


def settle(page):
    """Wait until the page is drawn."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)


def open_rules(page, app, id_):
    page.goto(f"{app.address}/tour?tour={id_}&section=rules")
    expect(name_field(page)).to_be_visible(timeout=PATIENCE)
    settle(page)


def name_field(page, autonym="Français"):
    return page.get_by_label(fr("Name in {language}", language=autonym), exact=True)


def rename(page, text, autonym="Français"):
    """Type a name and leave the field, as one does."""
    name_field(page, autonym).fill(text)
    name_field(page, autonym).press("Tab")


def wait_until_saved(page, app, id_, **names):
    """Wait until the page says saved; then what it says is in the database."""
    title = page.locator(".cv h1", has_text=names.get("fr", ""))
    expect(title).to_be_visible(timeout=PATIENCE)
    settle(page)
    expect(page.get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)
    until_equal(page, lambda: saved_names(app, id_), names)


def test_what_was_called_saved_survives_kill_9_and_the_open_tab_goes_on(browser, app, tour):
    with visitor(browser) as page:
        open_rules(page, app, tour)
        rename(page, "Deux")
        expect(page.locator(".cv h1", has_text="Deux")).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)
        app.kill()
        assert saved_names(app, tour) == {"fr": "Deux"}
        app.start()
        # The tab finds the server again by itself, with the tour and the section of its address.
        expect(name_field(page)).to_be_enabled(timeout=PATIENCE)
        settle(page)
        expect(name_field(page)).to_have_value("Deux", timeout=PATIENCE)
        rename(page, "Trois")
        wait_until_saved(page, app, tour, fr="Trois")
        page.get_by_role("button", name=fr("Undo")).click()
        wait_until_saved(page, app, tour, fr="Deux")
        page.reload()
        expect(name_field(page)).to_have_value("Deux", timeout=PATIENCE)
        page.get_by_role("button", name=fr("Redo")).click()
        wait_until_saved(page, app, tour, fr="Trois")


def test_a_list_that_was_pasted_survives_a_restart_under_the_open_tab(browser, app):
    with visitor(browser) as page:
        page.goto(f"{app.address}/new")
        field = page.get_by_role("textbox", name=fr("Names of the towns, one on each line"))
        field.fill("Gafsa\nTozeur")
        field.press("Tab")
        count = language("fr").count("{number} town", "{number} towns", 2)
        expect(page.get_by_text(count, exact=True)).to_be_visible(timeout=PATIENCE)
        app.kill()
        app.start()
        expect(field).to_be_enabled(timeout=PATIENCE)
        settle(page)
        expect(field).to_have_value("Gafsa\nTozeur", timeout=PATIENCE)
        expect(page.get_by_text(count, exact=True)).to_be_visible(timeout=PATIENCE)


def test_two_tabs_see_both_versions_and_keep_both(browser, app, tour):
    with visitor(browser) as mine, visitor(browser) as hers:
        open_rules(mine, app, tour)
        open_rules(hers, app, tour)
        rename(hers, "Hers", "English")
        # The first change of all: there is something to undo once it is saved.
        expect(hers.get_by_role("button", name=fr("Undo"))).to_be_enabled(timeout=PATIENCE)
        expect(hers.get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)
        assert saved_names(app, tour) == {"fr": "Une", "en": "Hers"}
        rename(mine, "La mienne")
        told = fr("Somebody else changed this tour while you were at it.")
        expect(mine.get_by_text(told)).to_be_visible(timeout=PATIENCE)
        expect(mine.get_by_text("La mienne").first).to_be_visible(timeout=PATIENCE)
        expect(mine.get_by_text("Hers").first).to_be_visible(timeout=PATIENCE)
        assert saved_names(app, tour) == {"fr": "Une", "en": "Hers"}
        mine.get_by_role("button", name=fr("Keep both")).click()
        wait_until_saved(mine, app, tour, fr="La mienne", en="Hers")


def test_a_full_disk_keeps_the_change_on_the_page_to_save_later_or_take_away(browser, app, tour):
    with visitor(browser) as page:
        open_rules(page, app, tour)
        with app.full_disk():
            rename(page, "Deux")
            expect(page.get_by_text(fr("Your last change is not saved."))).to_be_visible(
                timeout=PATIENCE
            )
            expect(page.get_by_text(SAVED)).to_have_count(0, timeout=PATIENCE)
            expect(name_field(page)).to_have_value("Deux", timeout=PATIENCE)
            assert saved_names(app, tour) == {"fr": "Une"}
            with page.expect_download() as caught:
                page.get_by_role("button", name=fr("Download the files (.zip)")).click()
            taken = zipfile.ZipFile(io.BytesIO(caught.value.path().read_bytes()))
            assert "Deux" in taken.read("schedule.yaml").decode()
            page.get_by_role("button", name=fr("Try again")).click()
            still = language("fr").count(
                "Your last change is still not saved, after {number} try.",
                "Your last change is still not saved, after {number} tries.",
                2,
            )
            # Only then may the disk be free again: the next press is the one that saves.
            expect(page.get_by_text(still)).to_be_visible(timeout=PATIENCE)
            page.wait_for_timeout(600)  # pressed faster than that, it would be a double click
        page.get_by_role("button", name=fr("Try again")).click()
        wait_until_saved(page, app, tour, fr="Deux")


def test_a_name_that_is_markdown_html_or_a_script_is_shown_letter_by_letter(browser, app):
    hostile = "<img src=x onerror=alert(1)> **b** [x](javascript:alert(2)) :red[r] $x$ `c`"
    files = new_files("x", {"fr": hostile}, "fr")
    id_ = app.tours.create(files, card_of(files), msg("made"), NOW).kept.id
    with visitor(browser) as page:
        page.goto(f"{app.address}/tours")
        card = page.locator(f".st-key-cv-tour-{id_}")
        expect(card.locator(".cv-tour-name")).to_have_text(hostile, timeout=PATIENCE)
        card.get_by_test_id("stPopoverButton").click()
        delete = page.locator(f".st-key-delete-{id_} button")
        shown = hostile if len(hostile) <= 60 else f"{hostile[:60].rstrip()}…"
        expect(delete).to_have_text(fr("Delete “{name}”", name=shown), timeout=PATIENCE)
        page.keyboard.press("Escape")
        page.goto(f"{app.address}/new")
        page.get_by_text(fr("Copy of another")).click()
        page.locator(".st-key-copy-of").get_by_role("combobox").click()
        choice = page.get_by_role("option", name=hostile, exact=True)
        expect(choice).to_be_visible(timeout=PATIENCE)
        open_rules(page, app, id_)
        expect(page.locator(".cv h1")).to_have_text(hostile, timeout=PATIENCE)
        assert page.dialogs == []
    app.tours.delete(id_, NOW)


def test_the_list_of_tours_is_used_with_keys_alone(browser, app, tour):
    with visitor(browser) as page:
        page.goto(f"{app.address}/tours")
        card = page.locator(f".st-key-cv-tour-{tour}")
        expect(card).to_be_visible(timeout=PATIENCE)
        settle(page)
        card.get_by_role("button", name=fr("Open")).focus()
        for name in (fr("Duplicate"), fr("Archive"), fr("Delete")):
            page.keyboard.press("Tab")
            expect(card.get_by_role("button", name=name, exact=True)).to_be_focused(
                timeout=PATIENCE
            )
        page.keyboard.press("Enter")
        delete = page.locator(f".st-key-delete-{tour} button")
        expect(delete).to_be_visible(timeout=PATIENCE)
        delete.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text(fr("“{name}” is deleted.", name="Une"))).to_be_visible(
            timeout=PATIENCE
        )
        page.locator(".st-key-restore button").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text(fr("“{name}” is back.", name="Une"))).to_be_visible(
            timeout=PATIENCE
        )
        settle(page)
        assert app.tours.is_kept(tour)
