"""Names of towns from a list that a person pasted from a mail or a spreadsheet.

The rules, in the order in which they are asked:

1. A line is one town. Bullets, numbers and quotes around it are no part of the name.
2. Columns (tabs, or commas and semicolons in a table with a column of numbers): the first with
   letters is the name; one in other letters is the same name again; one more is the hint.
3. Semicolons always part towns.
4. Commas part towns when there are two or more of them in a line, when the line ends with one, or
   when "and" comes after the last one. A single comma parts a town from its hint ("El Hamma,
   Gabès"), and so do brackets and a dash between spaces. Lines of three parts that share the last
   one are addresses ("El Hamma, Gabès, Tunisie").
5. Two names in two scripts, however parted, are one town ("Gafsa / قفصة").
6. A line that begins like a formula is one name, whatever is in it, without the sign.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from caravan.errors import Message
from caravan.geocoding.pasted_entries import entries_of
from caravan.geocoding.pasted_notes import LeftOut, notes_of
from caravan.geocoding.pasted_text import has_letter, lines_of, read_part
from caravan.geocoding.pasted_town import Entry, entry_of
from caravan.geocoding.scripts import language_of
from caravan.geocoding.spelling import spelling_key

MAX_NAMES = 500
"""How many towns of one list are taken."""
MAX_LENGTH = 100
"""Longest name, in characters: a longer one is a sentence."""

_MOST_LOOKED_AT = 10 * MAX_NAMES
"""How many entries are looked at, those included that repeat others."""


@dataclass(frozen=True, slots=True)
class PastedName:
    """A town of a pasted list.

    Attributes:
        text: its name, as it was written first.
        hint: what tells it from others of its name: a region, a country; may be empty.
        line: line of the pasted text, from 1.
        scripts: the name by script, as ISO 15924 codes: ``(("Latn", "Gafsa"), ("Arab", "قفصة"))``.
    """

    text: str
    hint: str
    line: int
    scripts: tuple[tuple[str, str], ...]

    def names_in(self, language: str) -> dict[str, str]:
        """The name by language code, ``{"fr": "Gafsa", "ar": "قفصة"}``.

        Letters don't tell the language: a name in those of `language` is taken for one in it.
        """
        names: dict[str, str] = {}
        for script, text in self.scripts:
            names.setdefault(language_of(script, language), text)
        return names


@dataclass(frozen=True, slots=True)
class PastedNames:
    """The towns of a pasted list, in its order, and what a person should know of it."""

    names: tuple[PastedName, ...]
    notes: tuple[Message, ...] = ()


def pasted_names(text: str) -> PastedNames:
    """The towns of a pasted text of any size and content. Raises nothing.

    No name is empty, longer than MAX_LENGTH, or begins like a formula; there are at most MAX_NAMES.
    """
    left_out = LeftOut(characters=len(text) - len(read_part(text)))
    kept: list[PastedName] = []
    known: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(entries_of(lines_of(text), left_out), 1):
        name = _name(entry)
        left_out.is_full = number == _MOST_LOOKED_AT
        if len(entry.text) > MAX_LENGTH:
            left_out.too_long.append(entry.text)
            continue
        at = next((known[key] for key in _keys(name) if key in known), len(kept))
        known.update(dict.fromkeys(_keys(name), at))
        if at < len(kept):
            left_out.repeated.append(name.text)
            kept[at] = _with_scripts(kept[at], name.scripts)
        else:
            kept.append(name)
        left_out.is_full |= len(kept) == MAX_NAMES
    return PastedNames(tuple(kept), notes_of(left_out, taken=len(kept)))


def one_name(text: str) -> PastedName | None:
    """A single town with its hint, ``El Hamma, Gabès``; commas part no towns. None without letters.

    What is longer than MAX_LENGTH is cut.
    """
    lines = lines_of(" ".join(text.split()))
    entry = entry_of(lines[0]) if lines else None
    if entry is None or not has_letter(entry.text):
        return None
    return _name(replace(entry, text=entry.text[:MAX_LENGTH].strip()))


def _name(entry: Entry) -> PastedName:
    hint = entry.hint if len(entry.hint) <= MAX_LENGTH else ""
    scripts = tuple((code, text[:MAX_LENGTH]) for code, text in entry.scripts)
    return PastedName(entry.text, hint, entry.line, scripts)


def _keys(name: PastedName) -> list[tuple[str, str]]:
    hint = _key(name.hint)
    return [(_key(text), hint) for _, text in name.scripts]


def _with_scripts(name: PastedName, more: tuple[tuple[str, str], ...]) -> PastedName:
    """The name with those in scripts that it hasn't got yet."""
    new = {script: text for script, text in more if script not in dict(name.scripts)}
    return replace(name, scripts=(*name.scripts, *new.items()))


@lru_cache(maxsize=2048)
def _key(text: str) -> str:
    return spelling_key(text) or text.casefold()
