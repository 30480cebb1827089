from __future__ import annotations

import pytest

from caravan.errors import CaravanError
from caravan.store.mail_settings import MailSettings, Tls, mail_settings


def settings(**values: str) -> MailSettings | None:
    return mail_settings({f"CARAVAN_SMTP_{name}": value for name, value in values.items()})


def test_without_a_host_no_mail_server_is_set():
    assert settings() is None
    assert settings(HOST=" ", USER="tour") is None


def test_a_host_alone_is_asked_with_encryption_on_the_usual_port():
    assert settings(HOST="mail.example") == MailSettings("mail.example", 587, Tls.STARTTLS)


@pytest.mark.parametrize(("tls", "port"), [("starttls", 587), ("TLS", 465), ("none", 25)])
def test_each_way_has_its_usual_port(tls, port):
    assert settings(HOST="mail.example", TLS=tls).port == port


def test_all_settings_are_read(tmp_path):
    path = tmp_path / "password"
    path.write_text("s3crét \nsecond line\n", encoding="utf-8")
    found = settings(
        HOST="mail.example",
        PORT="2525",
        TLS="tls",
        USER="tour",
        PASSWORD="ignored",
        PASSWORD_FILE=str(path),
        FROM="Tour <tour@mail.example>",
        TIMEOUT="2.5",
    )
    assert found == MailSettings(
        *("mail.example", 2525, Tls.TLS, "tour", "s3crét ", "Tour <tour@mail.example>", 2.5)
    )
    assert "s3cr" not in repr(found)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "smtp"),
        ("PORT", "²"),
        ("TLS", "ssl"),
        ("TIMEOUT", "0"),
        ("TIMEOUT", "nan"),
        ("TIMEOUT", "inf"),
        ("TIMEOUT", "soon"),
        ("FROM", "tour"),
        ("FROM", "Tour <>"),
        ("FROM", "a@b.example\r\nBcc: c@d.example"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(name, value):
    with pytest.raises(CaravanError, match=f"CARAVAN_SMTP_{name} must be"):
        settings(HOST="mail.example", **{name: value})


def test_a_password_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(CaravanError, match=r"PASSWORD_FILE.*No such file"):
        settings(HOST="mail.example", PASSWORD_FILE=str(tmp_path / "none"))


def test_a_password_never_goes_through_a_network_in_the_clear():
    with pytest.raises(CaravanError, match="readable by everybody"):
        settings(HOST="mail.example", TLS="none", USER="tour")
    assert settings(HOST="localhost", TLS="none", USER="tour").user == "tour"
