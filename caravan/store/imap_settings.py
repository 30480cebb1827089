"""Where a server finds the mails that answer it: what the environment says of it (IMAP)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from caravan.errors import CaravanError, msg
from caravan.store.mail_settings import Tls
from caravan.store.password_setting import password_setting

_TIMEOUT_SECONDS = 30.0
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_PORTS = {Tls.TLS: 993, Tls.STARTTLS: 143, Tls.NONE: 143}


@dataclass(frozen=True, slots=True)
class ImapSettings:
    """A folder of a mailbox.

    Attributes:
        folder: as people read its name; INBOX unless set.
        timeout: seconds that the server may take for an answer.
    """

    host: str
    port: int
    tls: Tls
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    timeout: float = _TIMEOUT_SECONDS


def imap_settings(environ: Mapping[str, str]) -> ImapSettings | None:
    """The mailbox of the environment (CARAVAN_IMAP_HOST); None when none is set.

    Raises CaravanError for a value that can't be used, and for a password that would go through
    a network in the clear.
    """
    host = environ.get("CARAVAN_IMAP_HOST", "").strip()
    if not host:
        return None
    given = environ.get("CARAVAN_IMAP_TLS", "").strip().lower() or Tls.TLS.value
    if given not in set(Tls):
        raise CaravanError(
            msg("CARAVAN_IMAP_TLS must be starttls, tls or none, not “{given}”", given=given)
        )
    tls = Tls(given)
    if tls is Tls.NONE and host not in _LOOPBACK:
        raise CaravanError(
            msg(
                "CARAVAN_IMAP_TLS=none would send the password to {host} readable by everybody on "
                "the way. Set starttls or tls.",
                host=host,
            )
        )
    user = environ.get("CARAVAN_IMAP_USER", "")
    if not user:
        raise CaravanError(
            msg("CARAVAN_IMAP_USER is missing: who reads the mails of {host}?", host=host)
        )
    return ImapSettings(
        host=host,
        port=_port(environ.get("CARAVAN_IMAP_PORT", "").strip(), tls),
        tls=tls,
        user=user,
        password=password_setting(environ, "CARAVAN_IMAP_PASSWORD", "CARAVAN_IMAP_PASSWORD_FILE"),
        folder=_folder(environ),
    )


def _port(given: str, tls: Tls) -> int:
    if not given:
        return _PORTS[tls]
    port = int(given) if given.isdecimal() and len(given) <= 5 else 0
    if not 1 <= port <= 65535:
        raise CaravanError(
            msg("CARAVAN_IMAP_PORT must be a port from 1 to 65535, not “{given}”", given=given)
        )
    return port


def _folder(environ: Mapping[str, str]) -> str:
    folder = environ.get("CARAVAN_IMAP_FOLDER", "").strip() or "INBOX"
    if not folder.isprintable() or len(folder) > 200:
        raise CaravanError(msg("CARAVAN_IMAP_FOLDER is no name of a folder"))
    return folder
