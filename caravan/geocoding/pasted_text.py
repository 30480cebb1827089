"""A pasted text made plain: its lines without invisible characters, marks of lists and quotes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

MAX_CHARACTERS = 200_000
"""How much of a pasted text is read, in characters."""

FORMULA_SIGNS = "=+-@＝＋－＠﹢﹣﹦﹫−"
"""Signs with which a spreadsheet begins a formula, the wide and small forms too."""
_SPACES = " \u3000"
_BEFORE_A_SIGN = "“«„\"‘「' \u3000"
_QUOTES = {"“": "”", "«": "»", "„": "“", '"': '"', "‘": "’", "「": "」"}

_QUOTED_MAIL = re.compile(r"^(?:>\s?)+")
_BULLET = re.compile(r"[-–—−•*·‣▪◦●○■□➢➤→►✓✔☐☑✗✅§~_\uf0b7\uf0a7]+\s*|\+\s+|\[[ xX✓]?\]\s*|o\t\s*")
_NUMBER = re.compile(
    # "1." "1.2)" "(1)" "1 -" "n° 3:" "١-"; never the beginning of "1.5 km" or "2-3"
    r"(?:n\s?[°º]|№|#)\s?\d{1,4}(?:[.)\]:\s–-]+|$)|[(\[]?\d{1,4}(?:\.\d{1,3}){0,3}\s?(?:[.)\]:°º/،]+|[-–—])(?![\d٠-٩])\s*",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[(\[]?(?:[^\W\d_]|[ivx]{2,4})[)\]]\s*", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"(\d{1,4})\s+(?=[^\W\d_])")
_LETTERED = re.compile(r"([^\W\d_]|[ivx]{2,4})\s?[.\-–]\s*(?=[^\W\d_])", re.IGNORECASE)
_COLUMNS = re.compile(r" {2,}")
_MOST_MARKS = 6
"""How many marks, one after the other, are taken off a line: "> - 1. [x]" has four."""
_SEPARATING = re.compile(r"[,;،؛]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a pasted text.

    Attributes:
        number: from 1, as the person counts.
        text: plain; columns are separated by tabs.
        is_marked: whether it began with a bullet or a number of its own.
        is_formula: whether it began like a formula; the sign is gone.
    """

    number: int
    text: str
    is_marked: bool = False
    is_formula: bool = False


def lines_of(text: str) -> list[Line]:
    """The lines of a text that aren't blank, without their bullets and numbers."""
    rows = [_visible(row) for row in read_part(text).splitlines()]
    wide = sum(_is_wide(row) for row in rows)
    has_columns = wide > 1 and 2 * wide > sum(map(bool, rows))
    numbered = []
    for number, row in enumerate(rows, 1):
        plain = _QUOTED_MAIL.sub("", _spaced(row, has_columns=has_columns), count=1)
        if plain:
            numbered.append((number, plain))
    texts = [plain for _, plain in numbered]
    counted, lettered = _is_counted(texts), _is_lettered(texts)
    lines = [_unmarked(number, row, counted=counted, lettered=lettered) for number, row in numbered]
    return [line for line in lines if line.text]


def read_part(text: str) -> str:
    """What of a text is read: its first lines, as many as MAX_CHARACTERS hold whole."""
    if len(text) <= MAX_CHARACTERS:
        return text
    part = text[:MAX_CHARACTERS]
    return part[: part.rfind("\n") + 1] or part


def has_letter(text: str) -> bool:
    """Whether a letter of any script is in it."""
    return any(unicodedata.category(character)[0] == "L" for character in text)


def is_measure(text: str) -> bool:
    """Whether it is a number, a date, a coordinate or the like: ``34.42``, ``5 km``, ``12/3``."""
    letters = sum(unicodedata.category(character)[0] == "L" for character in text)
    return letters == 0 or (text.lstrip("+-−≈~").strip()[:1].isdigit() and letters <= 2)


def without_signs(text: str) -> str:
    """The text without quotes around it and without what would begin a formula."""
    for _ in range(_MOST_MARKS):
        text = text.strip(" ").lstrip(FORMULA_SIGNS + _SPACES)
        if len(text) < 2 or _QUOTES.get(text[0]) != text[-1]:
            break
        text = text[1:-1]
    return text.strip(" ").lstrip(FORMULA_SIGNS + _SPACES)


def _visible(row: str) -> str:
    """The line without characters that nobody sees, and without spaces at its ends."""
    if not (row.isascii() and row.isprintable()):
        row = unicodedata.normalize("NFC", row.translate(_PLAIN))
        row = _JOINER.sub("", row)
    return row.strip(" ")


def _is_wide(row: str) -> bool:
    """Whether it may have columns that were set with spaces."""
    return "   " in row and not _SEPARATING.search(row)


def _spaced(row: str, *, has_columns: bool) -> str:
    """The line with single spaces, and tabs between columns that were set with spaces."""
    if has_columns and not _SEPARATING.search(row):
        row = _COLUMNS.sub("\t", row)
    return re.sub(" {2,}", " ", row).strip()


class _PlainCharacters(dict[int, str | None]):
    """What becomes of a character; learned once, then a look-up."""

    def __missing__(self, point: int) -> str | None:
        character = chr(point)
        category = unicodedata.category(character)
        plain: str | None = character
        if character == "\t" or point == _ZWNJ:
            plain = character
        elif category in ("Cc", "Zs", "Zl", "Zp"):
            plain = " "
        elif category in ("Cf", "Cs", "Cn") or (category == "Co" and not 0xF000 <= point <= 0xF0FF):
            # Word's bullets are in the private area; they are taken off with the others.
            plain = None
        self[point] = plain
        return plain


_ZWNJ = 0x200C
# Between two Arabic letters it is spelling, as in Persian; anywhere else it is invisible dirt.
_JOINER = re.compile("(?<![\u0620-\u06d3])\u200c+|\u200c+(?![\u0620-\u06d3])")
_PLAIN = _PlainCharacters()


def _is_counted(texts: list[str]) -> bool:
    """Whether bare numbers in front count the lines: 1, 2, 3 … on most of them."""
    found = [int(mark[1]) for text in texts if (mark := _BARE_NUMBER.match(text))]
    in_order = all(after == before + 1 for before, after in pairwise(found))
    return len(found) >= 2 and in_order and 2 * len(found) > len(texts)


def _is_lettered(texts: list[str]) -> bool:
    """Whether letters in front count the lines: "a." "b." on every one of them."""
    found = [mark[1].casefold() for text in texts if (mark := _LETTERED.match(text))]
    return len(found) >= 2 and len(found) == len(texts) == len(set(found))


def _unmarked(number: int, text: str, *, counted: bool, lettered: bool) -> Line:
    patterns = [_BULLET, _NUMBER, _LETTER]
    patterns += [_BARE_NUMBER] if counted else []
    patterns += [_LETTERED] if lettered else []
    rest = text
    for _ in range(_MOST_MARKS):
        found = next((mark for pattern in patterns if (mark := pattern.match(rest))), None)
        if found is None:
            break
        rest = rest[found.end() :].lstrip(" ")
    is_formula = rest.lstrip(_BEFORE_A_SIGN)[:1] in tuple(FORMULA_SIGNS)
    return Line(number, without_signs(rest), rest != text, is_formula)
