"""Comparing plain data: dictionaries, lists and single values, as YAML and JSON hold them."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from typing import Any


def same(one: Any, other: Any) -> bool:
    """Whether two pieces of plain data say the same: 65 and 65.0 do, 1 and true don't."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other)


def aligned(
    old: list[Any], new: list[Any]
) -> tuple[list[tuple[int, int]], list[int], dict[int, list[int]]]:
    """Which entries are the same ones, which are gone, and which are new behind which.

    Entries are known by their id or town, else by all that they say.
    """
    pairs: list[tuple[int, int]] = []
    dropped: list[int] = []
    added: dict[int, list[int]] = {}
    one, other = [_known_by(entry) for entry in old], [_known_by(entry) for entry in new]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        common = min(i2 - i1, j2 - j1) if tag in ("equal", "replace") else 0
        pairs += zip(range(i1, i1 + common), range(j1, j1 + common), strict=True)
        dropped += range(i1 + common, i2)
        if j1 + common < j2:
            added.setdefault(i1 + common - 1, []).extend(range(j1 + common, j2))
    return pairs, dropped, added


def _known_by(entry: Any) -> str:
    if isinstance(entry, dict):
        for key in ("id", "town"):
            if isinstance(entry.get(key), str):
                return str(entry[key])
    return content(entry)


def content(entry: Any) -> str:
    """All that an entry says, as one text."""
    return json.dumps(entry, ensure_ascii=False)
