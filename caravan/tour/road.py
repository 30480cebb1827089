"""Roads between places, and how sure their figures are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from caravan.errors import ImpossibleValue, msg
from caravan.tour.clock import MINUTES_PER_DAY


class Grade(StrEnum):
    """How sure a figure is: A published, B derived from published figures, C an estimate."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class Road:
    """A link of the road network, usable both ways.

    Attributes:
        a, b: ids of the places at its ends.
        km, km_low, km_high: length, and the span of what sources say.
        minutes: driving time of a bus or van, whole minutes.
        grade: how sure the figures are.
        name: road numbers and the way.
        source: where the figures come from.
        via: ids of places that the map draws the road through, on the way from `a` to `b`; the
            figures are of the whole road, and nobody can turn off there.
        closed: whether nobody can drive it now. What only a closed road reaches is not guessed.

    Raises ImpossibleValue for a link of a place with itself or figures out of range.
    """

    a: str
    b: str
    km: float
    minutes: int
    grade: Grade
    km_low: float | None = None
    km_high: float | None = None
    name: str = ""
    source: str = ""
    via: tuple[str, ...] = ()
    closed: bool = False

    def __post_init__(self) -> None:
        if self.a == self.b:
            raise ImpossibleValue(msg("a road links “{place}” with itself", place=self.a))
        if {self.a, self.b} & set(self.via):
            raise ImpossibleValue(
                msg("the road from “{place}” passes through its ends", place=self.a)
            )
        if not 0 < self.km <= 5000:
            raise ImpossibleValue(msg("{km} km is not between 0 and 5000", km=self.km))
        if not 1 <= self.minutes <= MINUTES_PER_DAY:
            raise ImpossibleValue(
                msg("{minutes} minutes are not between 1 and 1440", minutes=self.minutes)
            )
        low, high = self.km_low, self.km_high
        if (low is not None and low > self.km) or (high is not None and high < self.km):
            raise ImpossibleValue(msg("{km} km is not between its low and high", km=self.km))


@dataclass(frozen=True, slots=True)
class TravelEstimate:
    """How to guess a road off the network: great circle times a detour factor, at one speed.

    Attributes:
        detour_factor: road km per great-circle km, at least 1.
        speed_kmh: average speed, km/h.
    """

    detour_factor: float = 1.2
    speed_kmh: float = 65.0

    def __post_init__(self) -> None:
        if not 1 <= self.detour_factor <= 5:
            raise ImpossibleValue(
                msg("the detour factor {value} is not between 1 and 5", value=self.detour_factor)
            )
        if not 5 <= self.speed_kmh <= 130:
            raise ImpossibleValue(
                msg("the speed {value} km/h is not between 5 and 130", value=self.speed_kmh)
            )
