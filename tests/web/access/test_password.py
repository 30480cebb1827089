"""Choosing a password with a link that works once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from plain_browser import PlainBrowser
from served import desk_with_plan, serving
from web.access.conftest import NOW, PASSWORD, with_mode

from caravan.store.access_settings import AccessMode

CHOSEN = {"password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def fresh(tmp_path, cheap):
    """A server without any account, and a browser."""
    here = with_mode(desk_with_plan(tmp_path), AccessMode.ACCOUNTS)
    with serving(here) as client:
        yield here, PlainBrowser(client.port)


def test_the_first_account_is_made_with_the_link_of_the_terminal(fresh):
    here, browser = fresh
    assert "There is no account yet." in browser.get("/access/login?lang=en").seen
    path = f"/access/password/{here.tickets.for_first_account(datetime.now(UTC)).secret}?lang=en"
    assert browser.get(path).status == 200  # looking uses nothing up
    answer = browser.fill_in(path, {"name": "Béchir", **CHOSEN})
    assert (answer.status, answer.location) == (303, "/")
    assert "Béchir" in browser.get("/access/account").seen
    [account] = here.accounts.listed()
    assert account.is_admin
    assert browser.get(path).status == 404
    assert browser.fill_in(path, {"name": "Eve", **CHOSEN}).status in {403, 404}
    assert len(here.accounts.listed()) == 1
    assert (
        "There is no account yet."
        not in PlainBrowser(browser.port).get("/access/login?lang=en").seen
    )


def test_what_was_wrong_is_told_and_the_link_still_works(fresh):
    here, browser = fresh
    path = f"/access/password/{here.tickets.for_first_account(datetime.now(UTC)).secret}?lang=en"
    for form, problem in [
        ({"name": "Anna", "password": "short", "again": "short"}, "10 characters at least"),
        ({"name": "Anna", "password": PASSWORD, "again": "other"}, "not the same"),
        ({"name": " ", **CHOSEN}, "needs a name"),
        ({"name": PASSWORD, **CHOSEN}, "can't be the name"),
    ]:
        answer = browser.fill_in(path, form)
        assert answer.status == 422
        assert problem in answer.seen
        assert PASSWORD not in answer.text or form["name"] == PASSWORD
    assert browser.fill_in(path, {"name": "Anna", **CHOSEN}).status == 303


def test_an_account_gets_its_password_with_a_link_of_its_own(browser, here):
    account = here.accounts.create("Carla", NOW)
    path = f"/access/password/{here.tickets.for_account(account.id, datetime.now(UTC)).secret}"
    page = browser.get(path)
    assert "Carla" in page.seen
    assert 'name="name"' not in page.text
    assert browser.fill_in(path, CHOSEN).status == 303
    assert browser.get("/access/account").status == 200
    assert PlainBrowser(browser.port).get(path).status == 404


@pytest.mark.parametrize("secret", ["x", "A" * 43, "..%2f..", "%00", "A" * 10_000])
def test_another_secret_is_not_found(browser, secret):
    assert browser.get(f"/access/password/{secret}").status == 404


def test_a_link_that_is_over_is_not_found(browser, here):
    account = here.accounts.create("Dora", NOW)
    before = datetime.now(UTC) - timedelta(days=3, minutes=1)
    secret = here.tickets.for_account(account.id, before).secret
    assert browser.get(f"/access/password/{secret}").status == 404


def test_a_form_of_another_site_chooses_no_password(browser, here):
    account = here.accounts.create("Emna", NOW)
    path = f"/access/password/{here.tickets.for_account(account.id, datetime.now(UTC)).secret}"
    assert browser.fill_in(path, CHOSEN, origin="https://evil.example").status == 403
    assert not next(a for a in here.accounts.listed() if a.id == account.id).has_password


def test_over_https_the_cookie_goes_nowhere_else(tmp_path, cheap):
    here = with_mode(desk_with_plan(tmp_path), AccessMode.ACCOUNTS, url="https://tour.example")
    with serving(here) as client:
        browser = PlainBrowser(client.port)
        secret = here.tickets.for_first_account(datetime.now(UTC)).secret
        answer = browser.fill_in(
            f"/access/password/{secret}", {"name": "Anna", **CHOSEN}, origin="https://tour.example"
        )
        assert answer.status == 303
        [cookie] = [line for line in browser.set_cookies if "login" in line]
        assert cookie.startswith("__Host-caravan-login=")
        assert "; Secure" in cookie
        assert "Domain" not in cookie
        assert browser.get("/access/account").status == 200
