"""The sections of the Tour page in a real browser: typing, clicks on the map, files, small screens."""

from __future__ import annotations

import io
import zipfile
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from browser.patience import until
from browser.running_app import running_app
from playwright.sync_api import expect

from caravan.errors import msg
from caravan.files.draft import draft_of
from caravan.files.editing.head import set_title
from caravan.files.tour_files import files_at
from caravan.language.language import language
from caravan.store.database import database_in
from caravan.store.tours import Tours
from caravan.ui.workbench import card_of

SIZES = {"laptop": (1440, 900), "phone": (390, 844)}
LOCALES = {"fr": "fr-FR", "ar": "ar-TN", "en": "en-GB"}
SECTIONS = ("rules", "hours", "roads", "partners", "files")
SCHEDULE = Path(__file__).parent.parent.parent / "data" / "schedule.yaml"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Server:
    """The app at work, and the tours that it keeps."""

    def __init__(self, address, tours):
        self.address = address
        self.tours = tours

    def keep(self, files=None):
        """A new kept tour, that of 2020 unless told otherwise; its id."""
        files = files or files_at(SCHEDULE)
        return self.tours.create(files, card_of(files), msg("made"), NOW).kept.id

    def draft(self, id_):
        return draft_of(self.tours.open(id_).files)

    def wait_for(self, page, id_, is_there):
        """Wait until what is saved is as it should be."""
        until(page, lambda: is_there(self.draft(id_)))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sections")
    tours = Tours(database_in(folder / "state"))
    with running_app(folder, "quick", CARAVAN_TILES="off") as address:
        yield Server(address, tours)


@contextmanager
def visitor(browser, code="en", size="laptop"):
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale=LOCALES[code])
    page = context.new_page()
    page.broken = []
    page.on("pageerror", lambda error: page.broken.append(str(error)))
    try:
        yield page
    finally:
        context.close()


def open_section(page, server, id_, section, code="en"):
    page.goto(f"{server.address}/tour?tour={id_}&section={section}&lang={code}")
    settle(page)


def settle(page):
    app = page.get_by_test_id("stApp")
    expect(app.locator(".cv").first).to_be_visible()
    expect(app).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def field(page, id_, name):
    return page.locator(f".st-key-{id_}-{name} input").first


def button(page, name):
    return page.get_by_test_id("stMain").get_by_role("button", name=name, exact=True)


def type_date(page, id_, name, digits):
    page.locator(f".st-key-{id_}-{name} [role=spinbutton]").first.click()
    page.keyboard.type(digits)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")  # closes the calendar, which keeps the date


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", ["fr", "ar"])
def test_every_section_fits_its_screen(browser, server, code, size):
    name = {
        "fr": "Une très longue tournée des municipalités " * 2,
        "ar": "القافلة الطويلة جدا " * 4,
    }
    id_ = server.keep(set_title(files_at(SCHEDULE), code, name[code].strip()))
    with visitor(browser, code, size) as page:
        for section in SECTIONS:
            open_section(page, server, id_, section, code)
            widths = page.evaluate(
                "[document.documentElement.scrollWidth,"
                " document.querySelector('[data-testid=stMain]').scrollWidth]"
            )
            assert max(widths) <= SIZES[size][0], section
            main = page.get_by_test_id("stMain")
            for word in ("Upload", "(required)", "per file", "None", "Choose an option"):
                # Streamlit's own words are said in the page's language a moment after they come.
                expect(main).not_to_contain_text(word, use_inner_text=True)
        assert page.broken == []


def test_what_is_typed_while_the_page_is_drawn_is_not_lost(browser, server):
    id_ = server.keep()
    with visitor(browser) as page:
        open_section(page, server, id_, "rules")
        first, second = field(page, id_, "title-en"), field(page, id_, "title-fr")
        first.fill("A name")
        first.press("Tab")
        second.fill("")
        second.press_sequentially("Typed while the first was saved", delay=60)
        settle(page)
        expect(second).to_have_value("Typed while the first was saved")
        second.press("Enter")
        server.wait_for(
            page,
            id_,
            lambda draft: (
                dict(draft.head.names)
                == {
                    **dict(draft.head.names),
                    "en": "A name",
                    "fr": "Typed while the first was saved",
                }
            ),
        )


def test_days_are_typed_and_reversed_ones_told(browser, server):
    id_ = server.keep()
    with visitor(browser) as page:
        open_section(page, server, id_, "rules")
        type_date(page, id_, "first-day", "05042027")
        expect(page.get_by_text("The tour ends before it begins")).to_be_visible()
        type_date(page, id_, "last-day", "12042027")
        expect(page.get_by_text("The tour ends before it begins")).to_have_count(0)
        server.wait_for(page, id_, lambda draft: draft.head.last_day == date(2027, 4, 12))
        assert server.draft(id_).head.first_day == date(2027, 4, 5)


