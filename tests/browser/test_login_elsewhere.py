"""Logging in with OpenID Connect, in a real browser, at a provider on this machine."""

from __future__ import annotations

import re
import socket
from datetime import UTC, datetime

import pytest
from joserfc.jwk import RSAKey
from openid_provider import provider_of
from playwright.sync_api import expect
from served import SCHEDULE, desk_with_plan
from web.access.conftest import with_mode
from web.whole_app import whole_app

from caravan.language.language import language
from caravan.store.access_settings import AccessMode
from caravan.store.permissions import Role

en = language("en").text
SUBJECT = "248289761001"


@pytest.fixture(scope="module")
def provider():
    with provider_of(sub=SUBJECT, name="Salma", email="salma@elsewhere.example") as running:
        yield running


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    return with_mode(desk_with_plan(tmp_path_factory.mktemp("elsewhere")), AccessMode.ACCOUNTS)


@pytest.fixture(scope="module")
def address(here, provider):
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
    folder = here.settings.state.parent / ".streamlit"
    folder.mkdir()
    secrets = provider.secrets(f"http://127.0.0.1:{port}/oauth2callback")
    (folder / "secrets.toml").write_text(secrets, encoding="utf-8")
    here.accounts.create("Béchir", datetime.now(UTC), is_admin=True)
    with whole_app(here, port):
        yield f"http://127.0.0.1:{port}"


def log_in(page, address):
    page.goto(f"{address}/access/login?lang=en")
    page.get_by_role("link", name=en("Other ways to log in")).click()
    label = en("Log in with {provider}", provider="OpenID Connect")
    with page.expect_response(re.compile("/oauth2callback")):
        page.get_by_role("button", name=label).click(timeout=60_000)


def elsewhere(here):
    return [account for account in here.accounts.listed() if not account.is_local]


def test_a_forged_token_logs_nobody_in(here, address, provider, browser):
    page = browser.new_context(locale="en-GB").new_page()
    provider.signing = RSAKey.generate_key(2048, {"kid": "1"})
    try:
        log_in(page, address)
        expect(page.get_by_role("heading", name=en("Please log in"))).to_be_visible(timeout=60_000)
    finally:
        provider.signing = None
    assert elsewhere(here) == []
    assert not [c for c in page.context.cookies() if c["name"] == "_streamlit_user"]


def test_from_a_login_without_rights_to_a_role_and_out_again(here, address, provider, browser):
    page = browser.new_context(locale="en-GB").new_page()
    log_in(page, address)
    # Known, and without any right.
    refused = page.get_by_text(en("Your account may not see this page."))
    expect(refused).to_be_visible(timeout=60_000)
    expect(page.get_by_text("your name here is “Salma”")).to_be_visible()
    [account] = elsewhere(here)
    known = here.accounts.known_elsewhere(provider.address, SUBJECT, "", datetime.now(UTC))
    assert (known.id, account.shown, account.is_admin) == (account.id, "Salma", False)
    page.goto(f"{address}/?lang=en&tour={SCHEDULE}")
    expect(refused).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Sfax")).to_have_count(0)
    # A role opens that tour, and the same login is the same person.
    here.memberships.give(account.id, SCHEDULE, Role.VIEWER)
    page.reload()
    expect(page.get_by_text("Sfax").first).to_be_visible(timeout=60_000)
    assert [one.id for one in elsewhere(here)] == [account.id]
    # Out: here, and at the provider.
    page.goto(f"{address}/people?lang=en")
    page.get_by_role("button", name=en("Log out")).click(timeout=60_000)
    expect(page.get_by_role("heading", name=en("Please log in"))).to_be_visible(timeout=60_000)
    assert len(provider.ended) == 1
    assert not [c for c in page.context.cookies() if re.match("_streamlit_user", c["name"])]
    page.goto(f"{address}/?lang=en&tour={SCHEDULE}")
    expect(page.get_by_role("heading", name=en("Please log in"))).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Sfax")).to_have_count(0)
