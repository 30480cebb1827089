"""A day that was too late for its limits, whatever came after what had happened."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date as Date

from caravan.plan.check.crossings import crossings
from caravan.plan.check.reference import Reference
from caravan.plan.check.timeline import end_place
from caravan.plan.day import Day, Stop, StopKind
from caravan.travel.leg import Leg, LegKind, Source

_UNKNOWN = (Source.OSRM, Source.VALHALLA)


def is_overtime(day: Day, reference: Reference) -> bool:
    """Whether no night could be reached any more within the working hours and the driving limit.

    Then the day isn't held to either. A night is reached by road, where no road is known by the
    estimate, or with one ship; what takes two isn't counted. What a routing engine knows isn't
    known here: of its drives those are believed that go to bed at once.
    """
    happened = reference.happened
    if not happened.is_today(day.date):
        return False
    facts = [item for item in day.items if happened.is_fact(day, item)]
    place = end_place(facts[-1]) if facts else day.start
    clock = max(happened.clock, facts[-1].ends if facts else 0)
    legs = [item for item in facts if isinstance(item, Leg) and item.kind is LegKind.DRIVE]
    driven = sum(leg.ends - leg.begins for leg in legs)
    later = [item for item in day.items if not happened.is_fact(day, item)]
    if any(isinstance(i, Leg) and i.source in _UNKNOWN for i in later):
        return not any(isinstance(i, Stop) and i.kind is StopKind.EVENT for i in later)
    is_last = day.date == reference.tour.last_day
    nights = [
        town.id
        for town in reference.places.values()
        if (town.id == reference.tour.end if is_last else town.can_sleep)
    ]
    limit = reference.tour.rules.max_driving_minutes - driven
    ends = reference.tour.rules.hours.ends
    return not any(
        drives <= limit and arrives <= ends
        for night in nights
        for drives, arrives in _ways(reference, day.date, place, night, clock)
    )


def _ways(
    reference: Reference, date: Date, origin: str, destination: str, clock: int
) -> Iterator[tuple[int, int]]:
    """Minutes of driving, and the arrival, of the ways that are left at `clock`."""
    if origin == destination:
        yield 0, clock
        return
    by_road = reference.network.fastest_minutes(origin, destination)
    if by_road is not None:
        yield by_road, clock + by_road
    elif origin in reference.places and not reference.network.connected(origin, destination):
        estimate = reference.tour.estimate
        km = reference.great_circle_km(origin, destination) * estimate.detour_factor
        minutes = math.ceil(km * 60 / estimate.speed_kmh)
        yield minutes, clock + minutes
    for crossing in crossings(reference, date, origin, destination):
        if crossing.leaves >= clock:
            yield crossing.driving, crossing.arrives
