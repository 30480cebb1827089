"""Whether two names of a hall or square are those of one place, differently written."""

from __future__ import annotations

import re

from caravan.geocoding.spelling import MAX_NAME, words_of
from caravan.tour.names import Names

# Hyphens and spaces come and go, but "1 2" is another hall than "12".
_GAP = re.compile(r"(?<!\d) | (?!\d)")


def same_venue(one: Names | None, other: Names | None) -> bool:
    """Whether nobody has to look for another door: a name was mended, or given in one more language.

    So it is when in any language that both have the texts are equal, but for case, accents,
    punctuation and spaces. A venue where none was known, or none any more, is another one.
    """
    if one is None or other is None:
        return one is other
    known = dict(other.texts)
    return any(code in known and _is_alike(text, known[code]) for code, text in one.texts)


def _is_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    key = _key(one)
    # Signs alone have an empty key, all the same one.
    return bool(key) and key == _key(other)


def _key(text: str) -> str:
    # In pieces: a venue's name may be longer than what is looked at of a town's.
    pieces = (text[at : at + MAX_NAME] for at in range(0, len(text), MAX_NAME))
    return _GAP.sub("", " ".join(word for piece in pieces for word in words_of(piece)))
