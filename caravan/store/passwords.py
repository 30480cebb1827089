"""Passwords: which are good enough, how they are kept, and whether one is right."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from threading import BoundedSemaphore

from caravan.errors import ImpossibleValue, msg

SHORTEST = 10
LONGEST = 200
_FEWEST_DIFFERENT = 4

_AT_ONCE = BoundedSemaphore(2)
"""Passwords worked on at a time: each takes 32 MB and a core, so guessing can't take all of both."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What it costs to try one password: scrypt's parameters, 128 * r * 2**log_n bytes of memory."""

    log_n: int
    r: int
    p: int

    def hash(self, password: str, salt: bytes) -> bytes:
        """The 32 bytes that are kept of a password."""
        n = 1 << self.log_n
        with _AT_ONCE:
            return hashlib.scrypt(
                _normal(password).encode(),
                salt=salt,
                n=n,
                r=self.r,
                p=self.p,
                maxmem=2 * 128 * self.r * n,
                dklen=32,
            )


COST = Cost(15, 8, 3)
"""One of the settings that OWASP's cheat sheet on storing passwords recommends for scrypt."""
_DEAREST = Cost(20, 16, 8)
"""A kept hash that asks for more than this was not written by us."""


def check_new_password(password: str, *names: str) -> None:
    """Raises ImpossibleValue, saying what would be right, for a password that is too easy.

    Args:
        names: of the account, none of which may be the password.
    """
    length = len(_normal(password))
    if length < SHORTEST:
        raise ImpossibleValue(
            msg("The password needs {number} characters at least.", number=SHORTEST)
        )
    if length > LONGEST:
        raise ImpossibleValue(
            msg("The password can have {number} characters at most.", number=LONGEST)
        )
    folded = _folded(password)
    if any(folded == _folded(name) for name in names):
        raise ImpossibleValue(msg("The password can't be the name."))
    if len(set(folded)) < _FEWEST_DIFFERENT:
        raise ImpossibleValue(
            msg("The password is too easy to guess: use more different characters.")
        )


def hashed_password(password: str, cost: Cost | None = None) -> str:
    """What is kept of a password: ``scrypt$log2(n)$r$p$salt$hash``, the last two in base 64."""
    cost = cost or COST
    salt = secrets.token_bytes(16)
    parts = (_to_text(salt), _to_text(cost.hash(password, salt)))
    return "$".join(("scrypt", str(cost.log_n), str(cost.r), str(cost.p), *parts))


def is_password(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept; takes as long when there is none."""
    known = _read(kept) if kept is not None else None
    if known is None or len(password) > LONGEST:
        COST.hash("", b"no such account.")
        return False
    cost, salt, expected = known
    return hmac.compare_digest(cost.hash(password, salt), expected)


def needs_new_hash(kept: str) -> bool:
    """Whether a right password should be hashed anew, because the cost has been raised since."""
    known = _read(kept)
    return known is None or known[0] != COST


def _read(kept: str) -> tuple[Cost, bytes, bytes] | None:
    method, *numbers = kept.split("$")
    if method != "scrypt" or len(numbers) != 5:
        return None
    try:
        cost = Cost(*(int(number) for number in numbers[:3]))
        salt, expected = (base64.b64decode(text, validate=True) for text in numbers[3:])
    except ValueError:
        return None
    is_ours = 0 < cost.log_n <= _DEAREST.log_n and 0 < cost.r <= _DEAREST.r
    return (cost, salt, expected) if is_ours and 0 < cost.p <= _DEAREST.p else None


def _to_text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _normal(text: str) -> str:
    """The same for the same characters, whichever way a keyboard composes an accent."""
    return unicodedata.normalize("NFC", text)


def _folded(text: str) -> str:
    return _normal(_normal(text).casefold())
