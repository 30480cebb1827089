"""What is asked of every routing engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from caravan.tour.place import Place
from caravan.travel.engines.polyline import Point
from caravan.travel.leg import Source


@dataclass(frozen=True, slots=True)
class Figures:
    """An engine's figures for one drive: seconds and metres."""

    seconds: float
    metres: float


Figure = Figures | None
"""None where the engine knows no way, or can't tell."""


@dataclass(frozen=True, slots=True)
class DrawnWay:
    """The way of a drive as points, and whether the engine took a ferry on it."""

    points: tuple[Point, ...]
    by_ferry: bool = False


class Engine(Protocol):
    """A routing engine. Every method raises EngineFailure when it doesn't do its part."""

    source: Source

    def table(self, origins: Sequence[Place], destinations: Sequence[Place]) -> list[list[Figure]]:
        """Figures from each origin (rows) to each destination (columns), ferries excluded.

        Raises PlacesRefused when fewer places may be answered for.
        """
        ...

    def way(self, origin: Place, destination: Place) -> DrawnWay:
        """The way between two places, ferries excluded."""
        ...
