"""A day that was too late for its limits, whatever came after what had happened."""

from __future__ import annotations

import math

from caravan.plan.check.reference import Reference
from caravan.plan.check.timeline import end_place
from caravan.plan.day import Day, Stop, StopKind
from caravan.travel.leg import Leg, LegKind, Source

_UNKNOWN = (Source.OSRM, Source.VALHALLA)


def is_overtime(day: Day, reference: Reference) -> bool:
    """Whether no night could be reached any more within the working hours and the driving limit.

    Then the day isn't held to either. The way to the nearest night is taken by road, or, where no
    road is known, by the estimate; one that is only to be had by ship isn't counted. What a routing
    engine knows isn't known here: of its drives those are believed that go to bed at once.
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
    rules = reference.tour.rules
    left = min(rules.hours.ends - clock, rules.max_driving_minutes - driven)
    is_last = day.date == reference.tour.last_day
    nights = [
        town.id
        for town in reference.places.values()
        if (town.id == reference.tour.end if is_last else town.can_sleep)
    ]
    return all(_minutes(reference, place, night) > left for night in nights)


def _minutes(reference: Reference, origin: str, destination: str) -> float:
    """Least minutes of driving; infinitely many where a ship is needed."""
    if origin == destination:
        return 0
    found = reference.network.fastest_minutes(origin, destination)
    if found is not None:
        return found
    if origin not in reference.places or reference.network.connected(origin, destination):
        return math.inf
    estimate = reference.tour.estimate
    km = reference.great_circle_km(origin, destination) * estimate.detour_factor
    return math.ceil(km * 60 / estimate.speed_kmh)
