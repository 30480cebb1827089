"""The link that a server prints when there is no account yet."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from caravan.store.access_settings import AccessMode, AccessSettings
from caravan.store.desk import Desk
from caravan.store.settings import Settings
from caravan.ui.access.first_account import announce_first_account


def desk_in(folder, mode, url="https://tour.example"):
    return Desk(Settings((), folder, url, access=AccessSettings(mode)))


def test_it_is_printed_on_the_terminal_until_there_is_an_account(tmp_path, capsys, caplog):
    here = desk_in(tmp_path, AccessMode.ACCOUNTS)
    announce_first_account(here)
    told = capsys.readouterr()
    assert told.out == ""
    secret = re.search(r"  https://tour\.example/access/password/(\S{43})\n", told.err)[1]
    assert caplog.text == ""  # in no log
    assert here.tickets.account(secret, datetime.now(UTC)) is None
    here.accounts.create("anna", datetime.now(UTC))
    announce_first_account(here)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("mode", [AccessMode.SINGLE, None])
def test_a_single_user_needs_none(tmp_path, capsys, mode):
    announce_first_account(desk_in(tmp_path, mode))
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("address", "told"),
    [("127.0.0.1", "http://127.0.0.1:8600"), ("0.0.0.0", "http://localhost:8600"),
     ("", "http://localhost:8600"), ("::1", "http://[::1]:8600")],
)  # fmt: skip
def test_without_an_address_in_the_settings_it_is_that_of_the_server(
    tmp_path, capsys, monkeypatch, address, told
):
    options = {"server.address": address, "server.port": 8600, "server.sslCertFile": None}
    monkeypatch.setattr("streamlit.get_option", options.__getitem__)
    announce_first_account(desk_in(tmp_path, AccessMode.ACCOUNTS, url=""))
    assert f"  {told}/access/password/" in capsys.readouterr().err
