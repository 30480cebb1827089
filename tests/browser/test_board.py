"""The programme by hand in a real browser: by mouse, finger and keyboard; two tabs; a reload."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browser.board_page import HOSTILE
from browser.mortal_app import MortalApp
from browser.running_app import running_script
from playwright.sync_api import expect
from programme_2020 import plan_2020

from caravan.errors import msg
from caravan.files.tour_files import files_at
from caravan.language.language import language
from caravan.store.database import database_in
from caravan.store.shelf import Shelf
from caravan.ui.opened import reading_of
from caravan.ui.workbench import card_of

LAPTOP = {"viewport": {"width": 1366, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DATA = Path(__file__).parents[2] / "data"
MONDAY, TUESDAY, WEDNESDAY = "2020-03-09 t1", "2020-03-10 t1", "2020-03-11 t1"
PATIENCE = 60_000
"""Milliseconds: a server that is started while others test takes its time."""
fr = language("fr").text


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    script = Path(__file__).parent / "board_page.py"
    with running_script(tmp_path_factory.mktemp("board"), script) as found:
        yield found


@contextmanager
def opened(browser, url, size=LAPTOP):
    """A page, which fails the test when a script fails, or when another host is asked."""
    context = browser.new_context(locale="fr-FR", **size)
    page = context.new_page()
    wrong, asked = [], []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (wrong.append("dialog"), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url)
    expect(page.locator(".bo-card").first).to_be_visible(timeout=PATIENCE)
    settle(page)
    yield page
    assert page.evaluate("globalThis.caught") is None
    context.close()
    assert wrong == []
    ours = re.compile(r"(http|ws)://127\.0\.0\.1:|data:|blob:")
    assert [one for one in asked if not ours.match(one)] == []


def shown(browser, address, size=LAPTOP, **asked):
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return opened(browser, f"{address}/?{query}", size)


@pytest.fixture(scope="module")
def laptop(browser, address):
    """One page for many tests: loading one takes longer than most of them."""
    with shown(browser, address) as page:
        yield page


@pytest.fixture
def page(laptop):
    """The board as it was when it was loaded."""
    laptop.get_by_role("button", name="begin again").click()
    events(laptop, 0)
    expect(laptop.locator(".bo-name")).to_have_text(["قابس", "Gafsa", "Tozeur", "Douz", "Sfax"])
    return laptop


def settle(page):
    """Waits until Streamlit has drawn the page and the board has taken it over."""
    page.wait_for_function(
        "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
    )
    expect(page.locator(".bo-frame[aria-busy]")).to_have_count(0)
    page.wait_for_timeout(100)


def card(page, name):
    return page.locator(".bo-card", has=page.locator(".bo-name", has_text=re.compile(f"^{name}$")))


def grab(page, name):
    return card(page, name).locator(".bo-grab")


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def top(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + 4


def board(page):
    """The names on the board: what is left out, then day by day."""
    return page.locator(".bo-frame").evaluate(
        "f => [...f.querySelectorAll('.bo-cards')].map(l => "
        "[...l.querySelectorAll('.bo-name')].map(n => n.textContent))"
    )


def events(page, count):
    """The events that the page was told of, when there are so many."""
    expect(page.get_by_text(f"{count} events", exact=True)).to_be_visible()
    settle(page)
    lines = page.locator("[data-testid=stText]").nth(1).inner_text().splitlines()
    assert len(lines) == count
    return [tuple(line.split("|")[:5]) for line in lines]


def drag(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 12, start[1] + 3, steps=3)
    page.mouse.move(*end, steps=6)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def said(page, text):
    expect(page.locator(".bo-unseen[role=status]")).to_have_text(text)


def test_a_card_is_dragged_to_a_place_in_another_day(page):
    drag(page, middle(grab(page, "Gafsa")), top(card(page, "Sfax").locator(".bo-body")))
    expect(page.locator(".bo-gap")).to_be_visible()
    page.mouse.up()
    assert events(page, 1) == [("put", "gafsa", TUESDAY, "1", "")]
    assert board(page) == [["قابس"], ["Tozeur"], ["Douz", "Gafsa", "Sfax"], []]
    expect(card(page, "Gafsa").locator(".bo-time")).to_have_text("09:00")
    expect(page.locator(".bo-ghost, .bo-gap")).to_have_count(0)


def test_a_card_is_dragged_within_its_day_out_and_in_again(page):
    x, y = middle(card(page, "Sfax").locator(".bo-body"))
    drag(page, middle(grab(page, "Douz")), (x, y + 40))
    page.mouse.up()
    assert events(page, 1) == [("put", "douz", TUESDAY, "1", "")]
    drag(page, middle(grab(page, "Douz")), middle(page.locator(".bo-tray")))
    page.mouse.up()
    assert events(page, 2)[1] == ("take-out", "douz", "", "999", "")
    assert board(page) == [["Douz", "قابس"], ["Gafsa", "Tozeur"], ["Sfax"], []] or board(page) == [
        ["قابس", "Douz"],
        ["Gafsa", "Tozeur"],
        ["Sfax"],
        [],
    ]
    drag(page, middle(grab(page, "قابس")), middle(page.locator(".bo-day").nth(2)))
    page.mouse.up()
    assert events(page, 3)[2] == ("put", "gabes", WEDNESDAY, "0", "")


def test_escape_and_a_drop_beside_the_board_put_a_card_back(page):
    before = board(page)
    drag(page, middle(grab(page, "Gafsa")), middle(page.locator(".bo-day").nth(2)))
    page.keyboard.press("Escape")
    page.mouse.up()
    assert board(page) == before
    drag(page, middle(grab(page, "Gafsa")), (600, 880))
    page.mouse.up()
    settle(page)
    assert board(page) == before
    events(page, 0)


def test_a_move_that_python_refuses_goes_back(browser, address):
    with shown(browser, address, accept="no") as page:
        before = board(page)
        drag(page, middle(grab(page, "Gafsa")), middle(page.locator(".bo-day").nth(2)))
        page.mouse.up()
        events(page, 1)
        assert board(page) == before


def test_with_the_keyboard_a_card_is_lifted_carried_and_put_down(page):
    grab(page, "Gafsa").focus()
    press(page, "Space")
    said(page, fr("{name} is lifted. Arrows move it, space puts it down, Escape puts it back.",
                  name="Gafsa"))  # fmt: skip
    expect(grab(page, "Gafsa")).to_have_attribute("aria-pressed", "true")
    press(page, "ArrowDown")
    where = {"name": "Gafsa", "day": "Lundi", "place": 2, "count": 2}
    said(page, fr("{name}: {day}, place {place} of {count}", **where))
    press(page, "ArrowDown", "ArrowDown")
    where = {"name": "Gafsa", "day": "Mardi", "place": 2, "count": 3}
    said(page, fr("{name}: {day}, place {place} of {count}", **where))
    assert board(page)[2] == ["Douz", "Gafsa", "Sfax"]
    press(page, "Space")
    assert events(page, 1) == [("put", "gafsa", TUESDAY, "1", "")]
    said(page, "Verdict 1")
    expect(grab(page, "Gafsa")).to_be_focused()
    # Enter does the same; sideways it goes from day to day, and before the first it is left out.
    press(page, "Enter", "ArrowLeft", "ArrowLeft")
    said(page, fr("{name}: left out", name="Gafsa"))
    press(page, "Enter")
    assert events(page, 2)[1][:2] == ("take-out", "gafsa")


def test_escape_and_leaving_put_a_lifted_card_back(page):
    before = board(page)
    grab(page, "Sfax").focus()
    press(page, "Space", "ArrowRight", "Escape")
    said(page, fr("{name} is back where it was", name="Sfax"))
    assert board(page) == before
    expect(grab(page, "Sfax")).to_be_focused()
    press(page, "Space", "ArrowUp", "Tab")
    settle(page)
    assert board(page) == before
    events(page, 0)


def test_arrows_alone_go_from_card_to_card(page):
    grab(page, "Gafsa").focus()
    press(page, "ArrowDown")
    expect(grab(page, "Tozeur")).to_be_focused()
    press(page, "ArrowRight")
    expect(grab(page, "Sfax")).to_be_focused()
    press(page, "ArrowLeft", "ArrowUp", "ArrowUp")
    expect(grab(page, "قابس")).to_be_focused()
    events(page, 0)


def test_from_right_to_left_the_left_arrow_leads_to_the_next_day(browser, address):
    with shown(browser, address, lang="ar") as page:
        assert page.locator(".bo-root").get_attribute("dir") == "rtl"
        days = page.locator(".bo-day")
        assert middle(days.nth(0))[0] > middle(days.nth(1))[0]
        grab(page, "Gafsa").focus()
        press(page, "Space", "ArrowLeft", "Space")
        assert events(page, 1) == [("put", "gafsa", TUESDAY, "0", "")]
        drag(page, middle(grab(page, "Gafsa")), middle(days.nth(2)))
        page.mouse.up()
        assert events(page, 2)[1] == ("put", "gafsa", WEDNESDAY, "0", "")


def test_undo_and_redo_by_keys_and_beds_by_choice(page):
    grab(page, "Gafsa").focus()
    press(page, "Control+z")
    events(page, 1)
    press(page, "Control+Shift+z")
    events(page, 2)
    page.locator(".bo-day").nth(1).locator("select").select_option("sfax")
    told = events(page, 3)
    assert [one[0] for one in told] == ["undo", "redo", "sleep"]
    assert told[2][2:] == (TUESDAY, "999", "sfax")


def test_the_menu_pins_moves_and_sets_wishes(page):
    menu = page.locator(".bo-menu")
    more = card(page, "Gafsa").locator(".bo-more")
    more.click()
    expect(menu).to_be_visible()
    menu.get_by_role("button", name="Épingler Gafsa").click()
    assert events(page, 1)[0][:2] == ("pin", "gafsa")
    expect(menu).to_be_hidden()
    more.focus()
    press(page, "Enter", "Escape")
    expect(menu).to_be_hidden()
    press(page, "Enter")
    for field, kind, value in ((0, "put", MONDAY), (1, "after", "douz"), (2, "apart", "sfax")):
        expect(menu).to_be_visible()
        row = menu.locator(".bo-field").nth(field)
        values = row.locator("option").evaluate_all("all => all.map(o => o.value)")
        assert "gafsa" not in values
        row.locator("select").select_option(TUESDAY if kind == "put" else value)
        row.locator("button").click()
        if kind != "apart":
            events(page, {"put": 2, "after": 3}[kind])
            card(page, "Gafsa").locator(".bo-more").click()
    told = events(page, 4)
    assert told[1] == ("put", "gafsa", TUESDAY, "999", "")
    assert told[2][0:2] + told[2][4:] == ("after", "gafsa", "douz")
    assert told[3][0:2] + told[3][4:] == ("apart", "gafsa", "sfax")
    assert board(page)[2] == ["Douz", "Sfax", "Gafsa"]


def test_history_can_not_be_moved(browser, address):
    with shown(browser, address, case="locked") as page:
        before = board(page)
        drag(page, middle(grab(page, "Gafsa")), middle(page.locator(".bo-day").nth(2)))
        page.mouse.up()
        drag(page, middle(grab(page, "Douz")), middle(page.locator(".bo-day").nth(0)))
        page.mouse.up()
        grab(page, "Tozeur").focus()
        press(page, "Space", "ArrowRight", "Space")
        settle(page)
        assert board(page) == before
        events(page, 0)


def test_names_are_never_more_than_text(browser, address):
    with shown(browser, address, case="hostile") as page:
        names = page.locator(".bo-name").all_inner_texts()
        assert names == [HOSTILE] * 5
        first = page.locator(".bo-grab").nth(1)
        first.focus()
        press(page, "Space", "ArrowDown", "ArrowDown", "Space")
        events(page, 1)
        page.locator(".bo-more").nth(1).click()
        expect(page.locator(".bo-menu-title")).to_have_text(HOSTILE)
        page.locator(".bo-close").click()
        assert page.locator(".bo-root img").count() == 0
        assert "onerror" in page.locator(".bo-unseen[role=status]").inner_text() + HOSTILE


def test_on_a_phone_days_stand_below_one_another_and_a_finger_drags_by_the_dots(browser, address):
    with shown(browser, address, PHONE) as page:
        boxes = [page.locator(".bo-day").nth(n).bounding_box() for n in range(3)]
        assert boxes[0]["x"] == boxes[1]["x"]
        assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390
        fingers = page.context.new_cdp_session(page)

        def touch(kind, x=0.0, y=0.0):
            points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        def slide(start, end):
            touch("touchStart", *start)
            for step in range(1, 9):
                part = step / 8
                touch(
                    "touchMove",
                    start[0] + (end[0] - start[0]) * part,
                    start[1] + (end[1] - start[1]) * part,
                )
            touch("touchEnd")

        dots = middle(card(page, "Gafsa").locator(".bo-sign-grip"))
        slide(dots, middle(card(page, "Sfax").locator(".bo-grab")))
        ((kind, event, day, *_),) = events(page, 1)
        assert (kind, event, day) == ("put", "gafsa", TUESDAY)
        # A finger elsewhere on the card scrolls the page.
        name = middle(card(page, "Douz").locator(".bo-name"))
        slide(name, (name[0], name[1] - 200))
        events(page, 1)


def test_on_a_phone_the_menu_lies_at_the_bottom_of_the_screen(browser, address):
    with shown(browser, address, PHONE) as page:
        card(page, "Gafsa").locator(".bo-more").tap()
        box = page.locator(".bo-menu").bounding_box()
        assert (round(box["x"]), round(box["width"])) == (0, 390)
        assert round(box["y"] + box["height"]) == 844
        page.locator(".bo-menu .bo-close").tap()
        expect(page.locator(".bo-menu")).to_be_hidden()


def test_a_long_tour_scrolls_sideways_within_the_board(browser, address):
    with shown(browser, address, case="many") as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 1366
        strip = page.locator(".bo-days")
        assert strip.evaluate("s => s.scrollWidth > s.clientWidth + 1000")
        x, y = middle(grab(page, "Gafsa"))
        drag(page, (x, y), (1320, y))
        page.wait_for_function(
            "() => [...document.querySelectorAll('*')].some(e => e.shadowRoot && "
            "(e.shadowRoot.querySelector('.bo-days') || {}).scrollLeft > 300)"
        )
        page.mouse.up()
        ((kind, event, day, *_),) = events(page, 1)
        assert (kind, event) == ("put", "gafsa")
        assert day > "2020-03-08"


@pytest.fixture(scope="module")
def mortal(tmp_path_factory):
    """The app, which can be killed."""
    folder = tmp_path_factory.mktemp("by-hand")
    app = MortalApp(folder, folder / "cache")
    app.start()
    yield app
    app.stop()


@pytest.fixture(scope="module")
def house(mortal):
    """The page for the hand of the tour of 2020, kept and planned."""
    files = files_at(DATA / "schedule.yaml")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    id_ = mortal.tours.create(files, card_of(files), msg("made"), now).kept.id
    shelf = Shelf(database_in(mortal.folder / "state"))
    shelf.put(id_, replace(plan_2020(), tour=reading_of(files).tour))
    return f"{mortal.address}/edit?tour={id_}"


def day_is(page, number, *names):
    """Waits until a day holds these events, in this order."""
    found = page.locator(".bo-day").nth(number).locator(".bo-name")
    expect(found).to_have_text(list(names), timeout=PATIENCE)


def test_times_and_broken_rules_follow_a_move_and_undo_outlives_a_reload(browser, house):
    with opened(browser, house) as page:
        day_is(page, 1, "Sidi Bouzid", "Gafsa")
        expect(page.get_by_text(fr("Nothing is broken."), exact=True).first).to_be_visible()
        drag(page, middle(grab(page, "Gafsa")), top(card(page, "Nefta").locator(".bo-body")))
        page.mouse.up()
        expect(card(page, "Gafsa").locator(".bo-faults li").first).to_be_visible()
        day_is(page, 2, "Métlaoui", "Hezoua", "Gafsa", "Nefta")
        # 08:30 + 2 h, 1 h 42 to Hezoua after the break, 2 h there, 2 h 20 back to Gafsa.
        expect(card(page, "Gafsa").locator(".bo-time")).to_have_text("17:32–20:32")
        listed = page.locator("ol.cv-broken-rules li")
        expect(listed.first).to_be_visible()
        on_cards = page.locator(".bo-faults li").count()
        expect(listed).to_have_count(on_cards)
        keep = page.get_by_role("button", name=fr("Keep this programme"))
        expect(keep).to_be_disabled()
        page.reload()
        expect(page.locator(".bo-card").first).to_be_visible(timeout=PATIENCE)
        settle(page)
        day_is(page, 2, "Métlaoui", "Hezoua", "Gafsa", "Nefta")
        page.get_by_role("button", name=fr("Undo"), exact=True).click()
        expect(page.locator("ol.cv-broken-rules li")).to_have_count(0)
        day_is(page, 1, "Sidi Bouzid", "Gafsa")
        page.get_by_role("button", name=fr("Redo"), exact=True).click()
        expect(listed).to_have_count(on_cards)
        page.get_by_role("button", name=fr("Begin anew"), exact=True).click()
        expect(listed).to_have_count(0)


def test_of_two_tabs_the_second_is_told_and_nothing_is_overwritten(browser, house):
    told = fr("This programme was changed in another tab or by somebody else. Your last "
              "change was not made: this is the programme as it is now.")  # fmt: skip
    with opened(browser, house) as one, opened(browser, house) as other:
        grab(one, "Ghomrassen").focus()
        press(one, "Space", "ArrowUp", "Space")
        settle(one)
        expect(card(one, "Ghomrassen").locator(".bo-way")).to_be_visible()
        day_is(one, 5, "Ghomrassen", "Tataouine", "Médenine")
        grab(other, "Sfax").focus()
        press(other, "Space", "ArrowLeft", "Space")
        expect(other.get_by_text(told)).to_be_visible()
        settle(other)
        day_is(other, 5, "Ghomrassen", "Tataouine", "Médenine")
        day_is(other, 7, "Sfax", "Kerkennah")
        grab(other, "Ghomrassen").focus()
        press(other, "Control+z")
        expect(other.locator(".bo-day").nth(5).locator(".bo-name").first).to_have_text("Tataouine")


def test_a_pin_is_kept_in_the_tour_and_can_be_removed_from_the_list(browser, house):
    with opened(browser, house) as page:
        card(page, "Douz").locator(".bo-more").click()
        date = language("fr").date(plan_2020().tour.dates[3])
        page.locator(".bo-menu").get_by_role("button", name=fr("Pin to {date}", date=date),
                                             exact=True).click()  # fmt: skip
        expect(card(page, "Douz").locator(".bo-pin")).to_be_visible()
        text = fr("{town} is pinned to {date}", town="Douz", date=date)
        expect(page.get_by_text(text)).to_be_visible()
        drag(page, middle(grab(page, "Douz")), middle(page.locator(".bo-day").nth(4)))
        page.mouse.up()
        expect(card(page, "Douz").locator(".bo-faults")).to_be_visible()
        page.get_by_role("button", name=fr("Begin anew"), exact=True).click()
        expect(card(page, "Douz").locator(".bo-faults")).to_have_count(0)
        page.get_by_role("button", name=fr("Remove"), exact=True).click()
        expect(page.get_by_text(text)).to_have_count(0)
        expect(card(page, "Douz").locator(".bo-pin")).to_have_count(0)


def test_what_was_moved_while_the_server_was_away_is_kept_when_it_is_back(browser, mortal, house):
    with opened(browser, house) as page:
        mortal.kill()
        expect(page.get_by_test_id("stApp")).not_to_have_attribute(
            "data-test-connection-state", "CONNECTED", timeout=PATIENCE
        )
        grab(page, "Gabès").focus()
        press(page, "Space", "ArrowUp", "Space")
        day_is(page, 4, "Gabès", "El Hamma")
        mortal.start()
        expect(page.locator(".bo-frame[aria-busy]")).to_have_count(0, timeout=PATIENCE)
        day_is(page, 4, "Gabès", "El Hamma")
        expect(page.locator("ol.cv-broken-rules li").first).to_be_visible()
        page.get_by_role("button", name=fr("Begin anew"), exact=True).click()
        expect(page.locator("ol.cv-broken-rules li")).to_have_count(0)
        day_is(page, 4, "El Hamma", "Gabès")
