"""The map that is edited, in a real browser: by mouse, finger and keyboard."""

from __future__ import annotations

import math
import re
from contextlib import contextmanager
from pathlib import Path

import pytest
from browser.patience import until
from browser.running_app import running_script
from playwright.sync_api import expect

LAPTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    script = Path(__file__).parent / "edit_map_page.py"
    with running_script(tmp_path_factory.mktemp("edit-map"), script) as found:
        yield found


@contextmanager
def shown(browser, address, size=LAPTOP, **asked):
    """The page, which fails the test when a script fails, or when another host is asked."""
    context = browser.new_context(**size)
    page = context.new_page()
    wrong = []
    page.asked = []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (wrong.append("dialog"), dialog.dismiss()))
    page.on("request", lambda request: page.asked.append(request.url))
    page.route("https://tile.openstreetmap.org/**", lambda route: route.abort())
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    page.goto(f"{address}/?{query}")
    expect(page.locator(".em-root .leaflet-pane svg path").first).to_be_attached()
    settle(page)
    yield page
    assert page.evaluate("globalThis.caught") is None
    context.close()
    assert wrong == []
    ours = (address, address.replace("http", "ws", 1), "data:", "blob:")
    assert [
        url for url in page.asked if not url.startswith((*ours, "https://tile.openstreetmap.org/"))
    ] == []


def settle(page):
    """Waits until Streamlit has drawn the page and the map has arranged itself."""
    page.wait_for_function(
        "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
    )
    page.wait_for_timeout(150)


def mark(page, name):
    return page.locator(".em-mark", has=page.locator(".cm-name", has_text=re.compile(f"^{name}$")))


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def sign_of(page, name):
    return middle(mark(page, name).locator(".em-chip"))


def events(page, count):
    """The events that the page was told of, when there are so many."""
    expect(page.get_by_text(f"{count} events", exact=True)).to_be_visible()
    settle(page)
    lines = page.locator("[data-testid=stText]").nth(1).inner_text().splitlines()
    assert len(lines) == count
    return [
        (kind, id_, float(a), float(b)) for kind, id_, a, b in (one.split(" ") for one in lines)
    ]


def projected(latitude, longitude):
    """Where a point lies in the square map, in parts of its width."""
    y = math.asinh(math.tan(math.radians(latitude)))
    return longitude / 360, -y / math.tau


def pixels_of(page, known):
    """How many pixels the whole map is wide, from two points of known places."""
    (one, at_one), (two, at_two) = known.items()
    return (sign_of(page, two)[0] - sign_of(page, one)[0]) / (
        projected(*at_two)[0] - projected(*at_one)[0]
    )


SFAX, GAFSA = (34.7406, 10.7603), (34.425, 8.7842)


def test_a_dragged_mark_is_told_once_where_it_was_dropped(browser, address):
    with shown(browser, address) as page:
        wide = pixels_of(page, {"Gafsa": GAFSA, "Sfax": SFAX})
        x, y = sign_of(page, "Gafsa")
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 20, y - 20, steps=4)
        page.mouse.move(x + 60, y - 45, steps=6)
        page.mouse.up()
        [(kind, id_, latitude, longitude)] = events(page, 1)
        assert (kind, id_) == ("moved", "gafsa")
        was, now = projected(*GAFSA), projected(latitude, longitude)
        assert (now[0] - was[0]) * wide == pytest.approx(60, abs=2)
        assert (now[1] - was[1]) * wide == pytest.approx(-45, abs=2)
        assert sign_of(page, "Gafsa") == pytest.approx((x + 60, y - 45), abs=2)


def test_a_mark_that_python_does_not_move_goes_back(browser, address):
    with shown(browser, address, accept="no") as page:
        at = sign_of(page, "Gafsa")
        page.mouse.move(*at)
        page.mouse.down()
        page.mouse.move(at[0] + 60, at[1] - 45, steps=6)
        page.mouse.up()
        events(page, 1)
        assert sign_of(page, "Gafsa") == pytest.approx(at, abs=1)


def test_two_quick_drags_are_both_told_once(browser, address):
    with shown(browser, address) as page:
        for name in ("Gafsa", "Tozeur"):
            x, y = sign_of(page, name)
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(x - 30, y - 60, steps=3)
            page.mouse.up()
        told = events(page, 2)
        assert [one[:2] for one in told] == [("moved", "gafsa"), ("moved", "tozeur")]
        page.get_by_role("button", name="rerun").click()
        expect(page.get_by_text("pressed 1")).to_be_visible()
        assert events(page, 2) == told


