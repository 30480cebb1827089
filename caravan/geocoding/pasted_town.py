"""One town of a pasted list: its name, perhaps in two scripts, and its hint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from caravan.geocoding.pasted_text import Line, is_measure, without_signs
from caravan.geocoding.scripts import by_script, script_of

COMMAS = ",،、，"
SEMICOLONS = ";؛；"
OPENING, _CLOSING = "([（", ")]）"
_SLASH = re.compile(r"\s*[/|\\]\s*")
_DASH = re.compile(r"\s+[-–—−]+\s+")
_END = re.compile(r"[\s,;،؛:]+$|(?<=\w{3})\.\s*$")
_CODE = "<>{}=`\\"
_LONGEST = 1000
"""How much of a part is looked at, in characters; longer ones are too long to be names anyway."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A town as it stands in a list.

    Attributes:
        text: its name, as it was written first.
        hint: a region or the like, or empty.
        line: from 1.
        scripts: the name by script.
    """

    text: str
    hint: str
    line: int
    scripts: tuple[tuple[str, str], ...]


def entry_of(line: Line) -> Entry | None:
    """The one town of a line, whatever is in it: the first part is its name, the rest its hint."""
    if line.is_formula or is_code(line.text):
        return plain_town(line.text, line.number)
    parts = [part for part in split_at(line.text, COMMAS + SEMICOLONS) if not is_measure(part)]
    return town_of(parts[0], ", ".join(parts[1:]), line.number) if parts else None


def of_columns(line: Line) -> list[Entry]:
    """The town of a row of a table, whose columns are parted by tabs; none of a row of numbers."""
    cells = [cell for cell in map(without_signs, line.text.split("\t")) if not is_measure(cell)]
    cells = [cell for cell in cells if "@" not in cell and "://" not in cell]
    if not cells:
        return []
    town = one_of(cells[0], line.number)
    for cell in cells[1:]:
        if script_of(cell) not in dict(town.scripts) and not town.hint:
            town = replace(town, scripts=(*town.scripts, *by_script(_ended(cell))))
        elif not town.hint:
            town = replace(town, hint=_ended(cell))
    return [town]


def of_dashes(text: str, line: int) -> Iterator[Entry]:
    """A text without commas: one town, a route with dashes, or names parted by slashes."""
    parts = _parts(_DASH, text)
    is_one = len(parts) == 2
    if len(parts) < 2:
        parts = _parts(_SLASH, parts[0] if parts else text)
        is_one = len(parts) == 2 and script_of(parts[0]) != script_of(parts[1])
    if is_one:
        yield town_of(parts[0], parts[1], line)
    else:
        yield from (one_of(part, line) for part in parts)


def one_of(text: str, line: int) -> Entry:
    """A town, perhaps with its hint after a comma, a dash or a slash."""
    parts = [part for part in split_at(text, COMMAS) if not is_measure(part)]
    for sign in (_DASH, _SLASH):
        if len(parts) == 1:
            parts = _parts(sign, parts[0])
    return town_of(parts[0], ", ".join(parts[1:]), line) if parts else town_of(text, "", line)


def _parts(sign: re.Pattern[str], text: str) -> list[str]:
    """The parts of a text between signs, without numbers and the like."""
    return [part for part in sign.split(text) if part and not is_measure(part)]


def town_of(name: str, hint: str, line: int) -> Entry:
    """A town of a name that may have its hint, or its name in another script, in brackets."""
    scripts, hint = _understood(name[:_LONGEST], hint[:_LONGEST])
    return Entry(scripts[0][1], hint, line, scripts)


@lru_cache(maxsize=2048)
def _understood(name: str, hint: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The names by script, and the hint."""
    outside, inside = _brackets(name)
    scripts = by_script(_ended(outside or name))
    for more in (*inside, hint):
        text = _ended(more)
        if not text or is_measure(text):
            continue
        named = by_script(text)
        if script_of(text) not in dict(scripts) and len(scripts) == len(named) == 1:
            scripts = (*scripts, *named)
        elif not hint or more is hint:
            hint = text
    if any(text == _ended(hint) for _, text in scripts):
        hint = ""
    return scripts, _ended(hint)


def is_code(text: str) -> bool:
    """Whether it has signs of programs and pages, in no name of a town: then it isn't parted."""
    return any(sign in text for sign in _CODE)


def plain_town(text: str, line: int) -> Entry:
    """A town whose name is the whole text, whatever is in it."""
    name = _ended(" ".join(text.split()))
    return Entry(name, "", line, ((script_of(name), name),))


def _brackets(text: str) -> tuple[str, list[str]]:
    """What is outside of brackets and what inside; all outside when they don't match."""
    outside, inside, depth = [], [""], 0
    for character in text:
        if character in OPENING:
            depth += 1
            inside.append("")
        elif character in _CLOSING:
            depth -= 1
        elif depth > 0:
            inside[-1] += character
        else:
            outside.append(character)
        if depth < 0:
            return text, []
    if depth:
        return text, []
    return " ".join("".join(outside).split()), [part.strip() for part in inside if part.strip()]


def split_at(text: str, separators: str) -> list[str]:
    """The parts of a text between separators outside of brackets, none of them empty."""
    if not any(separator in text for separator in separators):
        return [text] if text else []
    if not any(bracket in text for bracket in OPENING):
        parts = re.split(f"[{separators}]", text)
        return [clean for part in parts if (clean := without_signs(part))]
    parts, depth, start = [], 0, 0
    for at, character in enumerate(text):
        if character in OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(depth - 1, 0)
        elif character in separators and (depth == 0 or not _closes(text, at)):
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [clean for part in parts if (clean := without_signs(part))]


def _closes(text: str, at: int) -> bool:
    """Whether a bracket is closed soon after this place: else it is only a stray one."""
    return any(bracket in text[at : at + 200] for bracket in _CLOSING)


def _ended(text: str) -> str:
    """The text without signs and punctuation at its ends."""
    return without_signs(_END.sub("", without_signs(text)))
