"""The secret of the calendar and day page addresses: made at the first start, then kept."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import re
import secrets
from pathlib import Path

from caravan.store.state_folder import StateUnusable, write_once

_FORM = re.compile(r"[A-Za-z0-9_-]{43}")


def master_secret(state: Path) -> str:
    """The server's secret, 32 random bytes in URL-safe letters; made when there is none yet.

    Several processes that start at once agree on one. Raises StateUnusable.
    """
    path = state / "secret"
    if not path.exists():
        write_once(path, f"{secrets.token_urlsafe(32)}\n".encode())
    try:
        text = path.read_text(encoding="ascii").strip()
        if path.stat().st_mode & 0o077:
            with contextlib.suppress(OSError):
                path.chmod(0o600)
    except OSError as error:
        raise StateUnusable(path, error) from error
    except UnicodeDecodeError as error:
        raise StateUnusable(path, "not a secret") from error
    if not _FORM.fullmatch(text):
        raise StateUnusable(path, "not a secret")
    return text


def address_secret(master: str, schedule: str) -> str:
    """The secret in the addresses of one schedule, 43 URL-safe letters.

    Each schedule has its own, so that a link to one tour opens no other, and looking at another
    tour in the app never changes what subscribers of the first one get.
    """
    digest = hmac.digest(master.encode(), f"addresses of {schedule}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def is_same(given: str, secret: str) -> bool:
    """Whether they are equal, in a time that doesn't tell how many letters are right."""
    return hmac.compare_digest(given.encode(errors="replace"), secret.encode())
