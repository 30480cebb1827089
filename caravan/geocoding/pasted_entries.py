"""From the lines of a pasted list to its towns: columns, lists in one line, hints, two scripts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from caravan.geocoding.pasted_notes import LeftOut
from caravan.geocoding.pasted_table import Table, table_of
from caravan.geocoding.pasted_text import Line, has_letter, is_measure, without_signs
from caravan.geocoding.scripts import by_script, script_of
from caravan.geocoding.spelling import spelling_key

_COMMAS = ",،、，"
_SEMICOLONS = ";؛；"
_SLASH = re.compile(r"\s*[/|\\]\s*")
_DASH = re.compile(r"\s+[-–—−]+\s+")
_AND = re.compile(r"\s+(?:et|and|und|y|și|og|och|ve|و|&)\s+", re.IGNORECASE)
_LABEL = re.compile(r"[^:：]{1,60}[:：]\s+")
_END = re.compile(r"[\s,;،؛:]+$|(?<=\w{3})\.\s*$")
_LONGEST = 1000
"""How much of a part is looked at, in characters; longer ones are too long to be names anyway."""
_CODE = "<>{}=`\\"
_OPENING, _CLOSING = "([（", ")]）"


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


def entries_of(lines: Sequence[Line], left_out: LeftOut) -> Iterator[Entry]:
    """The towns of a list's lines, in their order; only counted once there are enough."""
    table = table_of(lines)
    if table.heading:
        left_out.headings.append(table.heading)
    reading = _Reading(_shared_endings(table), len(table.lines) == 1, left_out)
    waiting: list[Line] = []
    for line in table.lines:
        if waiting and (line.is_marked or line.is_formula or "\t" in line.text):
            yield from reading.entries(waiting)
            waiting = []
        if _is_heading(line):
            left_out.headings.append(line.text)
            continue
        waiting.append(line)
        if line.text[-1] not in _COMMAS or line.is_formula:
            yield from reading.entries(waiting)
            waiting = []
    yield from reading.entries(waiting)


def entry_of(line: Line) -> Entry | None:
    """The one town of a line, whatever is in it: the first part is its name, the rest its hint."""
    if line.is_formula or _is_code(line.text):
        return _plain(line.text, line.number)
    parts = [part for part in _split(line.text, _COMMAS + _SEMICOLONS) if not is_measure(part)]
    return _town(parts[0], ", ".join(parts[1:]), line.number) if parts else None


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known of the whole list while its lines are read.

    Attributes:
        shared: last parts that several addresses have in common.
        is_one_line: whether the whole list is one line.
    """

    shared: frozenset[str]
    is_one_line: bool
    left_out: LeftOut

    def entries(self, lines: Sequence[Line]) -> Iterator[Entry]:
        """The towns of a line, or of several of which each but the last ends with a comma."""
        for line in lines:
            if self.left_out.is_full:
                self.left_out.beyond += _roughly(line.text)
                continue
            found = False
            for entry in self._of_line(line, is_list=len(lines) > 1):
                if entry.text and has_letter(entry.text):
                    found = True
                    yield entry
            if found and line.is_formula:
                self.left_out.formulas.append(line.text)
            if not found and any(character.isdigit() for character in line.text):
                self.left_out.without_letters.append(line.text.replace("\t", " "))

    def _of_line(self, line: Line, *, is_list: bool) -> Iterator[Entry]:
        if line.is_formula or _is_code(line.text):
            yield _plain(line.text, line.number)
        elif "\t" in line.text:
            yield from _of_columns(line)
        else:
            text = _without_label(line.text, self.left_out)
            for part in _split(text, _SEMICOLONS):
                yield from self._of_part(part, line.number, is_list=is_list)

    def _of_part(self, text: str, line: int, *, is_list: bool) -> Iterator[Entry]:
        parts = [part for part in _split(text, _COMMAS) if not is_measure(part)]
        if len(parts) > 1 and not is_list and spelling_key(parts[-1]) in self.shared:
            yield _town(parts[0], ", ".join(parts[1:]), line)
            return
        ends = _AND.split(parts[-1]) if len(parts) > 1 else parts[-1:]
        # "Mostar, Bosnia and Herzegovina" among other lines is one town, as they are.
        has_and = self.is_one_line and len(ends) > 1
        has_bracket = len(parts) == 2 and any(bracket in parts[0] for bracket in _OPENING)
        if is_list or has_and or has_bracket or len(parts) > 2:
            names = parts if has_bracket else [*parts[:-1], *ends]
            for at, name in enumerate(names):
                if self.left_out.is_full:
                    self.left_out.beyond += len(names) - at
                    return
                yield _one_of(name, line)
        elif len(parts) == 2:
            town = _town(parts[0], parts[1], line)
            if self.is_one_line and town.hint:
                self.left_out.perhaps_two.append((town.text, town.hint))
            yield town
        elif parts:
            yield from _of_dashes(parts[0], line)


def _roughly(text: str) -> int:
    """About how many towns are in a line that isn't read any more."""
    commas = sum(text.count(comma) for comma in _COMMAS)
    return 1 + sum(text.count(sign) for sign in _SEMICOLONS) + (commas if commas > 1 else 0)


