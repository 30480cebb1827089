"""How a server sends mails: what the environment says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr
from enum import StrEnum

from caravan.errors import CaravanError, msg
from caravan.store.password_setting import password_setting

_TIMEOUT_SECONDS = 30.0
_LONGEST_TIMEOUT_SECONDS = 600.0
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Tls(StrEnum):
    """How the way to a mail server is encrypted."""

    STARTTLS = "starttls"
    """From the first commands on; a server that doesn't offer it gets nothing."""
    TLS = "tls"
    """From the first byte on."""
    NONE = "none"
    """Not at all: for a server on the same machine."""

    @property
    def usual_port(self) -> int:
        """Where servers listen for it."""
        return {Tls.STARTTLS: 587, Tls.TLS: 465, Tls.NONE: 25}[self]


@dataclass(frozen=True, slots=True)
class MailSettings:
    """A mail server that takes mails from us (SMTP).

    Attributes:
        user, password: to log in with; without a user nobody logs in.
        sender: the address in From, ``Name <name@domain>`` or just the address; empty for that of
            the tour's organizer.
        timeout: seconds that the server may take for an answer.
    """

    host: str
    port: int
    tls: Tls
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    timeout: float = _TIMEOUT_SECONDS


def mail_settings(environ: Mapping[str, str]) -> MailSettings | None:
    """The mail server of the environment (CARAVAN_SMTP_HOST); None when none is set.

    Raises CaravanError for a value that can't be used, and for a password that would go through
    a network in the clear.
    """
    host = environ.get("CARAVAN_SMTP_HOST", "").strip()
    if not host:
        return None
    tls = _tls(environ)
    user = environ.get("CARAVAN_SMTP_USER", "")
    if user and tls is Tls.NONE and host not in _LOOPBACK:
        raise CaravanError(
            msg(
                "CARAVAN_SMTP_TLS=none would send the password to {host} readable by everybody on "
                "the way. Set starttls or tls.",
                host=host,
            )
        )
    return MailSettings(
        host=host,
        port=_port(environ, tls),
        tls=tls,
        user=user,
        password=password_setting(environ, "CARAVAN_SMTP_PASSWORD", "CARAVAN_SMTP_PASSWORD_FILE"),
        sender=_sender(environ),
        timeout=_timeout(environ),
    )


def _tls(environ: Mapping[str, str]) -> Tls:
    given = environ.get("CARAVAN_SMTP_TLS", "").strip().lower() or Tls.STARTTLS.value
    try:
        return Tls(given)
    except ValueError:
        raise CaravanError(
            msg("CARAVAN_SMTP_TLS must be starttls, tls or none, not “{given}”", given=given)
        ) from None


def _port(environ: Mapping[str, str], tls: Tls) -> int:
    given = environ.get("CARAVAN_SMTP_PORT", "").strip()
    if not given:
        return tls.usual_port
    port = int(given) if given.isdecimal() and len(given) <= 5 else 0
    if not 1 <= port <= 65535:
        raise CaravanError(
            msg("CARAVAN_SMTP_PORT must be a port from 1 to 65535, not “{given}”", given=given)
        )
    return port


def _timeout(environ: Mapping[str, str]) -> float:
    given = environ.get("CARAVAN_SMTP_TIMEOUT", "").strip()
    if not given:
        return _TIMEOUT_SECONDS
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= _LONGEST_TIMEOUT_SECONDS:
        raise CaravanError(
            msg(
                "CARAVAN_SMTP_TIMEOUT must be a number of seconds, at most {limit}, not “{given}”",
                limit=_LONGEST_TIMEOUT_SECONDS,
                given=given,
            )
        )
    return seconds


def _sender(environ: Mapping[str, str]) -> str:
    given = environ.get("CARAVAN_SMTP_FROM", "").strip()
    if not given:
        return ""
    try:
        address = Address(addr_spec=parseaddr(given)[1])
    except (HeaderParseError, ValueError, IndexError):
        address = Address()
    if not address.username or not address.domain or not given.isprintable():
        raise CaravanError(
            msg(
                "CARAVAN_SMTP_FROM must be an address like tour@example.org or "
                "Tour <tour@example.org>, not “{given}”",
                given=given,
            )
        )
    return given
