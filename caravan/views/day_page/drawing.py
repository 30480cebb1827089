"""What the day's map is made of, ready for its template: all coordinates are text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """A leg: a path, and the path of small arrow heads along it."""

    path: str
    arrows: str
    is_ferry: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name, centred on a point."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A stop's number, a bed, the start or the end; `x` and `y` are its centre."""

    kind: str
    x: str
    y: str
    width: str
    text: str


@dataclass(frozen=True, slots=True)
class Stand:
    """A marked place: chips, name, and a line to the point when the chips stand beside it."""

    point: tuple[str, str]
    leader: str
    chips: tuple[Chip, ...]
    name: Name


@dataclass(frozen=True, slots=True)
class Sketch:
    """The whole drawing, all coordinates as text."""

    width: str
    height: str
    title: str
    land: str
    shores: str
    borders: str
    roads: str
    ways: tuple[Way, ...]
    stands: tuple[Stand, ...]
    towns: tuple[Name, ...]
    dots: tuple[tuple[str, str], ...]
    bar: str
    bar_text: Name