def test_hours_of_a_week_are_typed_and_undone(browser, server):
    id_ = server.keep()
    with visitor(browser) as page:
        open_section(page, server, id_, "hours")
        monday = field(page, id_, "weekly-municipal-offices-0")
        expect(monday).to_have_value("08:30–12:30, 13:30–17:30")
        monday.fill("9h-")
        monday.press("Tab")
        expect(page.get_by_text("“9h-” cannot be read")).to_be_visible()
        expect(monday).to_have_value("9h-")
        monday.fill("9h-13h")
        monday.press("Tab")
        expect(monday).to_have_value("09:00–13:00")
        button(page, "Undo").click()
        expect(monday).to_have_value("08:30–12:30, 13:30–17:30")


def test_a_road_is_chosen_on_the_map_and_its_figures_survive_a_change_elsewhere(browser, server):
    id_ = server.keep()
    with visitor(browser) as page:
        page.set_viewport_size({"width": 1440, "height": 1400})
        open_section(page, server, id_, "roads")
        for town in ("Tozeur", "Douz"):
            page.locator(".em-root [role=button]", has_text=town).or_(
                page.locator(f".em-root [aria-label^='{town}']")
            ).first.click()
            settle(page)
        expect(page.get_by_text("The estimate says ≈")).to_be_visible()
        km = page.locator("[class*='road-tozeur-douz'][class*='-km'] input").first
        km.fill("120.5")
        km.press("Tab")
        files = server.tours.open(id_).files
        changed = set_title(files, "en", "Changed elsewhere")
        base = server.tours.open(id_).kept.version
        server.tours.save(id_, changed, card_of(changed), base=base, what=msg("x"), at=NOW)
        page.get_by_text("39 roads").click()
        page.get_by_text("Add a port or a junction").click()
        expect(page.get_by_role("heading", name="Changed elsewhere")).to_be_visible()
        expect(km).to_have_value("120.5")
        page.locator("[class*='road-tozeur-douz'][class*='-minutes'] input").first.fill("100")
        button(page, "Use these figures").click()
        expect(page.get_by_text("Your figures are used instead")).to_be_visible()
        road = next(r for r in server.draft(id_).roads if {r.a, r.b} == {"tozeur", "douz"})
        assert (road.km, road.minutes) == (120.5, 100)


def test_a_click_on_the_map_says_where_a_new_port_is(browser, server):
    id_ = server.keep()
    with visitor(browser) as page:
        page.set_viewport_size({"width": 1440, "height": 1600})
        open_section(page, server, id_, "roads")
        page.get_by_text("Add a port or a junction").click()
        name = field(page, id_, "new-place-name")
        name.fill("Ajim <b>")
        settle(page)
        box = page.locator(".em-root .leaflet-container").first.bounding_box()
        page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.9)
        expect(field(page, id_, "new-place-latitude")).not_to_have_value("")
        expect(name).to_have_value("Ajim <b>")
        button(page, "Add this place").click()
        server.wait_for(page, id_, lambda draft: dict(draft.places[-1].names) == {"en": "Ajim <b>"})
        assert server.draft(id_).places[-1].point is not None


def test_files_are_taken_away_changed_and_taken_in_after_a_preview(browser, server, tmp_path):
    id_ = server.keep()
    with visitor(browser) as page:
        open_section(page, server, id_, "files")
        with page.expect_download() as caught:
            button(page, "All files (.zip)").click()
        assert caught.value.suggested_filename == "national-caravan-tunisian-smart-cities-2020.zip"
        content = Path(caught.value.path()).read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            text = archive.read("schedule.yaml").decode()
        changed = tmp_path / "schedule.yaml"
        changed.write_text("# mine\n" + text.replace("2020-03-16", "2020-03-20"), encoding="utf-8")
        expect(button(page, "Choose files").last).to_be_visible()
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(changed)
        expect(page.get_by_text("This would change:")).to_be_visible()
        assert server.draft(id_).head.last_day == date(2020, 3, 16)
        button(page, "Take these changes").dblclick()
        server.wait_for(page, id_, lambda draft: draft.head.last_day == date(2020, 3, 20))
        expect(page.get_by_text("This would change:")).to_have_count(0)
        assert server.tours.open(id_).files.schedule.text.startswith("# mine\n")
        assert len(server.tours.versions(id_)) == 2
        button(page, "Undo").click()
        server.wait_for(page, id_, lambda draft: draft.head.last_day == date(2020, 3, 16))


def test_a_wrong_kind_of_file_is_refused_in_the_visitors_language(browser, server, tmp_path):
    id_ = server.keep()
    photo = tmp_path / "photo.png"
    photo.write_bytes(b"\x89PNG")
    with visitor(browser, "fr") as page:
        open_section(page, server, id_, "files", "fr")
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(photo)
        said = language("fr").text("These files can't be taken. Nothing was changed.")
        expect(page.get_by_text(said)).to_be_visible()


def test_arabic_writes_hours_and_dates_from_left_to_right(browser, server):
    id_ = server.keep()
    with visitor(browser, "ar") as page:
        open_section(page, server, id_, "rules", "ar")
        for name in ("day-begins", "first-day"):
            parts = page.locator(f".st-key-{id_}-{name} [role=spinbutton]")
            places = [part.bounding_box()["x"] for part in parts.all()]
            assert len(places) > 1
            assert places == sorted(places)
