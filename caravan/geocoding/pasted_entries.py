"""From the lines of a pasted list to its towns: lists in one line, lists over several, addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caravan.geocoding.pasted_notes import LeftOut
from caravan.geocoding.pasted_table import Table, table_of
from caravan.geocoding.pasted_text import Line, has_letter, is_measure
from caravan.geocoding.pasted_town import (
    COMMAS,
    OPENING,
    SEMICOLONS,
    Entry,
    is_code,
    of_columns,
    of_dashes,
    one_of,
    plain_town,
    split_at,
    town_of,
)
from caravan.geocoding.spelling import spelling_key

_AND = re.compile(r"\s+(?:et|and|und|y|și|og|och|ve|و|&)\s+", re.IGNORECASE)
_BEGINNING_AND = re.compile(r"^(?:et|and|und|și|og|och|ve|و|&)\s+", re.IGNORECASE)
_LABEL = re.compile(r"[^:：]{1,60}[:：]\s+")


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
        if line.text[-1] not in COMMAS or line.is_formula:
            yield from reading.entries(waiting)
            waiting = []
    yield from reading.entries(waiting)


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
            if self.left_out.has_enough():
                self.left_out.beyond += _roughly(line.text)
                continue
            found = False
            for number, entry in enumerate(self._of_line(line, is_list=len(lines) > 1)):
                if self.left_out.has_enough():
                    self.left_out.beyond += max(_roughly(line.text) - number, 1)
                    break
                if entry.text and has_letter(entry.text):
                    found = True
                    yield entry
            if found and line.is_formula:
                self.left_out.formulas.append(line.text)
            if not found and any(character.isdigit() for character in line.text):
                self.left_out.without_letters.append(line.text)

    def _of_line(self, line: Line, *, is_list: bool) -> Iterator[Entry]:
        if line.is_formula or is_code(line.text):
            yield plain_town(line.text, line.number)
        elif "\t" in line.text:
            yield from of_columns(line)
        else:
            text = _without_label(line.text, self.left_out)
            for part in split_at(text, SEMICOLONS):
                yield from self._of_part(part, line.number, is_list=is_list)

    def _of_part(self, text: str, line: int, *, is_list: bool) -> Iterator[Entry]:
        parts = [part for part in split_at(text, COMMAS) if not is_measure(part)]
        if len(parts) > 1 and not is_list and spelling_key(parts[-1]) in self.shared:
            yield town_of(parts[0], ", ".join(parts[1:]), line)
            return
        ends = _AND.split(_BEGINNING_AND.sub("", parts[-1])) if len(parts) > 1 else parts[-1:]
        # "Mostar, Bosnia and Herzegovina" among other lines is one town, as they are.
        has_and = self.is_one_line and len(ends) > 1
        has_bracket = len(parts) == 2 and any(bracket in parts[0] for bracket in OPENING)
        if is_list or has_and or has_bracket or len(parts) > 2:
            names = parts if has_bracket else [*parts[:-1], *ends]
            for name in names:
                yield one_of(name, line)
        elif len(parts) == 2:
            town = town_of(parts[0], parts[1], line)
            if self.is_one_line and town.hint:
                self.left_out.perhaps_two.append((town.text, town.hint))
            yield town
        elif parts:
            yield from of_dashes(parts[0], line)


def _roughly(text: str) -> int:
    """About how many towns are in a line that isn't read any more."""
    commas = sum(map(text.count, COMMAS))
    others = sum(map(text.count, (*SEMICOLONS, "|", "/", " - ")))
    return 1 + others + (commas if commas > 1 else 0)


def _has_comma(text: str) -> bool:
    return any(comma in text for comma in COMMAS)


def _is_heading(line: Line) -> bool:
    return line.text[-1] in ":：" and not line.is_marked and not line.is_formula


def _without_label(text: str, left_out: LeftOut) -> str:
    """A list without what is said in front of it: ``Towns: Gafsa, Tozeur, Nefta``."""
    found = _LABEL.match(text)
    if found is None or not any(sign in text[found.end() :] for sign in COMMAS + SEMICOLONS):
        return text
    if any(sign in found[0] for sign in COMMAS + SEMICOLONS):
        return text
    left_out.headings.append(found[0].strip())
    return text[found.end() :]


def _shared_endings(table: Table) -> frozenset[str]:
    """Last parts that several lines of three parts have in common: countries, regions."""
    endings: Counter[str] = Counter()
    for line in table.lines:
        parts = split_at(line.text, COMMAS) if _has_comma(line.text) else []
        if len(parts) > 2 and len(parts[-1]) < 100:
            endings[spelling_key(parts[-1])] += 1
    return frozenset(key for key, times in endings.items() if times > 1 and key)
