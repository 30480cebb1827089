"""Who may come in, as the environment says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from caravan.errors import CaravanError, msg

_SECRET = re.compile(r"\S{32,}")


class AccessMode(StrEnum):
    """Whether people have accounts."""

    SINGLE = "single"
    """One person, on this computer: no login, and no other computer is answered."""
    ACCOUNTS = "accounts"
    """Everybody logs in; links open what they are for."""


@dataclass(frozen=True, slots=True)
class AccessSettings:
    """Who may come in.

    Attributes:
        mode: CARAVAN_ACCESS; None when it isn't set: accounts as soon as there is one.
        secret: CARAVAN_SECRET, or the content of the file that CARAVAN_SECRET_FILE names: signs
            cookies, the same for all servers of one database. Empty for one in the state folder.
    """

    mode: AccessMode | None = None
    secret: str = field(default="", repr=False)


def access_settings(environ: Mapping[str, str]) -> AccessSettings:
    """The settings in the environment. Raises CaravanError for wrong ones."""
    mode = environ.get("CARAVAN_ACCESS", "").strip().lower()
    if mode and mode not in set(AccessMode):
        raise CaravanError(
            msg("CARAVAN_ACCESS must be “single” or “accounts”, not “{mode}”", mode=mode)
        )
    secret = _secret(environ)
    if secret and not _SECRET.fullmatch(secret):
        raise CaravanError(msg("CARAVAN_SECRET must have 32 characters at least, without spaces"))
    return AccessSettings(AccessMode(mode) if mode else None, secret)


def _secret(environ: Mapping[str, str]) -> str:
    name = environ.get("CARAVAN_SECRET_FILE", "")
    if not name:
        return environ.get("CARAVAN_SECRET", "")
    try:
        return Path(name).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise CaravanError(msg("CARAVAN_SECRET_FILE can't be read: {path}", path=name)) from None
