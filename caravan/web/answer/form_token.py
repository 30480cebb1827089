"""What goes into a form and comes back with it: which form it was, and what it asked.

The address of the page is a secret that no other site knows, so nobody else's page can send the form.
The token tells one form from another: one that arrives twice with the same answer counts once. It
also carries the sequence that was on the page, so that nobody accepts hours that he hasn't seen.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

_TOKEN = re.compile(r"([A-Za-z0-9_-]{22})\.(\d{1,9})\.([0-9a-f]{64})", re.ASCII)


def new_token(secret: str, sequence: int) -> str:
    """A token for one form on the page of this secret."""
    nonce = secrets.token_urlsafe(16)
    return f"{nonce}.{sequence}.{_signed(secret, nonce, sequence)}"


def read_token(secret: str, token: str) -> tuple[str, int] | None:
    """What tells the form from others, and the sequence that it showed; None for no token of ours."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    nonce, sequence = found[1], int(found[2])
    if not hmac.compare_digest(found[3], _signed(secret, nonce, sequence)):
        return None
    return nonce, sequence


def _signed(secret: str, nonce: str, sequence: int) -> str:
    said = f"answer {nonce} {sequence}".encode()
    return hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()
