"""Texts made harmless for a spreadsheet, which would run a cell that looks like a formula.

Spreadsheets take a text as a formula when it begins with = + - or @ (CWE-1236). What a person typed
gets an apostrophe in front then, as people write it themselves in a spreadsheet.
"""

from __future__ import annotations

import re
import unicodedata

from caravan.views.plain_text import one_line

# U+2212, the minus sign: some spreadsheets read it as one.
_TRIGGERS = frozenset("=+-@\N{MINUS SIGN}")
# French and German spreadsheets split a CSV file at semicolons, whatever its quotes say: what
# follows a semicolon may become a cell of its own.
_AFTER_SEMICOLON = re.compile(r"(;[\"']*)")
_PHONE = re.compile(r"\+[0-9](?:[0-9 ()./-]{3,30})")


def harmless(text: str) -> str:
    """The text on one line, without control characters, never taken for a formula.

    Full-width and small forms of the signs count too, and so do signs behind spaces, byte order
    marks or other characters that nobody sees.
    """
    parts = _AFTER_SEMICOLON.split(one_line(text))
    return "".join(_guarded(part) for part in parts)


def is_phone(text: str) -> bool:
    """Whether it is a phone number like ``+216 70 000 001`` and nothing else.

    As a cell of type text it can stay as it is, so that it can be dialled.
    """
    return _PHONE.fullmatch(text) is not None


def _guarded(text: str) -> str:
    for character in text:
        if character.isspace() or unicodedata.category(character) == "Cf":
            continue
        if _TRIGGERS & set(unicodedata.normalize("NFKC", character)[:1]):
            return f"'{text}"
        break
    return text
