"""The secret part of a site's addresses: one for each calendar, all from one secret of the site."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from pathlib import Path

from caravan.files.atomic_write import write_atomically
from caravan.store.state_folder import StateUnusable, make_folder, write_once

_FOLDER = "sites"


@dataclass(frozen=True, slots=True)
class SiteSecret:
    """What the addresses of a schedule's site are made of; whoever has it knows them all."""

    text: str

    def key(self, of: str) -> str:
        """The folder of one thing, 43 URL-safe letters: of none can the others be guessed."""
        digest = hmac.digest(self.text.encode(), of.encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def site_secret(state: Path, schedule: str) -> SiteSecret:
    """The secret of a schedule's site, made when there is none yet. Raises StateUnusable."""
    path = _path(state, schedule)
    write_once(path, f"{secrets.token_urlsafe(32)}\n".encode())
    try:
        return SiteSecret(path.read_text(encoding="ascii").strip())
    except (OSError, UnicodeDecodeError) as error:
        raise StateUnusable(path, error if isinstance(error, OSError) else str(error)) from error


def new_site_secret(state: Path, schedule: str) -> SiteSecret:
    """Another secret in place of the one there was: its addresses end. Raises StateUnusable."""
    path = _path(state, schedule)
    make_folder(path.parent)
    made = SiteSecret(secrets.token_urlsafe(32))
    try:
        write_atomically(path, f"{made.text}\n".encode(), private=True)
    except OSError as error:
        raise StateUnusable(path, error) from error
    return made


def _path(state: Path, schedule: str) -> Path:
    # Names of schedules come from files and people: of theirs only a hash becomes a file's name.
    name = hashlib.sha256(schedule.encode("utf-8", "backslashreplace")).hexdigest()[:32]
    return state / _FOLDER / name
