"""Changing a YAML text by looking only at the pieces that differ."""

from __future__ import annotations

from typing import Any

from caravan.files.plain_data import same
from caravan.files.yaml_changes import changed_text
from caravan.files.yaml_pieces import Piece, pieces_of
from caravan.files.yaml_spans import NotEditable


def changed_in_window(text: str, old: dict[str, Any], new: dict[str, Any]) -> str:
    """The text that says `new`, only its pieces that differ being read.

    Raises NotEditable for a text that isn't cut into pieces, or when keys come or go.
    """
    pieces = pieces_of(text)
    if len(pieces) != len(old) or list(old) != [key for key in new if key in old]:
        raise NotEditable
    if old.keys() != new.keys():
        raise NotEditable
    for piece, key in reversed(list(zip(pieces, old, strict=True))):
        if not same(old[key], new[key]):
            text = _spliced(text, piece, _changed(piece, key, old[key], new[key]))
    return text


def _changed(piece: Piece, key: str, old: Any, new: Any) -> str:
    if isinstance(old, list) and isinstance(new, list) and len(piece.items) == len(old):
        head = 0
        while head < min(len(old), len(new)) and same(old[head], new[head]):
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and same(old[-1 - tail], new[-1 - tail]):
            tail += 1
        # One entry more than differs, so that a new one has a neighbour to stand by.
        head = max(head - 1, 0)
        tail = max(tail - 1, 0) if head == 0 else tail
        before, after = old[head : len(old) - tail], new[head : len(new) - tail]
        if before and after:
            items = piece.items[head : len(old) - tail]
            window = Piece(items[0].begins, 0, "".join(item.text for item in items))
            text = changed_text(window.text, before, after)
            begins = window.begins - piece.begins
            return piece.text[:begins] + text + piece.text[begins + len(window.text) :]
    return changed_text(piece.text, {key: old}, {key: new})


def _spliced(text: str, piece: Piece, changed: str) -> str:
    return text[: piece.begins] + changed + text[piece.begins + len(piece.text) :]
