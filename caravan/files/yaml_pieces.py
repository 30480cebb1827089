"""Cutting a YAML text at its left edge into pieces that are read one by one.

Somebody who changes one event of sixty changes a dozen lines of a thousand. Each piece is a text
of its own, read once and remembered, so that a change costs what it touches. A text in which the
cuts might lie wrongly isn't cut: references, tags, several documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# A name for references, a reference or a tag, or what looks like one.
_STRANGE = re.compile(r"(?:^|[\s\[{,:-])[&*!][^\s]|^(?:---|\.\.\.|%)|^ *\t|\ufeff", re.MULTILINE)
_KEY_ALONE = re.compile(r"[^\s#'\"\[{-][^\n]*:[ \t]*(?:#[^\n]*)?\r?\n")
_COMMENTS = re.compile(r"(?:[ ]*(?:#[^\n]*)?(?:\r?\n|\Z))*")
# A list may stand at the left edge too, below its key.
_LEFT_EDGE = re.compile(r"^(?!-(?:\s|\Z))[^\s#]", re.MULTILINE)
_FIRST_DASH = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)- ")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that can be read alone.

    Attributes:
        begins: its offset in the text.
        line: how many lines are before it.
        text: what stands there.
        items: the entries of its list, when it is a key with a list below it.
    """

    begins: int
    line: int
    text: str
    items: tuple[Piece, ...] = ()


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The pieces of a text from one key at the left edge to the next; none when it isn't cut.

    What stands before the first are comments. A piece may turn out not to be readable alone: then
    the cut was wrong, or the whole text is.
    """
    if _STRANGE.search(text):
        return ()
    starts = [found.start() for found in _LEFT_EDGE.finditer(text)]
    strange = any(text[start] in "?:[]{}," for start in starts)
    if not starts or strange or _COMMENTS.fullmatch(text, 0, starts[0]) is None:
        return ()
    return tuple(_with_items(piece) for piece in _cut(text, starts, 0, 0))


def _with_items(piece: Piece) -> Piece:
    key = _KEY_ALONE.match(piece.text)
    first = _FIRST_DASH.match(piece.text, key.end()) if key else None
    if key is None or first is None:
        return piece
    dash = re.compile(rf"^{first[1]}-(?= )", re.MULTILINE)
    starts = [found.start() for found in dash.finditer(piece.text, key.end())]
    items = _cut(piece.text, starts, piece.begins, piece.line)
    return Piece(piece.begins, piece.line, piece.text, items)


def _cut(text: str, starts: list[int], begins: int, line: int) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    if not starts:
        return ()
    line += text.count("\n", 0, starts[0])
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        part = text[start:end]
        pieces.append(Piece(begins + start, line, part))
        line += part.count("\n")
    return tuple(pieces)
