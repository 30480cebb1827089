"""Whoever presses before the server's answer has come changes what was pressed, and nothing besides."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from browser.mortal_app import MortalApp
from browser.slow_network import SlowNetwork
from browser.test_scenarios import button, fr, visitor
from playwright.sync_api import expect
from small_tour import small_tour

from caravan.errors import msg
from caravan.files.draft import draft_of
from caravan.store.scenarios import Scenarios
from caravan.ui.workbench import card_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
RUN = 1_500
"""Milliseconds in which the server draws a page to its end, which nobody sees from outside."""


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


def make_scenario(page, app, tour, network=None):
    """A scenario made on the page; what says its draft now."""
    page.goto(f"{app.address}/scenarios?tour={tour}")
    page.get_by_label(fr("Name of the scenario")).fill("Plus de route")
    if network is not None:
        network.hold_after("quick-team-more")
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


def wait_until(page, true):
    for _ in range(300):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never came true")


def shown_beds(page):
    return page.locator("[class*=quick-beds] .react-aria-ComboBox [data-tag]")


def undo_the_bed_in_sfax(page, network, draft, last=None):
    """Take Sfax's beds away, and back by an Undo that the page never hears of, or not to its end."""
    page.get_by_role("button", name=fr("Remove {name}", name="Sfax")).click()
    wait_until(page, lambda: towns_with_beds(draft()) == {"agareb", "thyna", "mahres"})
    expect(shown_beds(page)).to_have_count(3)
    page.wait_for_timeout(RUN)
    if last is None:
        network.hold()
    else:
        network.hold_after(last)
    # While a page is drawn anew, what was there before stands beside it for a moment.
    expect(button(page, "Undo")).to_have_count(1)
    button(page, "Undo").click()
    wait_until(page, lambda: "sfax" in towns_with_beds(draft()))
    page.wait_for_timeout(RUN)


def press_before_and_after_it_comes(page, network, draft):
    """Press while the page doesn't know all, and again when it does: all towns keep their beds."""
    more(page, 30).click()
    wait_until(page, lambda: limit(draft()) == 330)
    page.wait_for_timeout(RUN)
    network.let_go()
    expect(shown_beds(page)).to_have_count(4)
    more(page, 15).click()
    wait_until(page, lambda: limit(draft()) == 345)
    assert towns_with_beds(draft()) == {"sfax", "agareb", "thyna", "mahres"}


def test_a_press_before_the_page_has_come_whole_takes_no_beds_away(browser, app, tour):
    network = SlowNetwork()
    with visitor(browser) as page:
        network.between(page)
        draft = make_scenario(page, app, tour, network)
        wait_until(page, lambda: network.holds)
        page.wait_for_timeout(RUN)
        press_before_and_after_it_comes(page, network, draft)


def test_what_was_undone_stays_undone_when_the_next_press_comes_before_the_page(browser, app, tour):
    network = SlowNetwork()
    with visitor(browser) as page:
        network.between(page)
        draft = make_scenario(page, app, tour)
        undo_the_bed_in_sfax(page, network, draft)
        press_before_and_after_it_comes(page, network, draft)


def test_a_double_click_after_it_is_no_reason_to_do_again_what_was_undone(browser, app, tour):
    network = SlowNetwork()
    with visitor(browser) as page:
        network.between(page)
        draft = make_scenario(page, app, tour)
        undo_the_bed_in_sfax(page, network, draft)
        more(page, 30).evaluate(
            "pressed => { pressed.click(); setTimeout(() => pressed.click(), 180) }"
        )
        wait_until(page, lambda: limit(draft()) == 330)
        page.wait_for_timeout(2 * RUN)
        assert limit(draft()) == 330
        assert towns_with_beds(draft()) == {"sfax", "agareb", "thyna", "mahres"}


def test_a_page_that_finds_its_server_again_does_nothing_by_itself(browser, app, tour):
    network = SlowNetwork()
    with visitor(browser) as page:
        network.between(page)
        draft = make_scenario(page, app, tour)
        undo_the_bed_in_sfax(page, network, draft, "quick-team-more")
        network.break_off()
        expect(shown_beds(page)).to_have_count(4)
        page.wait_for_timeout(RUN)
        assert towns_with_beds(draft()) == {"sfax", "agareb", "thyna", "mahres"}


def test_a_field_that_was_emptied_unheard_is_shown_empty_in_the_end(browser, app, tour):
    network = SlowNetwork()
    with visitor(browser) as page:
        network.between(page)
        draft = make_scenario(page, app, tour)
        field = page.get_by_role("combobox", name=fr("Towns that may be left out"))
        field.click()
        field.press("ArrowDown")
        field.press("Enter")
        field.press("Escape")

        def optional():
            return [event.id for event in draft().events if not event.required]

        wait_until(page, optional)
        shown = page.locator("[class*=quick-optional] .react-aria-ComboBox [data-tag]")
        expect(shown).to_have_count(1)
        page.wait_for_timeout(RUN)
        network.hold()
        button(page, "Undo").click()
        wait_until(page, lambda: not optional())
        page.wait_for_timeout(RUN)
        network.break_off()
        page.wait_for_timeout(RUN)
        more(page, 30).click()
        wait_until(page, lambda: limit(draft()) == 330)
        expect(shown).to_have_count(0)
        assert optional() == []


def test_two_towns_that_are_chosen_before_the_page_comes_are_the_ends_of_a_road(browser, app, tour):
    network = SlowNetwork()
    with visitor(browser) as page:
        network.between(page)
        page.goto(f"{app.address}/tour?tour={tour}&section=roads")
        sfax, mahres = (
            page.locator(".em-root [role=button]", has_text=town) for town in ("Sfax", "Mahrès")
        )
        expect(sfax).to_be_visible()
        page.wait_for_timeout(RUN)
        network.hold()
        sfax.click()
        page.wait_for_timeout(RUN)
        mahres.click()
        page.wait_for_timeout(RUN)
        network.let_go()
        expect(page.get_by_role("combobox", name=fr("Between"))).to_have_value("Sfax")
        expect(page.get_by_role("combobox", name=fr("and"), exact=True)).to_have_value("Mahrès")
