"""Rewriting whole sections of a YAML text, where nothing smaller will do."""

from __future__ import annotations

import re
from typing import Any

from caravan.files.plain_data import same
from caravan.files.text_changes import Change, applied
from caravan.files.yaml_pieces import pieces_of
from caravan.files.yaml_spans import NotEditable
from caravan.files.yaml_text import key_line

_COMMENTS_BEHIND = re.compile(r"(?:^ *(?:#[^\n]*)?\r?\n|^ *#[^\n]*\Z)+\Z", re.MULTILINE)


def rewritten_sections(text: str, old: dict[str, Any], new: dict[str, Any]) -> str:
    """The text with each key at its left edge whose value differs written anew.

    Comments inside such a section are lost, those before and behind it stay. Raises NotEditable
    for a text that isn't cut into pieces.
    """
    pieces = pieces_of(text)
    if len(pieces) != len(old):
        raise NotEditable
    newline = "\r\n" if "\r\n" in text else "\n"
    changes = []
    for piece, key in zip(pieces, old, strict=True):
        if key in new and same(old[key], new[key]):
            continue
        behind = _COMMENTS_BEHIND.search(piece.text)
        ends = piece.begins + (behind.start() if behind else len(piece.text))
        lines = key_line(key, new[key], 0).replace("\n", newline) if key in new else ""
        changes.append(Change(piece.begins, ends, lines))
    added = "".join(key_line(key, value, 0) for key, value in new.items() if key not in old)
    if added:
        start = "" if text.endswith("\n") else newline
        changes.append(Change(len(text), len(text), start + added.replace("\n", newline)))
    return applied(text, changes)
