"""Tables in a pasted text: columns parted by tabs, commas or semicolons, with or without a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from caravan.geocoding.pasted_text import Line, is_measure
from caravan.geocoding.scripts import script_of

_SEPARATORS = (";", ",", "؛", "،")
_HEADINGS = frozenset((
    "city", "cities", "commune", "communes", "localité", "localités", "localitate", "municipality",
    "municipalities", "municipalité", "municipalités", "name", "names", "nom", "noms", "ort",
    "orte", "oraș", "place", "places", "stadt", "town", "towns", "ville", "villes", "ciudad",
    "comune", "città", "اسم", "الاسم", "بلدية", "البلدية", "البلديات", "بلديات", "مدينة",
    "المدينة", "المدن", "مدن",
))  # fmt: skip
"""Words over a column of names."""


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a text, columns parted by tabs, and the heading that was above them."""

    lines: tuple[Line, ...]
    heading: str = ""


def table_of(lines: Sequence[Line]) -> Table:
    """The lines with tabs where columns are, without the heading of the columns."""
    rows = _with_tabs(lines)
    if len(rows) > 1 and _is_heading(rows):
        return Table(tuple(rows[1:]), rows[0].text.replace("\t", ", "))
    if len(rows) == 1:
        return Table((_across(rows[0]),))
    return Table(tuple(rows))


def _with_tabs(lines: Sequence[Line]) -> list[Line]:
    """Commas or semicolons become tabs when each line has as many and one column has numbers."""
    plain = [line for line in lines if not line.is_formula]
    if len(plain) < 2 or any("\t" in line.text for line in plain):
        return list(lines)
    for separator in _SEPARATORS:
        numbers = {line.text.count(separator) for line in plain}
        if len(numbers) == 1 and 0 not in numbers:
            rows = [line.text.split(separator) for line in plain]
            body = rows[1:] if len(rows) > 2 else rows
            if any(_holds_numbers(column) for column in zip(*body, strict=True)):
                return [
                    line
                    if line.is_formula
                    else replace(line, text="\t".join(map(str.strip, line.text.split(separator))))
                    for line in lines
                ]
    return list(lines)


def _holds_numbers(cells: Sequence[str]) -> bool:
    return all(is_measure(cell) for cell in cells) and any(
        character.isdigit() for cell in cells for character in cell
    )


def _is_heading(rows: Sequence[Line]) -> bool:
    """Whether the first row names the columns: by its first word, or by words over numbers."""
    first = rows[0].text.split("\t")
    if first[0].strip(" .:").casefold() in _HEADINGS:
        return True
    if len(first) < 2 or len(rows) < 3:
        return False
    others = [row.text.split("\t") for row in rows[1:]]
    return any(
        not is_measure(cell)
        and all(len(row) > at for row in others)
        and _holds_numbers([row[at] for row in others])
        for at, cell in enumerate(first)
    )


def _across(row: Line) -> Line:
    """A single row of three or more names in one script is a list that was written across."""
    cells = [cell for cell in row.text.split("\t") if cell.strip() and not is_measure(cell)]
    if len(cells) > 2 and len({script_of(cell) for cell in cells}) == 1:
        return replace(row, text="; ".join(cells))
    return row
