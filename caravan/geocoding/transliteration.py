"""How a name sounds, roughly: to match سبيطلة with Sbeïtla, and Djemna with Jemna.

Transliterations between Arabic and Latin letters differ in vowels, in doubled consonants and in
the letters taken for sounds that the other script lacks. So a name is written in **sounds**: one
capital letter for a class of consonants (``K`` for k, q, c, g, gh, kh, ق, ك, غ, خ …) and a, i or u
for vowels, e.g. ``KaFSa`` for Gafsa, ``KFSa`` for قفصة. Its **skeleton**, ``KFS``, is what an index
finds quickly; the vowels then tell the better matches from the worse.

A letter that is said in two ways (g, ج, ظ …) gives several skeletons; an index holds the first.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from caravan.geocoding.spelling import without_articles, words_of

_MOST_READINGS = 12
_LONGEST = 40
CLASSES = "BDFHJKLMNRSTXZ"
"""The classes of consonants."""

_ARABIC: dict[str, tuple[str, ...]] = {
    "ا": ("a",), "و": ("u",), "ي": ("i",), "ع": ("a", ""),
    "ب": ("B",), "پ": ("B",), "ت": ("T",), "ط": ("T",), "ث": ("T", "S"),
    "ج": ("J", "K"), "چ": ("X",), "ح": ("H",), "ه": ("H",), "خ": ("K", "H"),
    "د": ("D",), "ض": ("D",), "ذ": ("D", "Z"), "ظ": ("D", "Z"),
    "ر": ("R",), "ز": ("Z",), "ژ": ("J", "Z"), "س": ("S",), "ص": ("S",), "ش": ("X",),
    "غ": ("K", "R"), "ف": ("F",), "ڤ": ("F", "K"), "ڨ": ("K",), "ق": ("K",), "ك": ("K",),
    "گ": ("K",), "ڭ": ("K",), "ل": ("L",), "م": ("M",), "ن": ("N",), "ں": ("N",),
    "ٹ": ("T",), "ڈ": ("D",), "ڑ": ("R",), "ۆ": ("u",), "ۇ": ("u",), "ڕ": ("R",), "ڵ": ("L",),
}  # fmt: skip
_CYRILLIC = dict(
    zip("абвгґдежзиіклмнопрстуфхцчшщъыьэюя", (
        "a", "b", "v", "g", "g", "d", "e", "j", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r",
        "s", "t", "u", "f", "kh", "ts", "tch", "sh", "sh", "", "i", "", "e", "iu", "ia",
    ), strict=True)
)  # fmt: skip
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", (
        "a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s",
        "s", "t", "i", "f", "kh", "ps", "o",
    ), strict=True)
)  # fmt: skip
_TO_LATIN = str.maketrans(_CYRILLIC | _GREEK)

# Letters that are one sound together, replaced in this order: the longer ones first. A gu keeps its
# g hard before e, i and y, where c and g sound otherwise.
_TOGETHER = {
    "tch": "X", "sch": "X", "dsh": "X", "dj": "J", "sh": "X", "ch": "X", "kh": "K", "gh": "K",
    "th": "T", "dh": "D", "ph": "F", "rh": "R", "ck": "K", "qu": "K", "tz": "Z", "ts": "S",
    "ou": "u", "ee": "i", "oo": "u", "x": "KS", "gue": "Ke", "gui": "Ki", "guy": "Ki", "ge": "Je",
    "gi": "Ji", "gy": "Ji", "ce": "Se", "ci": "Si", "cy": "Si",
}  # fmt: skip
_PAIRS = tuple(_TOGETHER.items())
_ALONE = str.maketrans("bptdfvjkqlmnrszhcgaeiyouw", "BBTDFFJKKLMNRSZHKKaiiiuuu")
_NO_VOWELS = str.maketrans("", "", "aiu")
_LATIN_VOWELS = frozenset("aeiou")
_DOUBLED = re.compile(r"(.)\1+")


def latin_sounds(words: Sequence[str]) -> str:
    """The sounds of folded words in Latin letters, articles left out already; maybe empty."""
    # Word by word, so that no two letters of different words are taken together.
    spoken = "".join(map(_word_sound, words))
    return _DOUBLED.sub(r"\1", spoken)[:_LONGEST]


@lru_cache(maxsize=1 << 16)
def _word_sound(word: str) -> str:
    if not word.isalpha():
        return ""
    if word[-1] == "h" and word[-2:-1] in _LATIN_VOWELS:
        # A final h is mute.
        word = word[:-1]
    for letters, sound in _PAIRS:
        word = word.replace(letters, sound)
    return word.translate(_ALONE)


def sounds(name: str) -> tuple[str, ...]:
    """The readings of a name, likeliest first; none for a script that isn't known here."""
    words = without_articles(words_of(name))
    if not words:
        return ()
    if any(letter in _ARABIC for word in words for letter in word):
        return _arabic_readings(words)
    words = [word.translate(_TO_LATIN) for word in words]
    if not all(word.isascii() for word in words):
        return ()
    return tuple(dict.fromkeys(_latin_readings(words)))


