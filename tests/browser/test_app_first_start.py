"""What somebody sees who has just cloned the repository and typed one command."""

from __future__ import annotations

import re

from browser.running_app import running_app
from playwright.sync_api import expect

from caravan.language.language import language


def test_a_first_start_shows_the_2020_tour_planned_and_a_restart_has_it_at_once(browser, tmp_path):
    speech = language("fr")
    context = browser.new_context(locale="fr-FR", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    with running_app(tmp_path) as address:
        page.goto(address)
        expect(page.locator(".iti-card")).to_have_count(8, timeout=120_000)
        expect(page.locator(".cv-good")).to_be_visible()
        expect(page.locator(".iti-number")).to_have_count(40)
        page.goto(f"{address}/subscribe")
        link = page.locator("a[href^='webcal://']")
        expect(link).to_be_visible(timeout=60_000)
        feed = page.request.get(link.get_attribute("href").replace("webcal://", "http://"))
        assert len(re.findall("BEGIN:VEVENT", feed.text())) == 20
        secret = (tmp_path / "state" / "secret").read_text(encoding="utf-8").strip()
    with running_app(tmp_path) as address:
        page.goto(address)
        expect(page.locator(".iti-card")).to_have_count(8, timeout=60_000)
        assert (tmp_path / "state" / "secret").read_text(encoding="utf-8").strip() == secret
        again = link_of(page, address)
        assert again.split("/calendars/")[1] == feed.url.split("/calendars/")[1]
        assert page.title() == speech.text("Caravan")
    log = (tmp_path / "server.log").read_text(encoding="utf-8")
    assert feed.url.split("/")[4] not in log
    assert "Traceback" not in log
    context.close()


def link_of(page, address):
    page.goto(f"{address}/subscribe")
    link = page.locator("a[href^='webcal://']")
    expect(link).to_be_visible(timeout=60_000)
    return link.get_attribute("href")