def test_what_may_not_be_moved_stays(browser, address):
    with shown(browser, address) as page:
        x, y = sign_of(page, "Sidi Youssef")
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 50, y - 50, steps=5)
        page.mouse.up()
        page.get_by_role("button", name="rerun").click()
        expect(page.get_by_text("pressed 1")).to_be_visible()
        assert events(page, 0) == []


def test_a_click_adds_a_place_only_when_asked_to(browser, address):
    with shown(browser, address) as page:
        wide = pixels_of(page, {"Gafsa": GAFSA, "Sfax": SFAX})
        x, y = sign_of(page, "Gafsa")
        page.mouse.click(x - 30, y - 90)
        page.get_by_text("adding").click()
        expect(page.locator(".em-banner")).to_be_visible()
        page.mouse.dblclick(x - 30, y - 90)
        [(kind, id_, latitude, longitude)] = events(page, 1)
        assert (kind, id_) == ("added", "")
        was, now = projected(*GAFSA), projected(latitude, longitude)
        assert (now[0] - was[0]) * wide == pytest.approx(-30, abs=2)
        assert (now[1] - was[1]) * wide == pytest.approx(-90, abs=2)
        expect(mark(page, "Nouveau")).to_be_visible()
        assert page.locator(".em-ghost").count() == 0
        assert sign_of(page, "Nouveau") == pytest.approx((x - 30, y - 90), abs=2)


def test_places_at_one_point_are_chosen_one_by_one(browser, address):
    with shown(browser, address, points="same") as page:
        marks = page.locator(".em-mark")
        assert marks.count() == 3
        for number in range(3):
            page.mouse.click(*middle(marks.nth(number).locator(".em-chip")))
            expect(marks.nth(number)).to_have_attribute("aria-pressed", "true")
        told = events(page, 3)
        assert [one[:2] for one in told] == [("chosen", id_) for id_ in ("one", "two", "three")]
        assert told[1][2:] == (33.8915, 9.7963)


def test_hostile_names_are_text(browser, address):
    with shown(browser, address, points="hostile") as page:
        for one in page.locator(".em-mark").all():
            one.hover()
            expect(page.locator(".leaflet-tooltip")).to_contain_text("onerror=globalThis.caught=1")
            one.click()
            settle(page)
        assert page.locator(".em-root img").count() == 0
        events(page, 2)
        page.locator(".em-buttons .em-button").nth(3).click()
        expect(page.locator(".em-banner")).to_contain_text("<img src=x")


def test_a_rerun_keeps_zoom_place_and_focus(browser, address):
    with shown(browser, address) as page:
        page.locator(".em-buttons .em-button").first.click()
        page.wait_for_timeout(500)
        page.locator(".em-map").evaluate("node => { node.remembered = true; }")
        page.mouse.move(*sign_of(page, "Tozeur"))
        before = sign_of(page, "Gafsa")
        mark(page, "Gafsa").focus()
        page.get_by_role("button", name="relabel").evaluate("button => button.click()")
        expect(mark(page, "Sfax la belle")).to_be_attached()
        settle(page)
        assert sign_of(page, "Gafsa") == pytest.approx(before, abs=1)
        assert page.locator(".em-map").evaluate("node => node.remembered")
        expect(mark(page, "Gafsa")).to_be_focused()
        page.locator(".em-buttons .em-button").nth(2).click()
        settle(page)
        assert sign_of(page, "Gafsa") != pytest.approx(before, abs=20)


def test_wholly_other_points_are_brought_into_view_also_across_the_180th_meridian(browser, address):
    with shown(browser, address) as page:
        page.get_by_role("button", name="others").click()
        expect(mark(page, "Suva")).to_be_visible()
        settle(page)
        frame = page.locator(".em-root").bounding_box()
        (left, _), (right, _) = sign_of(page, "Suva"), sign_of(page, "Taveuni")
        assert frame["x"] < left < right < frame["x"] + frame["width"]
        x, y = sign_of(page, "Suva")
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(right + 30, y, steps=5)
        page.mouse.up()
        [(kind, id_, _, longitude)] = events(page, 1)
        assert (kind, id_) == ("moved", "suva")
        assert -180 < longitude < -179


