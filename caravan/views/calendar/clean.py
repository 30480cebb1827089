r"""Texts made harmless for a calendar: what a person typed, without what breaks a line.

An iCalendar file is made of lines: a line break that slips into a value begins a line of its own,
and with it any property that an attacker likes. Escaping turns breaks into ``\n``, but control
characters have no escape at all: most readers refuse the whole file for one of them.
"""

from __future__ import annotations

import re

# What readers take for the end of a line, Python's str.splitlines() included.
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Controls of both ranges, halves of surrogate pairs (no UTF-8 for them), the byte order mark and
# the code points that Unicode keeps for the inside of programs.
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)


def several_lines(text: str) -> str:
    r"""The text with line breaks as ``\n`` and tabs as spaces, free of control characters."""
    if text.isprintable():  # nothing of all that, as in nearly every text
        return text.strip()
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text).replace("\t", " ")).strip()


def one_line(text: str) -> str:
    """The same on one line: a line break becomes a space."""
    return several_lines(text).replace("\n", " ")


def forbidden_character(line: str) -> str | None:
    """The first character of a finished content line that must not be there, or None."""
    found = re.search(r"\n", line) or _FORBIDDEN.search(line)
    return found[0] if found else None
