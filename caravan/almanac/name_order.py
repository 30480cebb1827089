"""The order in which people look for names in a list."""

from __future__ import annotations

import unicodedata


def name_order(name: str) -> str:
    """What to sort a name by: accents and hamza don't move it, É stands at E, أ at ا."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
