"""What axe-core finds in the pages, and what somebody without a mouse reaches."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browser.running_app import running_app
from conftest import missing
from impossible_tour import explanation_of_impossible, impossible_files
from playwright.sync_api import expect
from samples import TUESDAY, sample_plan
from served import PUBLISHED, SCHEDULE, desk_with_plan
from small_tour import planned, small_tour

from caravan.errors import msg
from caravan.files.editing.adjusting import with_adjustments
from caravan.files.editing.new_tour import new_files
from caravan.files.explanation_json import explanation_to_data
from caravan.files.read_tour import tour_of
from caravan.files.tour_files import files_at
from caravan.language.language import language
from caravan.publishing.drafts import queue
from caravan.publishing.outbox_folder import OutboxFolder
from caravan.publishing.publish import publish
from caravan.publishing.sending import Sender
from caravan.store.answers import Answers, answer_key
from caravan.store.database import database_in
from caravan.store.scenarios import Scenarios
from caravan.store.shelf import Shelf
from caravan.store.tours import Tours
from caravan.tour.adjustment import LeaveOut
from caravan.ui.page_language.streamlit_words import framed_words, whole_words
from caravan.ui.workbench import card_of

UNPLANNED, BROKEN = "autumn.yaml", "broken.yaml"
LOCALES = {"fr": "fr-FR", "ar": "ar-TN"}
SIZES = {
    "laptop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
SECTIONS = ("towns", "rules", "hours", "roads", "partners", "files")
SCREENS = (
    *(f"{path}?tour={SCHEDULE}" for path in ("", "map", "subscribe", "tours", "new", "tour")),
    *(f"{path}?tour={UNPLANNED}" for path in ("", "map", "subscribe")),
    *(f"{path}?tour={BROKEN}" for path in ("", "tour")),
    *(f"tour?tour=KEPT&section={section}" for section in SECTIONS),
    *(f"tour?tour=EMPTY&section={section}" for section in ("towns", "rules", "roads")),
    "edit?tour=SMALL",
    "change?tour=SMALL",
    "scenarios?tour=SMALL&change=WHATIF",
    "scenarios?tour=SMALL&part=compare",
    "?tour=STUCK&way=one-more-day",
    f"publish?tour={SCHEDULE}&step=mails",
    f"publish?tour={SCHEDULE}&step=answers",
    f"publish?tour={SCHEDULE}&step=history",
    "publish?tour=SMALL",
)
"""Addresses, with a planned tour, one without a plan, one that can't be read, one that is kept
and an empty one. A new screen is one more line here, and every check below looks at it."""
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

BEYOND_REACH: dict[tuple[str, str], str] = {}
"""Rule and selector of what Streamlit's own markup breaks and we can't mend, with the reason."""

_AXE = Path(__file__).parent / "node" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """async tags => {
  const found = await axe.run(document, { runOnly: tags, iframes: false, resultTypes: ["violations"] });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(node =>
    ({ rule: id, target: node.target.flat().join(" "), html: node.html, summary: node.failureSummary })));
}"""


@pytest.fixture(scope="module")
def axe():
    """The source of axe-core."""
    if not _AXE.is_file():
        missing("no axe-core: npm install in tests/browser/node")
    return _AXE.read_text("utf-8")


@dataclass(frozen=True)
class App:
    """The app at work: its address, and what the capitals in the addresses of screens mean."""

    address: str
    tours: dict[str, str]

    def screen(self, path):
        for name, id_ in self.tours.items():
            path = path.replace(name, id_)
        return f"{self.address}/{path}"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("app")
    (folder / "data").mkdir()
    for name in (UNPLANNED, BROKEN):
        (folder / "data" / name).write_text("events: []\n", encoding="utf-8")
    database = database_in(folder / "state")
    told(desk_with_plan(folder))
    files = {
        "KEPT": files_at(Path(__file__).parent.parent.parent / "data" / "schedule.yaml"),
        "EMPTY": new_files("empty", {"fr": "Vide"}, "fr"),
        "SMALL": small_tour(),
        "STUCK": impossible_files(),
    }
    now = datetime(2026, 1, 1, tzinfo=UTC)
    kept = {
        name: Tours(database).create(one, card_of(one), msg("A tour"), now).kept.id
        for name, one in files.items()
    }
    Shelf(database).put(kept["SMALL"], planned(small_tour()))
    explain(database, files["STUCK"])
    kept["WHATIF"] = with_what_if(database, kept["SMALL"], now)
    with running_app(folder, "quick", CARAVAN_TILES="off") as address:
        yield App(address, kept)


def told(desk):
    """Publish the sample plan twice, and have its mails written."""
    for base in (0, 1):
        publish(desk, SCHEDULE, sample_plan(), base=base, at=PUBLISHED, who="Amina", note="x")
    queue(desk, SCHEDULE, at=PUBLISHED, who="Amina")
    folder = OutboxFolder(desk.settings.state / "outbox")
    sender = Sender(desk, SCHEDULE, folder, "https://t.example", lambda: PUBLISHED)
    sender.send_due(lambda _: None, lambda: False)


def explain(database, files):
    """Keep why the tour can't be done, as if the app had found it out."""
    text = json.dumps(explanation_to_data(explanation_of_impossible()))
    key = answer_key("explanation", Shelf(database).key(tour_of(files)))
    Answers(database).put(key, text)


