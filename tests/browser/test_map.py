"""The map in a real browser: hostile texts stay text, nothing is asked for, everything is reached."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from hostile import PAYLOADS, hostile_plan
from samples import MONDAY, TUESDAY, sample_plan

from caravan.language.language import language
from caravan.views.map import map_html, map_parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

FRENCH = language("fr")
LAPTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NO_IMAGE = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"

POINT_AT_EVERYTHING = """() => {
  const read = selector => document.querySelector(selector).textContent;
  return [...document.querySelectorAll(".cm-mark[role=button], path.cm-line")].map(node => {
    const at = { bubbles: true, clientX: 300, clientY: 300 };
    node.dispatchEvent(new MouseEvent("mouseover", at));
    const tooltip = read(".leaflet-tooltip .cm-detail");
    node.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", keyCode: 13, bubbles: true }));
    const popup = read(".leaflet-popup .cm-detail");
    node.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    return [node.getAttribute("aria-label"), tooltip, popup];
  });
}"""


@contextmanager
def shown(
    browser: Browser, folder: Path, html: str, *, online: bool = True, **context
) -> Iterator[Page]:
    """A page that fails the test when its script fails or a dialog opens.

    `page.asked` is what it asked for.
    """
    file = folder / "map.html"
    file.write_text(html, encoding="utf-8")
    opened = browser.new_context(**(context or LAPTOP))
    page = opened.new_page()
    wrong: list[str] = []
    page.asked = []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: page.asked.append(request.url))
    page.route("**/*", lambda route: answer(route, online=online))
    page.set_default_timeout(60_000)
    page.goto(file.as_uri())  # the script has run when this returns
    yield page
    assert page.evaluate("globalThis.caught") is None
    opened.close()
    assert wrong == []


def answer(route, *, online: bool) -> None:
    if route.request.url.startswith("file:"):
        route.continue_()
    elif online and route.request.url.startswith("https://tile.openstreetmap.org/"):
        route.fulfill(body=NO_IMAGE, content_type="image/gif")
    else:
        route.abort()


def without_policy(html: str) -> str:
    """The page without its Content-Security-Policy, so that nothing but our escaping protects."""
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)


def words(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_stays_text_everywhere(browser, tmp_path, payload):
    page_text = without_policy(map_html(hostile_plan(payload), FRENCH, tiles=True))
    with shown(browser, tmp_path, page_text) as page:
        assert words(page.title()) == words(f"tour {payload}")
        assert page.locator(".cm-legend summary b").first.text_content() == f"tour {payload}"
        names = page.locator(".cm-mark .cm-name").all_text_contents()
        assert f"sfax {payload}" in names  # a mark of the plan
        assert f"gafsa {payload}" in names  # a town that is left out
        footer = page.locator(".cm-legend footer").text_content()
        assert "Source" in footer
        told = page.evaluate(POINT_AT_EVERYTHING)
        assert len(told) == 9  # four marks, one town left out, four lines
        for spoken, tooltip, popup in told:
            assert payload in spoken
            assert payload in tooltip
            assert payload in popup
        assert page.locator("img:not(.leaflet-tile)").count() == 0
        assert page.locator("script").count() == 2


def test_a_hostile_text_stays_text_on_the_sheet_of_a_phone(browser, tmp_path):
    payload = "</script><img src=x onerror=globalThis.caught=1>${globalThis.caught=2}"
    html = without_policy(map_html(hostile_plan(payload), FRENCH, tiles=False))
    with shown(browser, tmp_path, html, **PHONE) as page:
        page.locator(".cm-mark[role=button]").first.tap()
        assert payload in page.locator(".cm-bottom").text_content()
        assert page.locator(".cm-bottom img").count() == 0


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_nothing_is_asked_for_without_tiles(browser, tmp_path, code):
    with shown(browser, tmp_path, map_html(sample_plan(), language(code), tiles=False)) as page:
        page.wait_for_timeout(200)
        assert [url for url in page.asked if not url.startswith("file:")] == []
        assert len(page.asked) == 1


def test_with_tiles_only_the_tile_host_is_asked(browser, tmp_path):
    with shown(browser, tmp_path, map_html(sample_plan(), FRENCH)) as page:
        page.wait_for_selector(".leaflet-tile-loaded")
        others = page.asked[1:]
        assert others
        assert all(url.startswith("https://tile.openstreetmap.org/") for url in others)
        assert "OpenStreetMap" in page.locator(".leaflet-control-attribution").text_content()


def test_tiles_are_asked_for_the_final_view_only(browser, tmp_path):
    with shown(browser, tmp_path, map_html(sample_plan(), FRENCH)) as page:
        page.wait_for_selector(".leaflet-tile-loaded")
        page.wait_for_timeout(200)
        assert len({url.split("/")[3] for url in page.asked[1:]}) == 1  # one zoom level


def test_without_network_the_coast_is_seen(browser, tmp_path):
    html = map_html(sample_plan(), FRENCH)
    with shown(browser, tmp_path, html, online=False) as page:
        land = page.locator(".leaflet-cm-ground-pane path").first
        assert land.get_attribute("fill") == "#faf6ee"
        assert land.bounding_box()["width"] > 400
        page.wait_for_timeout(200)
        assert len(page.asked) > 1
        assert page.locator(".leaflet-tile-loaded").count() == 0


def test_all_is_in_view(browser, tmp_path):
    for context in (LAPTOP, PHONE):
        with shown(browser, tmp_path, map_html(sample_plan(), FRENCH), **context) as page:
            size = context["viewport"]
            legend = page.locator(".cm-legend").bounding_box()
            for mark in page.locator(".cm-mark[role=button]:visible").all():
                box = mark.bounding_box()
                assert box["x"] > 0
                assert box["x"] + box["width"] < size["width"]
                assert box["y"] > 0
                assert box["y"] + box["height"] < size["height"]
                beside = box["x"] + box["width"] < legend["x"]
                below = box["y"] > legend["y"] + legend["height"]
                assert beside or below, "the legend covers a mark"


def test_marks_do_not_cover_each_other(browser, tmp_path):
    with shown(browser, tmp_path, map_html(sample_plan(), FRENCH), **PHONE) as page:
        boxes = [mark.bounding_box() for mark in page.locator(".cm-mark .cm-chips:visible").all()]
        assert len(boxes) >= 3
        for number, a in enumerate(boxes):
            for b in boxes[number + 1 :]:
                apart = (
                    a["x"] + a["width"] <= b["x"]
                    or b["x"] + b["width"] <= a["x"]
                    or a["y"] + a["height"] <= b["y"]
                    or b["y"] + b["height"] <= a["y"]
                )
                assert apart


def test_a_day_is_switched_off_in_the_legend(browser, tmp_path):
    with shown(browser, tmp_path, map_html(sample_plan(), FRENCH, tiles=False)) as page:
        lines = page.locator("path.cm-line")
        assert lines.count() == 4
        page.locator(".cm-legend label", has_text="mardi 10 mars").click()
        assert lines.count() == 1
        sfax = page.locator(".cm-mark", has_text="Sfax").first
        assert sfax.locator(".cm-chip").count() == 1  # the bed of Monday is left
        assert page.locator(".cm-mark", has_text="Kerkennah").count() == 0
        page.locator(".cm-legend label", has_text="mardi 10 mars").click()
        assert lines.count() == 4
        assert page.locator(".cm-mark", has_text="Kerkennah").count() == 1


def test_the_keyboard_reaches_marks_and_lines(browser, tmp_path):
    with shown(browser, tmp_path, map_html(sample_plan(), FRENCH, tiles=False)) as page:
        reached = []
        for _ in range(40):
            page.keyboard.press("Tab")
            label = page.evaluate("document.activeElement.getAttribute('aria-label') || ''")
            reached.append(label.split(".")[0])
        assert {"1 Sbeïtla", "2 Sfax", "3 Kerkennah", "Gafsa"} <= set(reached)
        page.locator(".cm-mark[role=button]").first.focus()
        page.keyboard.press("Enter")
        popup = page.locator(".leaflet-popup")
        assert "08:30–10:30" in popup.text_content()
        assert popup.locator(".leaflet-popup-close-button").get_attribute("aria-label") == "Fermer"
        page.keyboard.press("Escape")
        popup.wait_for(state="detached")


def test_the_mouse_gets_a_tooltip_and_a_click_a_popup(browser, tmp_path):
    with shown(browser, tmp_path, map_html(sample_plan(), FRENCH, tiles=False)) as page:
        mark = page.locator(".cm-mark", has_text="Kerkennah")
        mark.hover()
        assert "16:00–17:30" in page.locator(".leaflet-tooltip").text_content()
        mark.click()
        assert "16:00–17:30" in page.locator(".leaflet-popup").text_content()


def test_a_finger_opens_a_sheet_and_closes_it(browser, tmp_path):
    with shown(browser, tmp_path, map_html(sample_plan(), FRENCH, tiles=False), **PHONE) as page:
        page.locator(".cm-mark", has_text="Kerkennah").tap()
        sheet = page.get_by_role("dialog")
        assert "16:00–17:30" in sheet.text_content()
        close = sheet.get_by_role("button", name="Fermer")
        box = close.bounding_box()
        assert min(box["width"], box["height"]) >= 44
        close.tap()
        assert page.get_by_role("dialog").count() == 0


def test_the_legend_is_folded_on_a_phone(browser, tmp_path):
    html = map_html(sample_plan(), FRENCH, tiles=False)
    with shown(browser, tmp_path, html, **PHONE) as page:
        days = page.locator(".cm-legend label")
        assert not days.first.is_visible()
        page.locator(".cm-legend summary").first.tap()
        assert days.first.is_visible()
    with shown(browser, tmp_path, html, **LAPTOP) as page:
        assert page.locator(".cm-legend label").first.is_visible()


def test_arabic_is_mirrored(browser, tmp_path):
    with shown(browser, tmp_path, map_html(sample_plan(), language("ar"), tiles=False)) as page:
        legend = page.locator(".cm-legend").bounding_box()
        zoom = page.locator(".leaflet-control-zoom").bounding_box()
        assert legend["x"] < 100
        assert zoom["x"] > 1300
        assert page.evaluate(
            "getComputedStyle(document.querySelector('.cm-legend')).direction"
        ) == ("rtl")


def test_a_map_made_in_a_hidden_tab_fits_once_it_is_seen(browser, tmp_path):
    html = without_policy(map_html(sample_plan(), FRENCH, tiles=False))
    hidden = html.replace("</head>", "<style>.caravan-map{display:none}</style></head>")
    with shown(browser, tmp_path, hidden) as page:
        page.evaluate("document.querySelector('.caravan-map').style.display = 'block'")
        page.wait_for_selector(".cm-legend")
        mark = page.locator(".cm-mark", has_text="Kerkennah")
        mark.wait_for(state="visible")
        page.wait_for_timeout(100)
        assert 200 < mark.bounding_box()["x"] < 1300


@pytest.mark.parametrize("date", [None, MONDAY, TUESDAY])
def test_a_fragment_lives_in_another_page(browser, tmp_path, date):
    parts = map_parts(sample_plan(), FRENCH, date)
    html = (
        f'<!DOCTYPE html><html lang="fr"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><style>{parts.style}'
        f".caravan-map {{ height: 340px }}</style><h1>Jour</h1>{parts.body}"
        f"<p>Suite</p><script>{parts.script}</script></html>"
    )
    with shown(browser, tmp_path, html, **PHONE) as page:
        assert page.locator(".caravan-map").bounding_box()["height"] == 340
        assert page.locator(".cm-mark[role=button]:visible").count() >= 2
        # One finger scrolls the page, it does not move the map.
        touch = page.evaluate(
            "getComputedStyle(document.querySelector('.leaflet-container')).touchAction"
        )
        assert touch == "pan-x pan-y"
        assert len(page.asked) == 1
