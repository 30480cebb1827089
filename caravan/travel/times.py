"""Leaving A at time t, when do we reach B, how many minutes driving, how many km, by which legs?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from caravan.errors import Message
from caravan.tour.ferry import Ferry
from caravan.tour.tour import Tour
from caravan.travel.leg import Journey, Leg, LegKind, Source
from caravan.travel.network import NetworkRoads
from caravan.travel.roads import RoadRoute, RoadTable

if TYPE_CHECKING:
    from caravan.travel.arrivals import Arrivals

_ARRIVALS_KEPT = 8
"""Tables of some megabytes each."""


@dataclass(frozen=True, slots=True)
class _Sailing:
    """One departure of a ferry on a date, in minutes after midnight."""

    ferry: Ferry
    origin: str
    destination: str
    departs: int
    arrives: int

    @property
    def boards(self) -> int:
        """When the convoy must stand at the port."""
        return self.departs - self.ferry.boarding_minutes


@dataclass(frozen=True, slots=True)
class Way:
    """One way from A to B on a date, without its hour: drives, and the sailings taken.

    Attributes:
        driving, sailing: minutes.
        leaves: last minute after midnight to leave A; None for a drive, which can leave any time.
        arrives: arrival when a sailing is taken; None for a drive.
        stages: routes and sailings in order.
    """

    driving: int
    sailing: int
    leaves: int | None
    arrives: int | None
    stages: tuple[RoadRoute | _Sailing, ...]

    def journey(self, minute: int) -> Journey:
        """The journey that this way is for a team free to leave A at `minute`.

        Before a sailing the team leaves A as late as it may and waits there, not at the port.
        """
        clock = minute if self.leaves is None else max(minute, self.leaves)
        begins = clock
        legs = []
        for stage in self.stages:
            leg = _driven(stage, clock) if isinstance(stage, RoadRoute) else _sailed(stage)
            if leg.origin != leg.destination:
                legs.append(leg)
            clock = leg.ends
        return Journey(begins, clock, tuple(legs))


class TravelTimes:
    """Ways and journeys between the places of a tour.

    Travel is FIFO: leaving later never arrives earlier. Sailings depend on the date; a sailing
    that begins before midnight may end after it (its minutes count on). Sailings are joined by
    the connection scan idea: each sailing is a connection, drives are the footpaths between them
    (Dibbelt, Pajor, Strasser, Wagner: "Connection Scan Algorithm", 2018).
    """

    def __init__(self, tour: Tour, roads: RoadTable | None = None) -> None:
        self.roads: RoadTable = roads or NetworkRoads(tour)
        self._ferries = tour.ferries
        self._sailings = cache(self._sailings_on)
        self._onward = cache(self._ways_from_sailing)
        self.ways = cache(self._ways)
        self._arrivals = lru_cache(_ARRIVALS_KEPT)(self._arrivals_on)
        self._dates: dict[tuple[_Sailing, ...], Date] = {}
        self._like = cache(self._first_like)

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What a person must know about the figures, for example that an engine failed."""
        return self.roads.warnings

    def journeys(
        self, origin: str, destination: str, date: Date, minute: int
    ) -> tuple[Journey, ...]:
        """All useful journeys of a team that is free at `origin` at `minute`; earliest first.

        Useful: no other arrives as early with as little driving and as little travel. Empty when
        B can't be reached any more on this date. Raises KeyError for an unknown place.
        """
        found = [
            way.journey(minute)
            for way in self.ways(origin, destination, date)
            if way.leaves is None or way.leaves >= minute
        ]
        found.sort(key=lambda j: (j.ends, j.travel_minutes, j.driving_minutes, -j.begins))
        useful: list[Journey] = []
        for journey in found:
            if not any(_dominates(other, journey) for other in useful):
                useful.append(journey)
        return tuple(useful)

    def journey(self, origin: str, destination: str, date: Date, minute: int) -> Journey | None:
        """The journey of earliest arrival, None when B can't be reached any more on this date."""
        found = self.journeys(origin, destination, date, minute)
        return found[0] if found else None

    def arrivals(self, places: tuple[str, ...], ends: int, date: Date) -> Arrivals:
        """All ways between these places on a date as arrays; see `Arrivals`.

        Args:
            ends: minute after midnight by which a way must arrive.

        Raises KeyError for an unknown place.
        """
        return self._arrivals(places, ends, self._like(date))

    def _arrivals_on(self, places: tuple[str, ...], ends: int, date: Date) -> Arrivals:
        from caravan.travel.arrivals import arrivals

        return arrivals(lambda a, b: self.ways(a, b, date), places, ends)

    def _first_like(self, date: Date) -> Date:
        """The first date asked for that has the same sailings: its ways are the same."""
        return self._dates.setdefault(self._sailings(date), date)

    def _ways(self, origin: str, destination: str, date: Date) -> tuple[Way, ...]:
        ways = []
        drive = self.roads.route(origin, destination)
        if drive is not None:
            ways.append(Way(drive.minutes, 0, None, None, (drive,)))
        for index, sailing in enumerate(self._sailings(date)):
            access = self.roads.route(origin, sailing.origin)
            if access is None:
                continue
            ways += [
                Way(
                    access.minutes + way.driving,
                    way.sailing,
                    sailing.boards - access.minutes,
                    way.arrives,
                    (access, *way.stages),
                )
                for way in self._onward(index, destination, date)
            ]
        return tuple(ways)

    def _ways_from_sailing(self, index: int, destination: str, date: Date) -> tuple[Way, ...]:
        """Ways to the destination that begin aboard this sailing of the date."""
        sailings = self._sailings(date)
        sailing = sailings[index]
        minutes = sailing.arrives - sailing.departs
        ways = []
        drive = self.roads.route(sailing.destination, destination)
        if drive is not None:
            arrives = sailing.arrives + drive.minutes
            ways.append(Way(drive.minutes, minutes, sailing.boards, arrives, (sailing, drive)))
        for later in range(index + 1, len(sailings)):
            onward = sailings[later]
            transfer = self.roads.route(sailing.destination, onward.origin)
            if onward.destination == sailing.origin or transfer is None:
                continue
            if sailing.arrives + transfer.minutes > onward.boards:
                continue
            for way in self._onward(later, destination, date):
                driving = transfer.minutes + way.driving
                stages = (sailing, transfer, *way.stages)
                ways.append(
                    Way(driving, minutes + way.sailing, sailing.boards, way.arrives, stages)
                )
        return _useful(ways)

    def _sailings_on(self, date: Date) -> tuple[_Sailing, ...]:
        """All sailings of a date in order of departure."""
        found = [
            _Sailing(ferry, port, ferry.other_port(port), minute, minute + ferry.crossing_minutes)
            for ferry in self._ferries
            for port in ferry.ports
            for minute in ferry.departures(port, date)
        ]
        return tuple(sorted(found, key=lambda s: (s.departs, s.arrives, s.ferry.id, s.origin)))