def with_what_if(database, base, now):
    """A scenario of the small tour, planned; its id."""
    files = with_adjustments(small_tour(), LeaveOut("mahres"))
    scenarios = Scenarios(Tours(database))
    made = scenarios.create(base, "Sans Mahrès", files, card_of(files), msg("A scenario"), now)
    Shelf(database).put(made.kept.id, planned(files))
    return made.kept.id


@contextmanager
def visitor(browser, code="fr", size="laptop"):
    """A page of a new visitor."""
    context = browser.new_context(locale=LOCALES[code], **SIZES[size])
    try:
        yield context.new_page()
    finally:
        context.close()


def open_page(page, address):
    """Open an address and wait until it is drawn, with the maps in it."""
    page.goto(address)
    app = page.get_by_test_id("stApp")
    expect(app.locator(".cv").first).to_be_visible()
    expect(app).to_have_attribute("data-test-script-state", "notRunning")
    # Streamlit fetches the code of its widgets when they are first drawn.
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(page.locator("html")).not_to_have_attribute("lang", "en")
    for frame in page.locator("iframe:visible").all():
        expect(frame.content_frame.locator(".leaflet-container")).to_be_visible()
    for map_ in page.locator(".em-root").all():
        expect(map_.locator(".em-buttons")).to_be_visible()
    page.wait_for_timeout(150)
    failed = language("fr").text("Something went wrong on our side.")
    assert page.get_by_text(failed).count() == 0


def violations(page, axe):
    """What axe finds in the page and the frames in it, except what is known to be beyond reach."""
    found = []
    for frame in page.frames:
        if not frame.evaluate("'axe' in globalThis"):
            frame.evaluate(axe)
        found += frame.evaluate(_RUN, list(TAGS))
    return [
        f"{one['rule']}: {one['target']}\n  {one['html'][:300]}\n  {one['summary']}"
        for one in found
        if (one["rule"], one["target"]) not in BEYOND_REACH
    ]


@pytest.mark.parametrize("code", LOCALES)
def test_axe_finds_nothing_on_any_page_of_any_size(browser, app, axe, code):
    with visitor(browser, code) as page:
        found = {}
        for screen in SCREENS:
            open_page(page, app.screen(screen))
            expect(page.locator("html")).to_have_attribute("lang", code)
            for size, more in SIZES.items():
                page.set_viewport_size(more["viewport"])
                page.wait_for_timeout(200)
                if broken := violations(page, axe):
                    found[screen, size] = broken
            page.set_viewport_size(SIZES["laptop"]["viewport"])
        assert found == {}, "\n".join(
            f"{at}: {one}" for at, list_ in found.items() for one in list_
        )