def test_everything_is_done_by_keyboard(browser, address):
    with shown(browser, address) as page:
        wide = pixels_of(page, {"Gafsa": GAFSA, "Sfax": SFAX})
        gafsa = mark(page, "Gafsa")
        gafsa.focus()
        for key in ("ArrowLeft", "ArrowLeft", "ArrowUp", "Shift+ArrowUp"):
            page.keyboard.press(key)
        assert page.locator(".em-banner").is_visible()
        page.keyboard.press("Escape")
        assert page.locator(".em-banner").is_hidden()
        for key in ("ArrowRight", "ArrowRight", "ArrowUp", "Shift+ArrowUp", "Enter"):
            page.keyboard.press(key)
        [(kind, id_, latitude, longitude)] = events(page, 1)
        assert (kind, id_) == ("moved", "gafsa")
        was, now = projected(*GAFSA), projected(latitude, longitude)
        assert (now[0] - was[0]) * wide == pytest.approx(20, abs=1.5)
        assert (now[1] - was[1]) * wide == pytest.approx(-11, abs=1.5)
        expect(gafsa).to_be_focused()
        page.keyboard.press("Enter")
        assert events(page, 2)[1] == ("chosen", "gafsa", latitude, longitude)
        page.get_by_text("adding").click()
        expect(page.locator(".em-banner")).to_be_visible()
        page.locator(".em-map").focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(500)
        page.keyboard.press("Enter")
        kind, id_, *_ = events(page, 3)[2]
        assert (kind, id_) == ("added", "")
        assert sign_of(page, "Nouveau") == pytest.approx(middle(page.locator(".em-map")), abs=2)


def test_marks_left_while_being_moved_go_back(browser, address):
    with shown(browser, address) as page:
        at = sign_of(page, "Gafsa")
        mark(page, "Gafsa").focus()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Tab")
        settle(page)
        assert sign_of(page, "Gafsa") == pytest.approx(at, abs=1)
        assert events(page, 0) == []


def test_a_chosen_mark_is_moved_by_one_press_without_dragging(browser, address):
    with shown(browser, address, size=PHONE) as page:
        page.touchscreen.tap(*sign_of(page, "Gafsa"))
        events(page, 1)
        page.locator(".em-buttons .em-button").nth(3).tap()
        x, y = middle(page.locator(".em-map"))
        page.touchscreen.tap(x, y - 60)
        kind, id_, *_ = events(page, 2)[1]
        assert (kind, id_) == ("moved", "gafsa")
        assert sign_of(page, "Gafsa") == pytest.approx((x, y - 60), abs=2)


def touch(page, kind, *at):
    points = [{"x": at[0], "y": at[1]}] if at else []
    page.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_a_finger_drags_marks_and_scrolls_the_page_elsewhere(browser, address):
    with shown(browser, address, size=PHONE) as page:
        page.session = page.context.new_cdp_session(page)
        x, y = sign_of(page, "Gafsa")
        touch(page, "touchStart", x, y)
        for step in range(1, 9):
            touch(page, "touchMove", x + 5 * step, y - 5 * step)
        touch(page, "touchEnd")
        [(kind, id_, *_)] = events(page, 1)
        assert (kind, id_) == ("moved", "gafsa")
        assert sign_of(page, "Gafsa") == pytest.approx((x + 40, y - 40), abs=3)
        scroll = "document.querySelector('[data-testid=stMain]').scrollTop"
        x, y = middle(page.locator(".em-map"))
        touch(page, "touchStart", x, y + 150)
        for step in range(1, 16):
            touch(page, "touchMove", x, y + 150 - 15 * step)
        touch(page, "touchEnd")
        page.wait_for_timeout(300)
        assert page.evaluate(scroll) > 100


def test_arabic_is_mirrored_and_the_credit_stays_readable(browser, address):
    with shown(browser, address, lang="ar", tiles="on") as page:
        frame = page.locator(".em-root").bounding_box()
        half = frame["x"] + frame["width"] / 2
        assert middle(page.locator(".em-buttons"))[0] > half
        credit = page.locator(".leaflet-control-attribution")
        assert middle(credit)[0] < half
        assert credit.inner_text() == "Leaflet | © OpenStreetMap"
        assert page.locator(".em-banner").get_attribute("dir") == "rtl"
        assert mark(page, "Gafsa").locator(".cm-name").get_attribute("dir") == "auto"
        assert any("tile.openstreetmap.org" in url for url in page.asked)


def test_without_tiles_nobody_is_asked(browser, address):
    with shown(browser, address) as page:
        assert not any("openstreetmap" in url for url in page.asked)


def test_of_five_hundred_places_as_many_are_named_as_there_is_room(browser, address):
    with shown(browser, address, points="many") as page:
        assert page.locator(".em-mark").count() == 500
        names = page.locator(".em-mark .cm-name:visible")
        assert names.count() == 0
        for _ in range(4):
            page.locator(".em-button").first.click()
            page.wait_for_timeout(400)
        until(page, lambda: names.count() > 5)


def test_a_map_without_points_shows_the_world(browser, address):
    with shown(browser, address, points="none") as page:
        page.get_by_text("adding").click()
        expect(page.locator(".em-banner")).to_be_visible()
        page.mouse.click(*middle(page.locator(".em-map")))
        [(kind, *_)] = events(page, 1)
        assert kind == "added"
