"""The ship that a team missed, where nothing else leads on."""

from __future__ import annotations

from datetime import date as Date

from caravan.errors import Message, msg
from caravan.plan.check.reference import Reference
from caravan.tour.clock import format_clock


def missed_ship(
    reference: Reference, date: Date, place: str, destination: str, clock: int
) -> Message | None:
    """By how many minutes a team that is at a place at `clock` misses the last ship of a date.

    None where a road leads, where no single ferry does, and when there was still time for a ship.
    """
    network = reference.network
    if network.fastest_minutes(place, destination) is not None:
        return None
    ships = []
    for ferry in reference.tour.ferries:
        for port in ferry.ports:
            to_port = network.fastest_minutes(place, port)
            onward = network.fastest_minutes(ferry.other_port(port), destination)
            if to_port is None or onward is None:
                continue
            ready = clock + to_port + ferry.boarding_minutes
            ships += [(ready - m, port, m) for m in ferry.departures(port, date)]
    if not ships:
        return None
    late, port, departure = min(ships)
    if late <= 0:
        return None
    return msg(
        "the ship from “{port}” to “{place}” at {departure} is missed by {minutes} minutes",
        port=port,
        place=destination,
        departure=format_clock(departure),
        minutes=late,
    )
