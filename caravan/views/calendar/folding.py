"""Content lines cut into pieces of at most 75 octets (RFC 5545, section 3.1)."""

from __future__ import annotations

import unicodedata

LIMIT = 75
"""Octets of a physical line, its CRLF not counted, the leading space of a continuation counted."""

_ZERO_WIDTH_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)


def fold(line: str) -> bytes:
    r"""The line in UTF-8, folded, without a CRLF at its end.

    A character is never split. Nor, unless it is longer than a whole line, what a reader sees as
    one sign (a letter with its accents, a flag, an emoji of several parts), nor an escape like
    ``\n``; and no piece begins or ends with a space, which careless programs cut off.
    """
    if len(line) <= LIMIT and len(whole := line.encode()) <= LIMIT:
        return whole
    octets = [1] * len(line) if line.isascii() else [len(each.encode()) for each in line]
    pieces = []
    begin, room = 0, LIMIT
    while sum(octets[begin : begin + room + 1]) > room:
        end, used = begin, 0
        while used + octets[end] <= room:
            used += octets[end]
            end += 1
        cut = end
        while cut > begin and not _may_part(line, cut):
            cut -= 1
        if cut == begin:
            cut = end
        pieces.append(line[begin:cut])
        begin, room = cut, LIMIT - 1
    pieces.append(line[begin:])
    return "\r\n ".join(pieces).encode()


def _may_part(line: str, at: int) -> bool:
    """Whether the line may be cut before its character number `at`."""
    before, after = line[at - 1], line[at]
    return not (
        before in " \\^"
        or after == " "
        or _ZERO_WIDTH_JOINER in (before, after)
        or unicodedata.category(after).startswith("M")
        or ord(after) in _SKIN_TONES
        or (ord(before) in _FLAG_LETTERS and ord(after) in _FLAG_LETTERS)
    )
