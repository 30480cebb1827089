"""Ways with one ship, as the checker sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date

from caravan.plan.check.reference import Reference


@dataclass(frozen=True, slots=True)
class Crossing:
    """A drive to a port, a sailing, and a drive from the other port.

    Attributes:
        port: id of the port of departure.
        leaves: last minute after midnight to leave for the port.
        departs, arrives: of the ship, and at the destination.
        driving: minutes of both drives.
    """

    port: str
    leaves: int
    departs: int
    arrives: int
    driving: int


def crossings(reference: Reference, date: Date, place: str, destination: str) -> Iterator[Crossing]:
    """All of a date from a place to another, by the fastest roads to and from the ports."""
    network = reference.network
    for ferry in reference.tour.ferries:
        for port in ferry.ports:
            to_port = network.fastest_minutes(place, port)
            onward = network.fastest_minutes(ferry.other_port(port), destination)
            if to_port is None or onward is None:
                continue
            for departs in ferry.departures(port, date):
                leaves = departs - ferry.boarding_minutes - to_port
                arrives = departs + ferry.crossing_minutes + onward
                yield Crossing(port, leaves, departs, arrives, to_port + onward)
