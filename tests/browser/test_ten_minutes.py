"""An organizer's own tour, from a list in a mail to files to hand out, as a person does it.

With the real list of the world's places and the real planner, on a laptop and on a phone, in
French and in Arabic. Screenshots of each step are left in the test's folder.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

import pytest
from browser.mortal_app import MortalApp
from playwright.sync_api import expect

from caravan.language.language import language

PATIENCE = 120_000
"""Milliseconds for one step: the list of places is built in the meantime, once."""
TEN_MINUTES = 600
SIZES = {
    "laptop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}


@dataclass(frozen=True)
class Mail:
    """A list of towns as somebody wrote it, and what its reader knows.

    Attributes:
        towns: how many there are.
        unclear: the town of which there are several, as the mail writes it, and the region that
            tells which.
    """

    text: str
    locale: str
    country: str
    unclear: str
    region: str
    towns: int = 12


MAILS = {
    "fr": Mail(
        "Bonjour, voici les villes pour mars :\n\n1. Kasserine\n2. Sbeïtla\n3. Sidi Bouzid\n"
        "4. Gafsa\n5. Tozeur\n6. Nefta\n7. Douz\n8. El Hamma\n9. Gabès\n10. Médenine\n"
        "11. Tataouine\n12. Sfax\n",
        "fr-FR",
        "Tunisie",
        "El Hamma",
        "Gabès",
    ),
    "ar": Mail(
        "القصرين\nسبيطلة\nسيدي بوزيد\nقفصة\nتوزر\nنفطة\nدوز\nالحامة\nقابس\nمدنين\nتطاوين\nصفاقس\n",
        "ar-TN",
        "تونس",
        "الحامة",
        "Gabès",
    ),
}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The app as it is first started: no tour, no list of places yet."""
    folder = tmp_path_factory.mktemp("ten minutes")
    app = MortalApp(folder, folder / "cache")
    app.start()
    yield app
    app.stop()


class Organizer:
    """Somebody with a browser who has never seen the app."""

    def __init__(self, page, code, folder, width):
        self.page, self.code, self.folder, self.width = page, code, folder, width
        self.mail = MAILS[code]
        self.speech = language(code)
        self.shots = 0

    def text(self, template, **values):
        return self.speech.text(template, **values)

    def settle(self):
        app = self.page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)

    def look(self, name):
        """See the page as it is: it fits its screen, and nothing on it broke."""
        self.settle()
        self.page.wait_for_timeout(500)
        self.shots += 1
        self.page.screenshot(path=self.folder / f"{self.shots}-{name}.png", full_page=False)
        wide = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= self.width, f"{name} is {wide} pixels wide"

    def press(self, template, **values):
        label = self.text(template, **values)
        self.page.get_by_role("button", name=label, exact=True).first.click()

    def begin(self, address):
        self.page.goto(address)
        name = self.text("New tour")
        link = self.page.get_by_role("link", name=name).or_(
            self.page.get_by_role("button", name=name)
        )
        expect(link).to_be_visible(timeout=PATIENCE)
        self.look("first screen")
        link.click()
        expect(self.page.locator(".cv h1")).to_have_text(self.text("New tour"), timeout=PATIENCE)

    def paste(self):
        label = self.text("Names of the towns, one on each line")
        field = self.page.get_by_role("textbox", name=label)
        field.click()
        self.page.keyboard.insert_text(self.mail.text)
        field.press("Tab")
        count = self.speech.count("{number} town", "{number} towns", self.mail.towns)
        expect(self.page.get_by_text(count, exact=True)).to_be_visible(timeout=PATIENCE)
        self.look("pasted")

    def say_when_and_where(self):
        self.page.get_by_role("textbox", name=self.text("Name of the tour")).fill("2027")
        for key, day in (("new-first", "08032027"), ("new-last", "15032027")):
            field = self.page.locator(f".st-key-{key} [role=spinbutton]").first
            field.click()
            self.page.keyboard.type(day)
            self.page.keyboard.press("Tab")
        country = self.page.get_by_role("combobox", name=self.text("Country"))
        country.click()
        self.page.keyboard.type(self.mail.country)
        self.page.get_by_role("option", name=self.mail.country, exact=True).click()
        self.settle()
        # The list of the world's places is there within a minute of the first start.
        expect(self.page.locator(".cv-bar")).to_have_count(0, timeout=PATIENCE)
        self.look("filled in")
        self.press("Make this tour")
        expect(self.page.locator(".cv h1")).to_have_text("2027", timeout=PATIENCE)

    def say_which_town_is_meant(self):
        """Choose the right one for each town that the list of places isn't sure of."""
        asked = []
        question = self.page.locator(".st-key-cv-where h2 > bdi")
        self.settle()
        while question.count():
            title = question.inner_text()
            asked.append(title)
            assert len(asked) <= 4, asked
            options = self.page.locator(".st-key-cv-candidates button")
            if self.mail.unclear in title:
                assert options.count() > 1
                self.look("which one")
                options.filter(has_text=f"{self.mail.region}").first.click()
            else:
                options.first.click()
            self.settle()
            self.page.wait_for_function(
                "before => document.querySelector('.st-key-cv-where h2 > bdi')?.innerText != before",
                arg=title,
                timeout=PATIENCE,
            )
        assert any(self.mail.unclear in title for title in asked)
        complete = self.text("Nothing is missing: this tour can be planned.")
        expect(self.page.get_by_text(complete)).to_be_visible(timeout=PATIENCE)
        self.look("complete")

    def plan(self):
        self.page.get_by_role("link", name=self.text("Plan this tour")).click()
        button = self.page.locator(".st-key-solve button")
        expect(button).to_be_visible(timeout=PATIENCE)
        self.look("before planning")
        button.click()
        expect(self.page.locator(".iti-card").first).to_be_visible(timeout=PATIENCE)
        expect(self.page.locator(".cv-report")).to_have_count(0, timeout=PATIENCE)
        self.look("planned")

    def read(self):
        """Open the days and read where the team is when."""
        for card in self.page.locator(".iti-card > details > summary").all():
            card.click()
        days = self.page.locator(".iti").inner_text()
        assert self.mail.unclear in days
        assert re.search(r"\d\d:\d\d", days)
        return days

    def export(self):
        self.page.get_by_test_id("stPopoverButton").first.click()
        with self.page.expect_download() as caught:
            self.page.get_by_role("button", name="CSV").click()
        self.look("downloads")
        return caught.value.path().read_text("utf-8-sig")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", MAILS)
def test_a_tour_of_ones_own_within_ten_minutes(browser, app, tmp_path, code, size):
    context = browser.new_context(locale=MAILS[code].locale, **SIZES[size])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    broken = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    try:
        anna = Organizer(page, code, tmp_path, SIZES[size]["viewport"]["width"])
        began = time.monotonic()
        anna.begin(app.address if not app.tours.listed() else f"{app.address}/tours")
        anna.paste()
        anna.say_when_and_where()
        anna.say_which_town_is_meant()
        anna.plan()
        anna.read()
        table = anna.export()
        assert time.monotonic() - began < TEN_MINUTES
        assert MAILS[code].unclear in table
        assert broken == []
    finally:
        context.close()
