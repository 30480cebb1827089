"""What people do to their own accounts is in the list of who did what, once, and no secret is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from plain_browser import PlainBrowser
from web.access.conftest import NOW, PASSWORD

NEW = "another password"


@pytest.fixture
def noted(here):
    """The lines since the test began: who, and what in words."""
    before = len(here.audit.listed(last=10_000))

    def lines():
        found = here.audit.listed(last=10_000)
        new = found[: len(found) - before]
        assert not [line for line in new if line.schedule]
        return [(line.who, str(line.what)) for line in reversed(new)]

    return lines


def log_in(browser, name, password=PASSWORD):
    return browser.fill_in("/access/login", {"name": name, "password": password})


def test_choosing_a_password_by_a_link(browser, here, noted):
    account = here.accounts.create("Farah", NOW)
    secret = here.tickets.for_account(account.id, datetime.now(UTC)).secret
    path = f"/access/password/{secret}"
    assert browser.fill_in(path, {"password": PASSWORD, "again": "other"}).status == 422
    assert noted() == []
    assert browser.fill_in(path, {"password": PASSWORD, "again": PASSWORD}).status == 303
    assert noted() == [("Farah", "Chose a password.")]
    # A link that was used up changes nothing, and leaves no line.
    again = PlainBrowser(browser.port).fill_in(path, {"password": NEW, "again": NEW})
    assert again.status in {403, 404}
    assert noted() == [("Farah", "Chose a password.")]


def test_changing_ones_own_password(browser, anna, noted):
    log_in(browser, anna)
    token = browser.get("/access/account").token
    form = {"token": token, "password": NEW, "again": NEW}
    assert browser.post("/access/account", {**form, "old": "wrong"}).status == 401
    assert noted() == []
    assert browser.post("/access/account", {**form, "old": PASSWORD}).status == 303
    assert noted() == [(anna, "Changed the password.")]


def test_logging_out_everywhere(browser, anna, noted):
    log_in(browser, anna)
    token = browser.get("/access/account").token
    assert browser.post("/access/logout-everywhere", {"token": "x"}).status == 403
    assert noted() == []
    assert browser.post("/access/logout-everywhere", {"token": token}).status == 303
    assert noted() == [(anna, "Logged out everywhere.")]
