"""One date of one team: a timeline of items from where it woke to its overnight stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from enum import StrEnum

from caravan.travel.leg import Leg, LegKind


class StopKind(StrEnum):
    """What a team does while it stands somewhere."""

    WAIT = "wait"
    EVENT = "event"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Stop:
    """Time spent at one place. Times are minutes after local midnight of the day.

    Attributes:
        place: id of the place.
        event: id of the event that is held, else empty.
    """

    kind: StopKind
    place: str
    begins: int
    ends: int
    event: str = ""

    @property
    def minutes(self) -> int:
        """Duration in whole minutes."""
        return self.ends - self.begins


Item = Leg | Stop
"""An entry of the timeline."""


def place_after(item: Item) -> str:
    """Id of the place where the team is when an item has ended."""
    return item.destination if isinstance(item, Leg) else item.place


@dataclass(frozen=True, slots=True)
class Day:
    """One date of one team.

    Attributes:
        date: local date.
        start: id of the place where the team wakes (on the first day, where the tour starts).
        overnight: id of the overnight stay (on the last day, where the tour ends).
        items: the timeline, each item beginning when the one before ends; a rest day has none.
    """

    date: Date
    start: str
    overnight: str
    items: tuple[Item, ...]

    @property
    def legs(self) -> tuple[Leg, ...]:
        """The legs in order."""
        return tuple(item for item in self.items if isinstance(item, Leg))

    @property
    def events(self) -> tuple[Stop, ...]:
        """The events held, in order."""
        stops = (item for item in self.items if isinstance(item, Stop))
        return tuple(stop for stop in stops if stop.kind is StopKind.EVENT)

    @property
    def driving_minutes(self) -> int:
        """Minutes on the road."""
        return sum(leg.minutes for leg in self.legs if leg.kind is LegKind.DRIVE)

    @property
    def sailing_minutes(self) -> int:
        """Minutes at sea."""
        return sum(leg.minutes for leg in self.legs if leg.kind is LegKind.FERRY)

    @property
    def travel_minutes(self) -> int:
        """Driving and sailing minutes."""
        return self.driving_minutes + self.sailing_minutes

    @property
    def km(self) -> float:
        """Kilometres by road and sea."""
        return sum(leg.km for leg in self.legs)