@pytest.mark.parametrize(("code", "size"), [("fr", "laptop"), ("ar", "phone")])
def test_axe_finds_nothing_in_what_opens_on_a_press(browser, app, axe, code, size):
    speech = language(code)
    with visitor(browser, code, size) as page:
        open_page(page, app.screen(f"?tour={SCHEDULE}"))
        for card in page.locator(".iti-card > details > summary").all():
            card.click()
        assert violations(page, axe) == [], "cards"
        page.get_by_test_id("stPopoverButton").first.click()
        expect(page.get_by_text("GPX")).to_be_visible()
        page.wait_for_timeout(300)
        assert violations(page, axe) == [], "downloads"
        open_page(page, app.screen(f"map?tour={SCHEDULE}"))
        frame = page.locator("iframe").content_frame
        frame.locator(".cm-mark[role=button]").first.click()
        expect(frame.locator(".leaflet-popup, .cm-bottom")).to_be_visible()
        page.wait_for_timeout(300)
        assert violations(page, axe) == [], "a mark of the map"
        open_page(page, app.screen("tour?tour=KEPT&section=towns"))
        page.locator(".em-mark").first.click()
        expect(page.locator(".em-chosen")).to_be_visible()
        if size == "laptop":  # on a phone it covers marks, until it is folded again
            page.locator(".em-legend summary").click()
        page.locator(".em-buttons .em-button").nth(3).click()
        expect(page.locator(".em-banner")).to_be_visible()
        settle(page)
        assert violations(page, axe) == [], "a town chosen on the map"
        open_page(page, app.screen(f"subscribe?tour={SCHEDULE}"))
        page.get_by_role("combobox", name=speech.text("A link to")).click()
        page.get_by_role("option", name=speech.text("Day pages for the team")).click()
        page.get_by_role("button", name=speech.text("Make the link")).click()
        expect(page.locator(".st-key-cv-subscription img.cv-qr")).to_be_visible()
        assert violations(page, axe) == [], "a new link"
        day = page.locator(".st-key-cv-subscription a").first.get_attribute("href")
        page.goto(day.replace("2020-03-09", TUESDAY.isoformat()))
        expect(page.get_by_text(speech.date(TUESDAY)).first).to_be_visible()
        assert violations(page, axe) == [], "the page of a day"
        for summary in page.locator("summary:visible").all():
            summary.click()
        assert violations(page, axe) == [], "the page of a day, unfolded"


def settle(page):
    """Waits until the page is drawn again after a press."""
    page.wait_for_timeout(300)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_timeout(200)


LEFT_IN_ENGLISH = """words => {
  const left = [];
  for (const node of document.querySelectorAll("[aria-label], [title], [placeholder], [role=spinbutton]," +
      "[data-testid=stSkipToContent], [data-testid=stWidgetLabelRequired]")) {
    const texts = ["aria-label", "title", "placeholder"].map(name => node.getAttribute(name));
    if (!node.children.length) texts.push(node.textContent);
    left.push(...texts.filter(text => text && words.some(word =>
      word.includes("{}") ? text.startsWith(word.replace("{}", "")) : text === word)));
  }
  return left;
}"""


@pytest.mark.parametrize("code", LOCALES)
def test_the_widgets_speak_the_language_of_the_page_also_after_it_changes(browser, app, code):
    def english(code):
        words = [*whole_words(language(code)).items(), *framed_words(language(code))]
        return [theirs for theirs, ours in words if theirs != ours]

    with visitor(browser, code) as page:
        for screen in ("tour?tour=KEPT&section=towns", "tour?tour=KEPT&section=rules", "new"):
            open_page(page, app.screen(screen))
            assert page.evaluate(LEFT_IN_ENGLISH, english(code)) == []
        label = page.get_by_test_id("stSkipToContent")
        expect(label).to_have_text(language(code).text("Skip to the content"))
        page.locator(".st-key-cv-language").get_by_text("EN", exact=True).click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(label).to_have_text("Skip to the content")
        expect(page.get_by_label("day, First day")).to_be_visible()


FOCUSED = """() => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  if (!node || node === document.body) return null;
  node.dataset.reached ??= "0";
  node.dataset.reached = String(Number(node.dataset.reached) + 1);
  node.scrollIntoView({ block: "nearest" });
  const box = node.getBoundingClientRect();
  return { times: Number(node.dataset.reached), many: node.matches("iframe, canvas, .dvn-scroller"),
    what: node.outerHTML.slice(0, 160), box: { x: box.x, y: box.y, width: box.width, height: box.height } };
}"""
"""Notes on the focused element that it was reached, and says where it is."""

