"""What somebody sees who has just cloned the repository and typed one command."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from browser.running_app import running_app
from playwright.sync_api import expect

from caravan.language.language import language
from caravan.store.desk import Desk
from caravan.store.link import LinkKind
from caravan.store.settings import read_settings


def test_a_first_start_shows_the_2020_tour_planned_and_a_restart_has_it_at_once(browser, tmp_path):
    speech = language("fr")
    context = browser.new_context(locale="fr-FR", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    with running_app(tmp_path) as address:
        page.goto(address)
        expect(page.locator(".iti-card")).to_have_count(8, timeout=120_000)
        expect(page.locator(".cv-good")).to_be_visible()
        expect(page.locator(".iti-number")).to_have_count(40)
        path = published(tmp_path / "state")
        feed = page.request.get(f"{address}{path}")
        assert len(re.findall("BEGIN:VEVENT", feed.text())) == 20
        secret = (tmp_path / "state" / "secret").read_text(encoding="utf-8").strip()
    with running_app(tmp_path) as address:
        page.goto(address)
        expect(page.locator(".iti-card")).to_have_count(8, timeout=60_000)
        assert (tmp_path / "state" / "secret").read_text(encoding="utf-8").strip() == secret
        assert page.request.get(f"{address}{path}").text() == feed.text()
        assert page.title() == speech.text("Caravan")
    log = (tmp_path / "server.log").read_text(encoding="utf-8")
    assert path.split("/")[2] not in log
    assert "Traceback" not in log
    context.close()


def published(state):
    """Publish the plan that the server found; the path of its calendar."""
    here = Desk(replace(read_settings({}), state=state))
    plan = here.shelf.latest("schedule.yaml").plan
    at = datetime(2020, 2, 25, 10, tzinfo=UTC)
    here.publications.publish("schedule.yaml", plan, base=0, at=at, who="Amina")
    made = here.links.make(LinkKind.TOUR, "schedule.yaml", "", label="", language="fr", at=at)
    return f"/calendars/{made.secret}/tour.ics"
