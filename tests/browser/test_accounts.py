"""Accounts in a real browser: the first one, another one, what each may see."""

from __future__ import annotations

import re
import time

import pytest
from browser.running_app import running_app
from playwright.sync_api import expect

from caravan.language.language import language

en = language("en").text
PASSWORD = "tempête de sable"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of an app with accounts, and the link that it printed."""
    folder = tmp_path_factory.mktemp("accounts")
    with running_app(folder, "quick", CARAVAN_ACCESS="accounts") as address:
        yield address, _printed(folder / "server.log")


def _printed(log):
    for _ in range(100):
        found = re.search(r"http://\S+/access/password/\S+", log.read_text(encoding="utf-8"))
        if found:
            return found[0]
        time.sleep(0.1)
    raise AssertionError("no link was printed")


def choose_password(page, link):
    page.goto(f"{link.partition('?')[0]}?lang=en")
    page.locator("#password").fill(PASSWORD)
    page.locator("#again").fill(PASSWORD)


def test_from_the_first_account_to_a_viewer_who_reads_the_plan(server, browser):
    address, link = server
    admin, anna = (browser.new_context(locale="en-GB").new_page() for _ in range(2))
    # Nobody sees anything.
    admin.goto(f"{address}/tours?lang=en")
    expect(admin).to_have_url(re.compile(r"/access/login\?next=%2Ftours%3Flang%3Den"))
    # The first account.
    choose_password(admin, link)
    admin.locator("#name").fill("Béchir")
    admin.get_by_role("button").click()
    expect(admin.get_by_role("link", name=en("People"))).to_be_visible(timeout=60_000)
    # An account for Anna, who has no role yet.
    admin.goto(f"{address}/people?lang=en")
    admin.get_by_label(en("Name to log in with")).fill("Anna")
    admin.get_by_role("button", name=en("Make the account")).click()
    handed = admin.locator("code", has_text="/access/password/")
    expect(handed).to_be_visible(timeout=60_000)
    choose_password(anna, handed.inner_text())
    anna.get_by_role("button").click()
    expect(anna.get_by_text(en("Your account may not see this page."))).to_be_visible(
        timeout=60_000
    )
    # Now she has one.
    field = admin.get_by_test_id("stForm").first.get_by_role("combobox").last
    field.click()
    field.press("ArrowDown")
    field.press("Enter")
    admin.get_by_role("button", name=en("Give the role")).click()
    expect(admin.get_by_text(en("“{name}” is viewer now.", name="Anna")).first).to_be_visible(
        timeout=60_000
    )
    anna.reload()
    expect(anna.get_by_role("link", name=en("Map"))).to_be_visible(timeout=60_000)
    expect(anna.get_by_role("link", name=en("Calendars"))).to_have_count(0)
    # Her other browsers end with hers, and a page that is open asks again.
    anna.goto(f"{address}/access/account?lang=en")
    anna.get_by_role("button", name=en("Log out everywhere")).click()
    expect(anna).to_have_url(re.compile("/access/login"))
    anna.goto(f"{address}/?lang=en")
    expect(anna).to_have_url(re.compile("/access/login"))
