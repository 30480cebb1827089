"""Texts of users in places that Streamlit reads as Markdown: labels, captions, help."""

from __future__ import annotations

import re

_MEANING = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$:&^=])")

_BREAKS = re.compile("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")


def plain(text: str) -> str:
    """The text so that Markdown shows each character as it is, on one line.

    A backslash takes the meaning from any ASCII punctuation (CommonMark 0.31, 2.4); without
    meaning there are no links, pictures, formulas or coloured words. Spaces that hold a number
    and its unit together stay as they are.
    """
    return _MEANING.sub(r"\\\1", _BREAKS.sub(" ", text).strip())
