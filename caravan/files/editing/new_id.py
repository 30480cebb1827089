"""Ids made from names, for files, addresses and calendar entries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

_LENGTH = 50
"""So that a number still fits behind."""


def new_id(names: Iterable[str], kind: str, taken: Collection[str]) -> str:
    """An id from the first name that gives one: its Latin letters and digits without accents.

    Names are not transliterated: one without Latin letters becomes ``town-7``. An id that is
    taken gets a number behind: ``el-hamma-2``.
    """
    slug = next((slug for name in names if (slug := _slug(name))), "")
    if slug and slug not in taken:
        return slug
    base, number = (slug, 2) if slug else (kind, 1)
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def _slug(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in decomposed if unicodedata.category(char) != "Mn")
    # Apostrophes join, all else separates: "L'Île" is "lile", "Sakiet-Ezzit" is "sakiet-ezzit".
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’ʼ]", "", plain))
    letters = sum(1 for char in plain if char.isalpha())
    kept = sum(1 for word in words for char in word if char.isalpha())
    # An id from a few Latin letters of an Arabic name would mislead more than a number.
    return "-".join(words)[:_LENGTH].strip("-") if kept and 2 * kept >= letters else ""
