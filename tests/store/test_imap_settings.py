from __future__ import annotations

import pytest

from caravan.errors import CaravanError
from caravan.store.imap_settings import ImapSettings, imap_settings
from caravan.store.mail_settings import Tls

_MINIMAL = {"CARAVAN_IMAP_HOST": "mail.example", "CARAVAN_IMAP_USER": "tour"}


def test_without_a_host_there_is_no_mailbox():
    assert imap_settings({"CARAVAN_IMAP_USER": "tour"}) is None


def test_a_host_and_a_user_are_enough_and_the_way_is_encrypted():
    found = imap_settings(_MINIMAL)
    assert found == ImapSettings("mail.example", 993, Tls.TLS, "tour", "", "INBOX")


def test_each_value_can_be_set_and_the_password_is_not_shown(tmp_path):
    (tmp_path / "password").write_text("tr\u00e8s secret\nmore", "utf-8")
    found = imap_settings(
        _MINIMAL
        | {
            "CARAVAN_IMAP_TLS": "STARTTLS",
            "CARAVAN_IMAP_PORT": "1143",
            "CARAVAN_IMAP_PASSWORD_FILE": str(tmp_path / "password"),
            "CARAVAN_IMAP_FOLDER": "Réponses/2020",
        }
    )
    assert found is not None
    assert (found.tls, found.port, found.folder) == (Tls.STARTTLS, 1143, "Réponses/2020")
    assert found.password == "très secret"
    assert "secret" not in repr(found)


def test_starttls_has_a_port_of_its_own():
    found = imap_settings(_MINIMAL | {"CARAVAN_IMAP_TLS": "starttls"})
    assert found is not None
    assert found.port == 143


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"CARAVAN_IMAP_USER": ""}, "CARAVAN_IMAP_USER"),
        ({"CARAVAN_IMAP_TLS": "ssl"}, "CARAVAN_IMAP_TLS"),
        ({"CARAVAN_IMAP_TLS": "none"}, "CARAVAN_IMAP_TLS"),
        ({"CARAVAN_IMAP_PORT": "0"}, "CARAVAN_IMAP_PORT"),
        ({"CARAVAN_IMAP_PORT": "imap"}, "CARAVAN_IMAP_PORT"),
        ({"CARAVAN_IMAP_FOLDER": "a\r\nb"}, "CARAVAN_IMAP_FOLDER"),
        ({"CARAVAN_IMAP_PASSWORD_FILE": "/nowhere"}, "CARAVAN_IMAP_PASSWORD_FILE"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(values, named):
    with pytest.raises(CaravanError, match=named):
        imap_settings(_MINIMAL | values)


def test_only_on_the_same_machine_a_mailbox_is_read_in_the_clear():
    found = imap_settings(
        {**_MINIMAL, "CARAVAN_IMAP_HOST": "localhost", "CARAVAN_IMAP_TLS": "none"}
    )
    assert found is not None
    assert found.tls is Tls.NONE
