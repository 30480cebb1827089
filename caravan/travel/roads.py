"""What every source of driving times answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from caravan.errors import Message
from caravan.tour.road import Grade
from caravan.travel.leg import Source


@dataclass(frozen=True, slots=True)
class RoadRoute:
    """The fastest drive between two places.

    Attributes:
        minutes: driving time, whole minutes, rounded up.
        km: length.
        grade, source: how sure the figures are, and where they come from.
        path: ids of the places passed, ends included.
        geometry: (latitude, longitude) points of the way where it is more than the places passed.
    """

    minutes: int
    km: float
    grade: Grade
    source: Source
    path: tuple[str, ...]
    geometry: tuple[tuple[float, float], ...] = ()


class RoadTable(Protocol):
    """A source of driving times between the places of one tour."""

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What a person must know about these figures, for example that an engine failed."""
        ...

    def route(self, origin: str, destination: str) -> RoadRoute | None:
        """The fastest drive between two places by id, None where no road leads.

        A place reaches itself in no time. Raises KeyError for an unknown id.
        """
        ...
