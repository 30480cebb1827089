"""A server where people have accounts, and browsers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from plain_browser import PlainBrowser
from served import desk_with_plan, serving

from caravan.store import passwords
from caravan.store.access_settings import AccessMode, AccessSettings
from caravan.store.desk import Desk
from caravan.store.passwords import Cost

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
PASSWORD = "tempête de sable"


def with_mode(here, mode, **settings):
    """The same desk, in another mode of access."""
    from dataclasses import replace

    return Desk(replace(here.settings, access=AccessSettings(mode), **settings))


@pytest.fixture(scope="module")
def cheap():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "COST", Cost(4, 1, 1))
        yield


@pytest.fixture(scope="module")
def here(tmp_path_factory, cheap):
    return with_mode(desk_with_plan(tmp_path_factory.mktemp("access")), AccessMode.ACCOUNTS)


@pytest.fixture(scope="module")
def port(here):
    with serving(here) as client:
        yield client.port


@pytest.fixture
def browser(port):
    return PlainBrowser(port)


_NUMBER = iter(range(10_000))


@pytest.fixture
def anna(here):
    """The name of a new account with PASSWORD; not an administrator."""
    name = f"Anna {next(_NUMBER)}"
    account = here.accounts.create(name, NOW)
    secret = here.tickets.for_account(account.id, datetime.now(UTC)).secret
    here.tickets.use(secret, "", PASSWORD, datetime.now(UTC))
    return name
