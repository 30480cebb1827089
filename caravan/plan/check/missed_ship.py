"""The ship that a team missed, where nothing else leads on."""

from __future__ import annotations

from datetime import date as Date

from caravan.errors import Message, msg
from caravan.plan.check.crossings import crossings
from caravan.plan.check.reference import Reference
from caravan.tour.clock import format_clock


def missed_ship(
    reference: Reference, date: Date, place: str, destination: str, clock: int
) -> Message | None:
    """By how many minutes a team that is at a place at `clock` misses the last ship of a date.

    None where a road leads, where no single ferry does, and when there was still time for a ship.
    """
    if reference.network.fastest_minutes(place, destination) is not None:
        return None
    found = crossings(reference, date, place, destination)
    last = max(found, key=lambda crossing: crossing.leaves, default=None)
    if last is None or last.leaves >= clock:
        return None
    return msg(
        "the ship from “{port}” to “{place}” at {departure} is missed by {minutes} minutes",
        port=last.port,
        place=destination,
        departure=format_clock(last.departs),
        minutes=clock - last.leaves,
    )
