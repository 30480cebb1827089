"""Whoever presses before the server's answer has come changes what was pressed, and nothing besides."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from browser.mortal_app import MortalApp
from browser.patience import until
from browser.slow_network import SlowNetwork
from browser.test_scenarios import button, fr, visitor
from playwright.sync_api import expect
from small_tour import small_tour

from caravan.errors import msg
from caravan.files.draft import draft_of
from caravan.store.scenarios import Scenarios
from caravan.ui.workbench import card_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("slow")
    app = MortalApp(folder, folder / "cache")
    app.start()
    yield app
    app.stop()


@pytest.fixture
def tour(app):
    files = small_tour()
    return app.tours.create(files, card_of(files), msg("made"), NOW).kept.id


def make_scenario(page, app, tour, network, last=None):
    """A scenario made on the page, which is told no more than some words; what says its draft now."""
    with network.answered(page):
        page.goto(f"{app.address}/scenarios?tour={tour}")
    page.get_by_label(fr("Name of the scenario")).fill("Plus de route")
    if last is not None:
        network.hold_after(last)
    with network.answered(page):
        button(page, "Make a scenario").click()
    expect(more(page, 30)).to_be_visible()
    (one,) = Scenarios(app.tours).listed(tour)
    return lambda: draft_of(app.tours.open(one.id).files)


def more(page, minutes):
    return button(page, "{minutes} min more", minutes=minutes)


def limit(draft):
    return draft.rules.max_driving_minutes


def towns_with_beds(draft):
    return {place.id for place in draft.places if place.can_sleep}


def shown_beds(page):
    return page.locator("[class*=quick-beds] .react-aria-ComboBox [data-tag]")


def undo_the_bed_in_sfax(page, network, draft, last=None):
    """Take Sfax's beds away, and back by an Undo that the page never hears of, or not to its end."""
    with network.answered(page):
        page.get_by_role("button", name=fr("Remove {name}", name="Sfax")).click()
    assert towns_with_beds(draft()) == {"agareb", "thyna", "mahres"}
    expect(shown_beds(page)).to_have_count(3)
    if last is None:
        network.hold()
    else:
        network.hold_after(last)
    # While a page is drawn anew, what was there before stands beside it for a moment.
    expect(button(page, "Undo")).to_have_count(1)
    with network.answered(page):
        button(page, "Undo").click()
    assert "sfax" in towns_with_beds(draft())


def press_before_and_after_it_comes(page, network, draft):
    """Press while the page doesn't know all, and again when it does: all towns keep their beds."""
    with network.answered(page):
        more(page, 30).click()
    assert limit(draft()) == 330
    assert towns_with_beds(draft()) == {"sfax", "agareb", "thyna", "mahres"}
    network.let_go()
    expect(shown_beds(page)).to_have_count(4)
    more(page, 15).click()
    until(page, lambda: limit(draft()) == 345)
    assert towns_with_beds(draft()) == {"sfax", "agareb", "thyna", "mahres"}


def test_a_press_before_the_page_has_come_whole_takes_no_beds_away(browser, app, tour):
    network = SlowNetwork()
    with visitor(browser) as page:
        network.between(page)
        draft = make_scenario(page, app, tour, network, last="quick-team-more")
        assert network.holds
        press_before_and_after_it_comes(page, network, draft)


def test_what_was_undone_stays_undone_when_the_next_press_comes_before_the_page(browser, app, tour):
    network = SlowNetwork()
    with visitor(browser) as page:
        network.between(page)
        draft = make_scenario(page, app, tour, network)
        undo_the_bed_in_sfax(page, network, draft)
        press_before_and_after_it_comes(page, network, draft)


def test_a_double_click_after_it_is_no_reason_to_do_again_what_was_undone(browser, app, tour):
    network = SlowNetwork()
    with visitor(browser) as page:
        network.between(page)
        draft = make_scenario(page, app, tour, network)
        undo_the_bed_in_sfax(page, network, draft)
        with network.answered(page):
            more(page, 30).evaluate(
                "pressed => { pressed.click(); setTimeout(() => pressed.click(), 30) }"
            )
        assert limit(draft()) == 330
        assert towns_with_beds(draft()) == {"sfax", "agareb", "thyna", "mahres"}


def test_a_page_that_finds_its_server_again_does_nothing_by_itself(browser, app, tour):
    network = SlowNetwork()
    with visitor(browser) as page:
        network.between(page)
        draft = make_scenario(page, app, tour, network)
        undo_the_bed_in_sfax(page, network, draft, "quick-team-more")
        with network.answered(page):
            network.break_off()
        expect(shown_beds(page)).to_have_count(4)
        assert towns_with_beds(draft()) == {"sfax", "agareb", "thyna", "mahres"}


def test_a_field_that_was_emptied_unheard_is_shown_empty_in_the_end(browser, app, tour):
    network = SlowNetwork()
    with visitor(browser) as page:
        network.between(page)
        draft = make_scenario(page, app, tour, network)
        field = page.get_by_role("combobox", name=fr("Towns that may be left out"))
        with network.answered(page):
            field.click()
            field.press("ArrowDown")
            field.press("Enter")
            field.press("Escape")

        def optional():
            return [event.id for event in draft().events if not event.required]

        assert optional()
        shown = page.locator("[class*=quick-optional] .react-aria-ComboBox [data-tag]")
        expect(shown).to_have_count(1)
        network.hold()
        expect(button(page, "Undo")).to_have_count(1)
        with network.answered(page):
            button(page, "Undo").click()
        assert not optional()
        network.break_off()
        until(page, lambda: network.connections == 2)
        more(page, 30).click()
        until(page, lambda: limit(draft()) == 330)
        expect(shown).to_have_count(0)
        assert optional() == []


def test_two_towns_that_are_chosen_before_the_page_comes_are_the_ends_of_a_road(browser, app, tour):
    network = SlowNetwork()
    with visitor(browser) as page:
        network.between(page)
        with network.answered(page):
            page.goto(f"{app.address}/tour?tour={tour}&section=roads")
        sfax, mahres = (
            page.locator(".em-root [role=button]", has_text=town) for town in ("Sfax", "Mahrès")
        )
        network.hold()
        with network.answered(page):
            sfax.click()
        with network.answered(page):
            mahres.click()
        network.let_go()
        expect(page.get_by_role("combobox", name=fr("Between"))).to_have_value("Sfax")
        expect(page.get_by_role("combobox", name=fr("and"), exact=True)).to_have_value("Mahrès")
