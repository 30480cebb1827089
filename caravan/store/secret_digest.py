"""Secrets that are handed out: random, and kept as their hashes only."""

from __future__ import annotations

import hashlib
import re
import secrets

_FORM = re.compile(r"[A-Za-z0-9_-]{43}")


def new_secret() -> str:
    """32 random bytes in 43 URL-safe letters."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str | None:
    """SHA-256 of a secret in hexadecimal digits; None for what can't be one of ours.

    A fast hash is right for it: nobody goes through 2^256 random values. Looking the digest up
    tells nobody how much of a guess is right.
    """
    if not _FORM.fullmatch(secret):
        return None
    return hashlib.sha256(secret.encode()).hexdigest()
