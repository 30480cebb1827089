"""Typed texts made plain, for formats in which a control character does harm."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """The text without characters that XML and HTML refuse, else as it is.

    Control characters and line ends become spaces; lone surrogates and the two codes that are no
    characters at all go.
    """
    return "".join(map(_plain, text))


def one_line(text: str) -> str:
    """The plain text, each run of spaces one space, none at its ends."""
    return " ".join(plain(text).split())


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "" if category == "Cs" or character in "\ufffe\uffff" else character
