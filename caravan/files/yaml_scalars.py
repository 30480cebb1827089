"""What single values of YAML mean, by the core schema of YAML 1.2.

``12:30`` and ``no`` are texts, ``010`` is ten, dates stay texts until a model asks for a date.
"""

from __future__ import annotations

import re

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_HALF = re.compile(r"[\ud800-\udfff]")
_CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_CONSTANTS |= {"true": True, "True": True, "TRUE": True}
_CONSTANTS |= {"false": False, "False": False, "FALSE": False}


def plain_scalar(text: str) -> str | int | float | bool | None:
    """What a text without quotes stands for."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def with_whole_characters(text: str) -> str:
    """A text in which two halves of a character that follow each other are made one.

    Raises UnicodeDecodeError for a half alone.
    """
    if _HALF.search(text) is None:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16")
