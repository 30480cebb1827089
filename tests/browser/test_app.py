"""The app in a real browser, on a laptop and on a phone, in three languages."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest
from browser.running_app import running_app
from playwright.sync_api import expect
from samples import sample_plan
from served import desk_with_plan, publish

from caravan.language.language import language
from caravan.store.link import LinkKind
from caravan.views.verdict import verdict

SIZES = {"laptop": (1440, 900), "phone": (390, 844)}
LOCALES = {"fr": "fr-FR", "ar": "ar-TN", "en": "en-GB"}
PAGES = ("", "map", "publish", "subscribe")


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The app with a plan."""
    folder = tmp_path_factory.mktemp("app")
    publish(desk_with_plan(folder))
    with running_app(folder, "quick") as address:
        yield address


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """The app without a plan, its planner working until it is told to stop."""
    with running_app(tmp_path_factory.mktemp("empty"), "patient") as address:
        yield address


@contextmanager
def visitor(browser, code="fr", size="laptop"):
    """A page of a new visitor, which notes what goes wrong and whom it asks."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale=LOCALES[code])
    page = context.new_page()
    page.asked = []
    page.broken = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.broken.append(str(error)))
    try:
        yield page
    finally:
        context.close()


def open_page(page, address, wait=".cv h1"):
    page.goto(address)
    expect(page.locator(wait).first).to_be_visible()
    expect(page.locator("[data-testid=stStatusWidget]")).to_have_count(0)


def see_map(page):
    frame = page.frame_locator("iframe")
    expect(frame.locator(".leaflet-container")).to_be_visible()


def outside(page, address):
    """Requests that left the app's host; tiles are known to come from OpenStreetMap."""
    ours = (address, address.replace("http", "ws", 1), "data:", "blob:", "about:")
    tiles = "https://tile.openstreetmap.org/"
    return [url for url in page.asked if not url.startswith((*ours, tiles))]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", LOCALES)
def test_every_page_fits_its_screen_and_asks_nobody_else(browser, app, code, size):
    with visitor(browser, code, size) as page:
        for path in PAGES:
            open_page(page, f"{app}/{path}")
            if path in {"", "map"}:
                see_map(page)
            widths = page.evaluate(
                "[document.documentElement.scrollWidth,"
                " document.querySelector('[data-testid=stMain]').scrollWidth]"
            )
            assert max(widths) <= SIZES[size][0]
        assert outside(page, app) == []
        assert page.broken == []


@pytest.mark.parametrize("code", LOCALES)
def test_the_first_screen_tells_which_days_and_how_good(browser, app, code):
    speech = language(code)
    with visitor(browser, code) as page:
        open_page(page, app)
        assert page.title() == speech.text("Caravan")
        shown = page.locator(".cv-notice-headline").first
        expect(shown).to_have_text(verdict(sample_plan(), speech).text)
        expect(page.locator(".iti-card")).to_have_count(2)
        for part in (shown, page.locator(".iti-card").first, page.locator("iframe")):
            box = part.bounding_box()
            assert box["y"] + min(box["height"], 200) < SIZES["laptop"][1]
        assert page.locator(".cv").first.get_attribute("dir") == speech.direction


def test_arabic_is_mirrored(browser, app):
    with visitor(browser, "ar") as page:
        open_page(page, app)
        days = page.locator(".iti").bounding_box()
        picture = page.locator("iframe").bounding_box()
        assert picture["x"] + picture["width"] <= days["x"]
        tabs = [link.bounding_box()["x"] for link in page.locator(".st-key-cv-nav a").all()]
        assert tabs == sorted(tabs, reverse=True)


def test_the_map_stays_in_view_beside_the_days(browser, app):
    with visitor(browser) as page:
        page.set_viewport_size({"width": 1440, "height": 560})
        open_page(page, app)
        see_map(page)
        for card in page.locator(".iti-card > details > summary").all():
            card.click()
        page.locator(".iti-card").last.locator(".iti-rows li").last.scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        top = page.locator(".st-key-cv-map").bounding_box()["y"]
        assert 0 < top < 120


def test_the_switch_changes_the_language_and_a_reload_keeps_it(browser, app):
    with visitor(browser, "fr") as page:
        open_page(page, app)
        page.get_by_role("radio", name="عربي").or_(page.get_by_role("button", name="عربي")).click()
        expect(page.locator(".cv[lang=ar] h1").first).to_be_visible()
        assert "lang=ar" in page.url
        page.reload()
        expect(page.locator(".cv[lang=ar] h1").first).to_be_visible()


def test_the_language_follows_the_visitor_from_page_to_page(browser, app):
    with visitor(browser, "fr") as page:
        open_page(page, f"{app}/?lang=ar")
        page.locator(".st-key-cv-nav a[href^=subscribe]").click()
        expect(page.locator(".cv[lang=ar] h2").first).to_be_visible()
        expect(page).to_have_url(re.compile("lang=ar"))
        page.get_by_role("link", name=language("ar").text("Plan"), exact=True).first.click()
        expect(page.locator(".cv[lang=ar] .iti").first).to_be_visible()


