"""A table without a format: columns that know what they hold, and rows of plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from enum import Enum, auto

Cell = str | int | float | Date | None
"""A value; clock times and durations are whole minutes, nothing is None."""


class Holds(Enum):
    """What a column holds; it decides how each format writes it."""

    TEXT = auto()
    PHONE = auto()
    DATE = auto()
    CLOCK = auto()
    """Minutes after local midnight."""
    DURATION = auto()
    """Minutes."""
    NUMBER = auto()
    KM = auto()
    DEGREES = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        title: as the reader reads it.
        width: in characters.
    """

    title: str
    holds: Holds = Holds.TEXT
    width: int = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table.

    Attributes:
        rows: each with one cell for each column.
        colours: for each row the index of its day's colour, or None.
        total: a last row of totals, or empty.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    colours: tuple[int | None, ...] = ()
    total: tuple[Cell, ...] = ()
