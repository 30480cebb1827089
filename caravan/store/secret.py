"""The secret of a server, which signs its cookies: made at the first start, then kept."""

from __future__ import annotations

import contextlib
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
