"""The hint that a person adds to a name to say which one: "El Hamma, Gabès", "El Hamma (Gabès)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from caravan.geocoding.spelling import bare_key, spelling_key, words_of

_BRACKETS = re.compile(r"\s*[(\[（]([^)\]）]*)[)\]）]?\s*$")
_COMMA = re.compile(r"\s*[,،，]\s*")
_LEAST_WORD = 3


def split_hint(text: str) -> tuple[str, str]:
    """The name and its hint, which is empty when there is none: ``("El Hamma", "Gabès")``."""
    brackets = _BRACKETS.search(text)
    if brackets and text[: brackets.start()].strip():
        return text[: brackets.start()].strip(), brackets[1].strip()
    name, *rest = _COMMA.split(text.strip(), maxsplit=1)
    return (name, rest[0]) if name and rest else (text.strip(), "")


def keys_of_hint(hint: str) -> tuple[str, ...]:
    """What to look for, the surest first.

    The hint whole and without articles; then its parts between commas; then its single words,
    because "gouvernorat de Gabès" names Gabès.
    """
    whole = (spelling_key(hint), bare_key(hint))
    parts = [key for part in _COMMA.split(hint) for key in (spelling_key(part), bare_key(part))]
    words = [
        key for word in words_of(hint) if len(word) > _LEAST_WORD for key in (word, bare_key(word))
    ]
    return tuple(key for key in dict.fromkeys((*whole, *parts, *words)) if key)


def fits_hint(hint: str, within: Iterable[str]) -> bool:
    """Whether one of the areas that contain a place is what the hint names."""
    areas = {key for name in within for key in (spelling_key(name), bare_key(name))} - {""}
    return any(key in areas for key in keys_of_hint(hint))