def _of_columns(line: Line) -> list[Entry]:
    cells = [cell for cell in map(without_signs, line.text.split("\t")) if not is_measure(cell)]
    cells = [cell for cell in cells if "@" not in cell and "://" not in cell]
    if not cells:
        return []
    town = _one_of(cells[0], line.number)
    for cell in cells[1:]:
        if script_of(cell) not in dict(town.scripts) and not town.hint:
            town = replace(town, scripts=(*town.scripts, *by_script(_ended(cell))))
        elif not town.hint:
            town = replace(town, hint=_ended(cell))
    return [town]


def _of_dashes(text: str, line: int) -> list[Entry]:
    """A text without commas: one town, a route with dashes, or names parted by slashes."""
    parts = [part for part in _DASH.split(text) if part and not is_measure(part)]
    if len(parts) > 2:
        return [_one_of(part, line) for part in parts]
    if len(parts) == 2:
        return [_town(parts[0], parts[1], line)]
    parts = [part for part in _SLASH.split(text) if part and not is_measure(part)]
    if len(parts) == 2 and script_of(parts[0]) != script_of(parts[1]):
        return [_town(parts[0], parts[1], line)]
    return [_one_of(part, line) for part in parts]


def _one_of(text: str, line: int) -> Entry:
    """A town, perhaps with its hint after a comma, a dash or a slash."""
    parts = [part for part in _split(text, _COMMAS) if not is_measure(part)]
    if len(parts) < 2:
        parts = [part for part in _DASH.split(text) if part and not is_measure(part)]
    if len(parts) < 2:
        parts = [part for part in _SLASH.split(text) if part and not is_measure(part)]
    return _town(parts[0], ", ".join(parts[1:]), line) if parts else _town(text, "", line)


def _town(name: str, hint: str, line: int) -> Entry:
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


def _is_code(text: str) -> bool:
    """Whether it has signs of programs and pages, in no name of a town: then it isn't parted."""
    return any(sign in text for sign in _CODE)


def _plain(text: str, line: int) -> Entry:
    name = _ended(text)
    return Entry(name, "", line, ((script_of(name), name),))


def _brackets(text: str) -> tuple[str, list[str]]:
    """What is outside of brackets and what inside; all outside when they don't match."""
    outside, inside, depth = [], [""], 0
    for character in text:
        if character in _OPENING:
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


def _split(text: str, separators: str) -> list[str]:
    """The parts of a text between separators outside of brackets, none of them empty."""
    if not any(separator in text for separator in separators):
        return [text] if text else []
    if not any(bracket in text for bracket in _OPENING):
        parts = re.split(f"[{separators}]", text)
        return [clean for part in parts if (clean := without_signs(part))]
    parts, depth, start = [], 0, 0
    for at, character in enumerate(text):
        if character in _OPENING:
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


def _has_comma(text: str) -> bool:
    return any(comma in text for comma in _COMMAS)


def _is_heading(line: Line) -> bool:
    return line.text[-1] in ":：" and not line.is_marked and not line.is_formula


def _without_label(text: str, left_out: LeftOut) -> str:
    """A list without what is said in front of it: ``Towns: Gafsa, Tozeur, Nefta``."""
    found = _LABEL.match(text)
    if found is None or not any(sign in text[found.end() :] for sign in _COMMAS + _SEMICOLONS):
        return text
    if any(sign in found[0] for sign in _COMMAS + _SEMICOLONS):
        return text
    left_out.headings.append(found[0].strip())
    return text[found.end() :]


def _shared_endings(table: Table) -> frozenset[str]:
    """Last parts that several lines of three parts have in common: countries, regions."""
    endings: Counter[str] = Counter()
    for line in table.lines:
        parts = _split(line.text, _COMMAS) if _has_comma(line.text) else []
        if len(parts) > 2 and len(parts[-1]) < 100:
            endings[spelling_key(parts[-1])] += 1
    return frozenset(key for key, times in endings.items() if times > 1 and key)
