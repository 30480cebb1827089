"""Legs and journeys: how a team gets from one place to another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from caravan.tour.road import Grade


class LegKind(StrEnum):
    """How a leg is travelled."""

    DRIVE = "drive"
    FERRY = "ferry"


class Source(StrEnum):
    """Where the figures of a leg come from."""

    ROADS = "roads"
    TIMETABLE = "timetable"
    GREAT_CIRCLE = "great-circle"
    OSRM = "osrm"
    VALHALLA = "valhalla"


@dataclass(frozen=True, slots=True)
class Leg:
    """A movement between two places. Times are minutes after local midnight of the day.

    Attributes:
        begins, ends: departure and arrival; a ferry leg begins when the ship sails.
        km: length.
        source, grade: where the figures come from and how sure they are.
        path: ids of the places passed, from `origin` to `destination`.
        geometry: (latitude, longitude) points of the way where it is more than the places passed.
        ferry: id of the ferry line of a sailing, else empty.
    """

    kind: LegKind
    origin: str
    destination: str
    begins: int
    ends: int
    km: float
    source: Source
    grade: Grade
    path: tuple[str, ...]
    geometry: tuple[tuple[float, float], ...] = ()
    ferry: str = ""

    @property
    def minutes(self) -> int:
        """Duration in whole minutes."""
        return self.ends - self.begins

    @property
    def is_estimate(self) -> bool:
        """Whether the figures are an estimate that a user may correct."""
        return self.grade is Grade.C


@dataclass(frozen=True, slots=True)
class Journey:
    """One way of getting from a place to another, by one or more legs; waits lie between legs.

    Going nowhere is a journey without legs: it begins and ends at once.
    """

    begins: int
    ends: int
    legs: tuple[Leg, ...]

    @property
    def driving_minutes(self) -> int:
        """Minutes on the road."""
        return sum(leg.minutes for leg in self.legs if leg.kind is LegKind.DRIVE)

    @property
    def sailing_minutes(self) -> int:
        """Minutes at sea, from departure to arrival."""
        return sum(leg.minutes for leg in self.legs if leg.kind is LegKind.FERRY)

    @property
    def travel_minutes(self) -> int:
        """Driving and sailing minutes; waiting is neither."""
        return self.driving_minutes + self.sailing_minutes