def _latin_readings(words: list[str]) -> Iterator[str]:
    first = words[0]
    whole = latin_sounds(words)
    if not whole:
        return
    yield whole
    if len(first) >= 5 and first[:2] in ("el", "al"):
        # Elhamma, in one word.
        yield latin_sounds([first[2:], *words[1:]])
    if re.search(r"g[eiy]", "".join(words)):
        # A g that stays hard before e and i (Gizeh is Jiza, Geneina is Juneina, but Gerze isn't).
        yield latin_sounds([re.sub(r"g(?=[eiy])", "gh", word) for word in words])


def _arabic_readings(words: list[str]) -> tuple[str, ...]:
    spoken: list[tuple[str, ...]] = []
    for at, word in enumerate(words):
        last = at + 1 == len(words)
        for place, letter in enumerate(word):
            if letter == "ه" and place + 1 == len(word) and place > 0:
                # Ta marbuta: mute at the end, a t before another word, as in Sakiet Ezzit.
                spoken.append(("a", "H") if last else ("aT", "a"))
            elif letter == "ح" and place + 1 == len(word):
                # Latin letters often end without it.
                spoken.append(("H", ""))
            elif letter in _ARABIC:
                spoken.append(_ARABIC[letter])
    readings = itertools.islice(itertools.product(*spoken), _MOST_READINGS)
    # Doubled consonants are written once, so two of them have a short vowel between.
    texts = ("".join(reading)[:_LONGEST] for reading in readings)
    return tuple(dict.fromkeys(text for text in texts if text))


def skeleton(sound: str) -> str:
    """The consonants of sounds, doubled ones once: ``MiDiNiNi`` gives ``MDN``."""
    return _DOUBLED.sub(r"\1", sound.translate(_NO_VOWELS))


def likeness(one: str, other: str, least: float = 0.0) -> float:
    """How alike two readings sound, from 0 to 1 (the same); 0 when it is less than `least`.

    An edit distance (with swapped neighbours, after Damerau) in which a vowel costs little, because
    Arabic leaves short ones out, one vowel for another more, a consonant most; divided by the
    weight of the longer reading.
    """
    if one == other:
        return 1.0
    weights = [_WEIGHT[sign] for sign in one]
    others = [_WEIGHT[sign] for sign in other]
    weight, other_weight = sum(weights), sum(others)
    longer = max(weight, other_weight)
    # The distance is at least the difference of the weights.
    if min(weight, other_weight) < least * longer - _ROUNDING:
        return 0.0
    # What begins and ends alike stands for itself; names of one skeleton differ in little else.
    begin, end = _alike_at_the_ends(one, other)
    cut, other_cut = len(one) - end, len(other) - end
    distance = _distance(
        one[begin:cut], other[begin:other_cut], weights[begin:cut], others[begin:other_cut]
    )
    found = 1.0 - distance / longer
    return found if found >= least - _ROUNDING else 0.0


def _alike_at_the_ends(one: str, other: str) -> tuple[int, int]:
    shorter = min(len(one), len(other))
    begin = 0
    while begin < shorter and one[begin] == other[begin]:
        begin += 1
    end = 0
    while end < shorter - begin and one[-1 - end] == other[-1 - end]:
        end += 1
    return begin, end


def _distance(one: str, other: str, weights: list[float], others: list[float]) -> float:
    if not one or not other:
        return sum(weights) + sum(others)
    before_that: list[float] = []
    before = list(itertools.accumulate(others, initial=0.0))
    for place, (sign, own) in enumerate(zip(one, weights, strict=True)):
        row = [before[0] + own]
        for at, (against, its) in enumerate(zip(other, others, strict=True)):
            cost = before[at] if sign == against else before[at] + _SWAP[own + its]
            cost = min(cost, before[at + 1] + own, row[at] + its)
            if place and at and sign == other[at - 1] and against == one[place - 1]:
                cost = min(cost, before_that[at - 1] + _TURNED)
            row.append(cost)
        before_that, before = before, row
    return before[-1]


_ROUNDING = 1e-9
_TURNED = 0.5
"""What it costs to swap two neighbours."""
_VOWEL, _CONSONANT = 0.25, 1.0
_WEIGHT = dict.fromkeys("aiu", _VOWEL) | dict.fromkeys(CLASSES, _CONSONANT)
_SWAP = {2 * _VOWEL: 0.4, _VOWEL + _CONSONANT: 1.25, 2 * _CONSONANT: 1.0}
"""What it costs to take one sign for another, by the sum of their weights."""

ALIKE = 0.8
"""Least likeness of two names that may be one, in two transliterations."""