def test_choosing_a_day_changes_the_map_and_nothing_else(browser, app):
    with visitor(browser) as page:
        open_page(page, app)
        see_map(page)
        page.locator(".iti-card > details > summary").first.click()
        before = page.locator("iframe").get_attribute("srcdoc")
        name = language("fr").short_date(sample_plan().days[1].date)
        page.locator(".st-key-cv-map").get_by_text(name).click()
        expect(page).to_have_url(re.compile("day=2020-03-10"))
        expect(page.locator("iframe")).not_to_have_attribute("srcdoc", before)
        # The card that the visitor had unfolded is still unfolded.
        assert page.locator(".iti-card > details").first.get_attribute("open") is not None
        page.reload()
        expect(page.locator("iframe")).not_to_have_attribute("srcdoc", before)


def test_choosing_a_day_does_not_move_the_page(browser, app):
    with visitor(browser) as page:
        page.set_viewport_size({"width": 1440, "height": 560})
        open_page(page, app)
        see_map(page)
        for card in page.locator(".iti-card > details > summary").all():
            card.click()
        page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, main.scrollHeight)")
        page.wait_for_timeout(300)
        before = page.get_by_test_id("stMain").evaluate("main => main.scrollTop")
        assert before > 0
        map_before = page.locator("iframe").get_attribute("srcdoc")
        name = language("fr").short_date(sample_plan().days[1].date)
        page.locator(".st-key-cv-map").get_by_text(name).click()
        expect(page.locator("iframe")).not_to_have_attribute("srcdoc", map_before)
        page.wait_for_timeout(500)
        assert page.get_by_test_id("stMain").evaluate("main => main.scrollTop") == before


def test_another_visit_of_the_same_page_keeps_the_map(browser, app):
    """No flicker: a rerun with the same map doesn't load it anew."""
    with visitor(browser) as page:
        open_page(page, app)
        see_map(page)
        page.frames[-1].evaluate("window.seen = true")
        page.get_by_test_id("stPopoverButton").click()
        expect(page.get_by_text("GPX")).to_be_visible()
        page.keyboard.press("Escape")
        page.wait_for_timeout(500)
        assert page.frames[-1].evaluate("window.seen") is True


def test_downloads_arrive_under_a_fitting_name(browser, app):
    with visitor(browser) as page:
        open_page(page, app)
        page.get_by_test_id("stPopoverButton").click()
        with page.expect_download() as caught:
            page.get_by_role("button", name="GPX").click()
        assert caught.value.suggested_filename == "sample.gpx"
        with page.expect_download() as caught:
            page.get_by_role("button", name="CSV").click()
        assert caught.value.suggested_filename == "sample.csv"
        open_page(page, f"{app}/subscribe")
        with page.expect_download() as caught:
            page.get_by_role("button", name="zip").click()
        assert caught.value.suggested_filename == "sample-calendars.zip"


def new_link(page, app, kind=LinkKind.TOUR):
    """Make a link on the Calendars page; what is clicked to open it."""
    speech = language("fr")
    open_page(page, f"{app}/subscribe")
    if kind is LinkKind.DAY:
        page.get_by_role("combobox", name=speech.text("A link to")).click()
        page.get_by_role("option", name=speech.text("Day pages for the team")).click()
    links = page.locator(".cv-link").count()
    # A double click makes one link, whose address is shown.
    page.get_by_role("button", name=speech.text("Make the link")).dblclick()
    expect(page.locator(".st-key-cv-subscription img.cv-qr")).to_be_visible()
    expect(page.locator(".cv-link")).to_have_count(links + 1)
    return page.locator(".st-key-cv-subscription a").first.get_attribute("href")


def test_a_new_link_leads_to_the_feed_and_is_shown_once(browser, app):
    with visitor(browser) as page:
        address = new_link(page, app)
        assert address.startswith("webcal://")
        answer = page.request.get(address.replace("webcal://", "http://"))
        assert answer.status == 200
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        page.reload()
        expect(page.locator(".cv-link").first).to_be_visible()
        assert page.locator(".st-key-cv-subscription").count() == 0
        assert page.broken == []


def test_a_day_page_once_opened_is_readable_without_network(browser, app):
    with visitor(browser, size="phone") as page:
        first = new_link(page, app, LinkKind.DAY)
        page.goto(first.replace("2020-03-09", "2020-03-10"))
        page.evaluate("navigator.serviceWorker.ready")
        page.reload()
        page.context.set_offline(True)
        page.reload()
        expect(page.get_by_text("Kerkennah").first).to_be_visible()


def test_a_job_is_found_again_after_a_reload_and_can_be_stopped(browser, empty):
    speech = language("fr")
    with visitor(browser) as page:
        # The server has begun to plan on its first start, before anybody asked.
        open_page(page, empty, ".cv-report")
        expect(page.get_by_text(speech.duration(263))).to_be_visible()
        assert "job=" in page.url
        page.reload()
        expect(page.locator(".cv-report")).to_be_visible()
        page.get_by_role("button", name=speech.text("Stop and keep the best plan so far")).click()
        expect(page.locator(".iti-card")).to_have_count(2)
        stopped = speech.text("Stopped. The best plan found so far is kept.")
        expect(page.get_by_text(stopped)).to_be_visible()


def test_nothing_of_streamlit_speaks_another_language(browser, app):
    with visitor(browser, "fr") as page:
        open_page(page, app)
        text = page.locator("body").inner_text()
        for word in ("Deploy", "Rerun", "Made with", "Running", "Streamlit"):
            assert word not in text