UNREACHED = """() => {
  const controls = "a[href], button, input, select, textarea, summary, [role=button], [tabindex='0']";
  const all = [];
  const look = root => root.querySelectorAll("*").forEach(node => {
    if (node.matches(controls)) all.push(node);
    if (node.shadowRoot) look(node.shadowRoot);
  });
  look(document);
  // A widget of Streamlit is one stop for the Tab key; its parts are reached by arrow keys, or do
  // what the field does, too. In markup of our own everything is a stop.
  const widget = node => node.closest(".cv") || node.getRootNode() !== document ? node
    : node.closest("[data-testid=stElementContainer]") ?? node;
  const reached = new Set(all.filter(node => node.dataset.reached).map(widget));
  return all.filter(node => !node.dataset.reached && !node.disabled && node.checkVisibility({
    checkVisibilityCSS: true }) && !node.closest("[inert], [aria-hidden=true]") &&
    !reached.has(widget(node))).map(node => node.outerHTML.slice(0, 200));
}"""


@pytest.mark.parametrize(
    "screen",
    [
        f"?tour={SCHEDULE}",
        f"subscribe?tour={SCHEDULE}",
        f"tours?tour={SCHEDULE}",
        f"new?tour={SCHEDULE}",
        "tour?tour=KEPT&section=towns",
        "tour?tour=KEPT&section=hours",
        "tour?tour=KEPT&section=roads",
        "tour?tour=EMPTY&section=rules",
    ],
)
def test_the_tab_key_reaches_everything_and_one_sees_where_one_is(browser, app, screen):
    with visitor(browser) as page:
        open_page(page, app.screen(screen))
        hidden, unreached = tabbed_through(page)
        if unreached:
            # Whatever is drawn anew below the focus loses it: that ends the way, on a busy machine.
            open_page(page, app.screen(screen))
            hidden, unreached = tabbed_through(page)
        assert unreached == []
        assert hidden == []


def tabbed_through(page):
    """What the Tab key shows no focus on, and what it never came to."""
    hidden = []
    for _ in range(250):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None or (at["times"] > 1 and not at["many"]):
            break
        if at["many"]:
            continue  # a map, looked at in its own tests, or a table, cell by cell
        if not shows_focus(page, at["box"]):
            hidden.append(at["what"])
    else:
        pytest.fail("the Tab key never comes to the end")
    return hidden, page.evaluate(UNREACHED)


def shows_focus(page, box):
    """Whether the page looks different around what has the focus than without the focus."""
    size = page.viewport_size
    left, top = max(0, box["x"] - 8), max(0, box["y"] - 8)
    clip = {
        "x": left,
        "y": top,
        "width": max(1, min(size["width"], box["x"] + box["width"] + 8) - left),
        "height": max(1, min(size["height"], box["y"] + box["height"] + 8) - top),
    }
    focused = page.screenshot(clip=clip, animations="disabled")
    page.evaluate(
        """() => { let node = document.activeElement;
        while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
        globalThis.left = node; node.blur(); }"""
    )
    without = page.screenshot(clip=clip, animations="disabled")
    page.evaluate("globalThis.left.focus({ preventScroll: true, focusVisible: true })")
    return focused != without


@pytest.mark.parametrize("code", LOCALES)
def test_pages_fit_a_window_as_narrow_as_a_zoom_of_400_percent_makes_it(browser, app, code):
    with visitor(browser, code) as page:
        page.set_viewport_size({"width": 320, "height": 640})
        for screen in (f"?tour={SCHEDULE}", "tour?tour=KEPT&section=towns", "new", "tours"):
            open_page(page, app.screen(screen))
            main = "document.querySelector('[data-testid=stMain]').scrollWidth"
            assert page.evaluate(main) <= 320, screen
            switch = page.locator(".st-key-cv-language").bounding_box()
            for link in page.locator(".st-key-cv-nav a").all():
                link.scroll_into_view_if_needed()
                box = link.bounding_box()
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= 320
                # The languages are in a row of their own, above the pages.
                middle = box["y"] + box["height"] / 2
                assert middle > switch["y"] + switch["height"], screen
