"""Which letters a text is written in, and a name that comes in two of them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_CODES = {
    "LATIN": "Latn", "ARABIC": "Arab", "CYRILLIC": "Cyrl", "GREEK": "Grek", "HEBREW": "Hebr",
    "TIFINAGH": "Tfng", "ARMENIAN": "Armn", "GEORGIAN": "Geor", "ETHIOPIC": "Ethi",
    "DEVANAGARI": "Deva", "BENGALI": "Beng", "THAI": "Thai", "HANGUL": "Kore", "CJK": "Hani",
    "HIRAGANA": "Hani", "KATAKANA": "Hani",
}  # fmt: skip
"""First words of characters' Unicode names, and the script's code in ISO 15924."""
_LANGUAGES = {
    "Arab": ("ar", "fa", "ur", "ps", "ckb"), "Cyrl": ("ru", "uk", "bg", "sr", "mk", "be", "kk"),
    "Grek": ("el",), "Hebr": ("he", "yi"), "Tfng": ("zgh", "ber"), "Armn": ("hy",),
    "Geor": ("ka",), "Ethi": ("am", "ti"), "Deva": ("hi", "mr", "ne"), "Beng": ("bn",),
    "Thai": ("th",), "Kore": ("ko",), "Hani": ("zh", "ja"),
}  # fmt: skip
"""Languages written in a script; the first one stands for it when nothing is known."""
UNKNOWN = "Zyyy"
"""The code for no script in particular."""

_BETWEEN = " \t-–—/|،,;؛:.()[]"


@lru_cache(maxsize=4096)
def script_of_letter(letter: str) -> str:
    """The script of a letter, UNKNOWN for a digit, a mark, a sign."""
    if unicodedata.category(letter)[0] != "L":
        return UNKNOWN
    return _CODES.get(unicodedata.name(letter, "").partition(" ")[0], UNKNOWN)


def script_of(text: str) -> str:
    """The script of a text's first letter that has one."""
    return next((code for letter in text if (code := script_of_letter(letter)) != UNKNOWN), UNKNOWN)


def by_script(text: str) -> tuple[tuple[str, str], ...]:
    """A text by script: ``Gafsa قفصة`` gives both names, each with its script's code.

    Only when all words of one script come before all of the other; else the text is one name.
    """
    if text.isascii():
        return ((script_of(text), text),)
    runs: list[tuple[str, list[str]]] = []
    for word in text.split():
        script = script_of(word)
        if runs and script in (UNKNOWN, runs[-1][0]):
            runs[-1][1].append(word)
        else:
            runs.append((script, [word]))
    if len(runs) > 1 and runs[0][0] == UNKNOWN:
        # "6 أكتوبر": a number in front belongs to what follows.
        runs[1] = (runs[1][0], [*runs[0][1], *runs[1][1]])
        del runs[0]
    if len(runs) == 2 and runs[0][0] != runs[1][0]:
        found = [(script, " ".join(words).strip(_BETWEEN)) for script, words in runs]
        if all(name for _, name in found):
            return tuple(found)
    return ((script_of(text), text),)


def language_of(script: str, preferred: str) -> str:
    """The language to file a name under: the preferred one when it is written in this script.

    Latin letters without a preference are taken for English.
    """
    own = next((code for code, languages in _LANGUAGES.items() if preferred in languages), "Latn")
    if script in (own, UNKNOWN):
        return preferred
    return "en" if script == "Latn" else _LANGUAGES[script][0]
