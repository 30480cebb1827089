"""A day that was too late for its limits, whatever came after what had happened."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date as Date

from caravan.plan.check.crossings import crossings
from caravan.plan.check.reference import Reference
from caravan.plan.check.timeline import end_place, is_work
from caravan.plan.day import Day
from caravan.travel.leg import Leg, LegKind, Source

_UNKNOWN = (Source.OSRM, Source.VALHALLA)


def is_overtime(day: Day, team: str, reference: Reference) -> bool:
    """Whether a day isn't held to the working hours and the driving limit.

    So it is on the day of the instant for a team of which the precedent says that it could not end
    the day by these rules any more, unless that is plainly untrue: it could stay for the night where
    it was, or a night could still be reached by road, or with one ship, or, in a tour without ships,
    by the estimate, after a break and with the delay that the plan shows. What a routing engine
    knows isn't known here: it is believed.
    """
    happened, rules = reference.happened, reference.tour.rules
    if team not in happened.overtime or not happened.is_today(day.date):
        return False
    facts = [item for item in day.items if happened.is_fact(day, item)]
    later = [item for item in day.items if not happened.is_fact(day, item)]
    place = end_place(facts[-1]) if facts else day.start
    is_last = day.date == reference.tour.last_day
    nights = [
        town.id
        for town in reference.places.values()
        if (town.id == reference.tour.end if is_last else town.can_sleep)
    ]
    if place in nights:
        return False
    if any(isinstance(item, Leg) and item.source in _UNKNOWN for item in later):
        return True
    clock = max(
        happened.clock,
        facts[-1].ends if facts else 0,
        next((item.begins for item in later if is_work(item)), 0),
    )
    clock += rules.pause.minutes if rules.pause else 0
    legs = [item for item in facts if isinstance(item, Leg) and item.kind is LegKind.DRIVE]
    limit = rules.max_driving_minutes - sum(leg.ends - leg.begins for leg in legs)
    return not any(
        drives <= limit and arrives <= rules.hours.ends
        for night in nights
        for drives, arrives in _ways(reference, day.date, place, night, clock)
    )


def _ways(
    reference: Reference, date: Date, origin: str, destination: str, clock: int
) -> Iterator[tuple[int, int]]:
    """Minutes of driving, and the arrival, of the ways that are left at `clock`."""
    by_road = reference.network.fastest_minutes(origin, destination)
    if by_road is not None:
        yield by_road, clock + by_road
    elif _is_guessed(reference, origin, destination):
        estimate = reference.tour.estimate
        km = reference.great_circle_km(origin, destination) * estimate.detour_factor
        minutes = math.ceil(km * 60 / estimate.speed_kmh)
        yield minutes, clock + minutes
    for crossing in crossings(reference, date, origin, destination):
        if crossing.leaves >= clock:
            yield crossing.driving, crossing.arrives


def _is_guessed(reference: Reference, origin: str, destination: str) -> bool:
    """Whether the drive is surely guessed: with ships, water may lie between."""
    if reference.tour.ferries or origin not in reference.places:
        return False
    return not reference.network.connected(origin, destination)
