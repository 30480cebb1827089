"""Typed texts as one plain line, for formats in which a control character does harm."""

from __future__ import annotations

import unicodedata


def one_line(text: str) -> str:
    """The text on one line, each run of spaces one space, without characters that XML refuses.

    Control characters and line ends become spaces; lone surrogates and the two codes that are no
    characters at all go.
    """
    return " ".join("".join(_plain(character) for character in text).split())


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "" if category == "Cs" or character in "\ufffe\uffff" else character
