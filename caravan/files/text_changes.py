"""Changes of a text by offsets, made all at once."""

from __future__ import annotations

from dataclasses import dataclass


class Overlap(Exception):
    """Two changes of the same place."""


@dataclass(frozen=True, slots=True)
class Change:
    """Text that takes the place of what stands between two offsets."""

    begins: int
    ends: int
    text: str


def applied(text: str, changes: list[Change]) -> str:
    """The text with all changes made. Raises Overlap when two meet."""
    parts = []
    position = 0
    for change in sorted(changes, key=lambda change: (change.begins, change.ends)):
        if change.begins < position:
            raise Overlap
        parts += [text[position : change.begins], change.text]
        position = change.ends
    return "".join(parts) + text[position:]