def _useful(ways: list[Way]) -> tuple[Way, ...]:
    """Of ways that leave together, those that no other beats in arrival, driving and travel."""

    def beats(a: Way, b: Way) -> bool:
        left = (a.arrives or 0, a.driving, a.driving + a.sailing)
        right = (b.arrives or 0, b.driving, b.driving + b.sailing)
        return left != right and all(x <= y for x, y in zip(left, right, strict=True))

    return tuple(way for way in ways if not any(beats(other, way) for other in ways))


def _dominates(a: Journey, b: Journey) -> bool:
    return (
        a.ends <= b.ends
        and a.driving_minutes <= b.driving_minutes
        and a.travel_minutes <= b.travel_minutes
    )


def _driven(route: RoadRoute, begins: int) -> Leg:
    return Leg(
        LegKind.DRIVE,
        route.path[0],
        route.path[-1],
        begins,
        begins + route.minutes,
        route.km,
        route.source,
        route.grade,
        route.path,
        route.geometry,
    )


def _sailed(sailing: _Sailing) -> Leg:
    return Leg(
        LegKind.FERRY,
        sailing.origin,
        sailing.destination,
        sailing.departs,
        sailing.arrives,
        sailing.ferry.km,
        Source.TIMETABLE,
        sailing.ferry.grade,
        (sailing.origin, sailing.destination),
        ferry=sailing.ferry.id,
    )
