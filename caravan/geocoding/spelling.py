"""Spelling keys: two names with the same key are the same name, differently written.

Accents, case, hyphens, apostrophes and spaces don't count, nor do the forms of hamza, alif, ya
and ta marbuta that writers of Arabic take one for the other. Letters that Unicode doesn't
decompose (ł, ø, ı …) get their plain one. A second, barer key leaves articles out as well.
"""

from __future__ import annotations

import re
import unicodedata

MAX_NAME = 200
"""Longest name that is looked at, in characters: no town has a longer one."""

_PLAIN = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe",
    "ħ": "h", "ŋ": "n", "ŧ": "t", "ə": "e", "ɛ": "e", "ɔ": "o", "ƙ": "k", "ɗ": "d", "ɓ": "b",
    # Arabic: one letter for those that are taken for each other. NFKD has already split hamza
    # from its seat; hamza alone and the stretching line are no letters of the name.
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
    "ۃ": "ه", "ک": "ك", "ڪ": "ك", "ء": "", "ـ": "",
}  # fmt: skip
_MARKS = (
    (0x0300, 0x036F),  # accents of Latin, Greek and Cyrillic
    (0x0591, 0x05C7),  # Hebrew points
    (0x0610, 0x061A),  # Arabic signs, vowels and small letters
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06ED),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)
# Apostrophes and letters that stand for ʿayn or hamza in transliterations.
_INSIDE_WORDS = frozenset("'’‘ʼʻʿʾ`´ʹʺˈ′")


class _Folding(dict[int, str | None]):
    """What becomes of a character after NFKD and casefold: learned once, then a look-up."""

    def __missing__(self, point: int) -> str | None:
        character = chr(point)
        folded = self._folded(point, character)
        self[point] = folded
        return folded

    @staticmethod
    def _folded(point: int, character: str) -> str | None:
        if character in _PLAIN:
            return _PLAIN[character]
        if character in _INSIDE_WORDS or any(low <= point <= high for low, high in _MARKS):
            return None
        category = unicodedata.category(character)
        if category == "Nd":
            return str(unicodedata.digit(character))
        if category[0] in "LMN":
            # Marks of other scripts are vowels, so they stay.
            return character
        # Direction marks vanish; spaces, punctuation and symbols part words.
        return None if category in ("Cf", "Cs", "Co", "Cn") else " "


_FOLDING = _Folding()
_ELISION = re.compile(r"\bl['’ʼ](?=\w)")


def words_of(name: str) -> list[str]:
    """The words of a name, folded: ``"L’Ariana-Ville"`` gives ``["l", "ariana", "ville"]``."""
    name = name[:MAX_NAME]
    plain = name.isascii()
    text = name.lower() if plain else unicodedata.normalize("NFKD", name).casefold()
    if "'" in text or "’" in text:
        # L' is an article, hence a word of its own; any other apostrophe is inside a word.
        text = _ELISION.sub("l ", text)
    text = text.translate(_FOLDING)
    if not plain and not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text.split()


def spelling_key(name: str) -> str:
    """The key of a name with its articles; empty for a text without letters and digits."""
    return "".join(words_of(name))


def bare_key(name: str) -> str:
    """The key of a name without its articles (el, al, l', ed, ez …, ال)."""
    return "".join(without_articles(words_of(name)))


_ARTICLES = frozenset(("el", "al", "il", "ul", "l", "ال"))
# The l of the article takes the sound of these letters: es-Snam, ed-Daier, ech-Chebba.
_ASSIMILATED = re.compile(r"[aeiou](ch|dh|sh|th|[dlnrstzj])")
_ATTACHED = re.compile(r"[ae](?=(ch|dh|sh|th|[dlnrstzj])\1)")


def without_articles(words: list[str]) -> list[str]:
    """The words without Arabic articles, in Latin or Arabic letters; never none of them."""
    if len(words) == 1 and not words[0].startswith("ال"):
        return words
    kept = [
        _without_attached(word, first=at == 0)
        for at, word in enumerate(words)
        if at + 1 == len(words) or not _is_article(word, words[at + 1])
    ]
    return kept or words


def _is_article(word: str, following: str) -> bool:
    if word in _ARTICLES:
        return True
    if len(word) > 3:
        return False
    assimilated = _ASSIMILATED.fullmatch(word)
    return assimilated is not None and following.startswith(assimilated[1])


def _without_attached(word: str, *, first: bool) -> str:
    if word.startswith("ال"):
        return word[2:] if len(word) >= 4 else word
    if first or len(word) < 5:
        # Essen and Assen begin like this and have no article.
        return word
    attached = _ATTACHED.match(word)
    return word[1 + len(attached[1]) :] if attached else word
