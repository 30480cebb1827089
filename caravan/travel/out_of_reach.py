"""Towns that a tour must visit and that no day can reach: the commonest reason for no plan."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes

_MOST = 3
"""More towns than this that are too far away point to the limit, not to the towns."""


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """A town that is too far from every other place where a tour stops.

    Attributes:
        town, nearest: ids of places.
        minutes: least driving between them.
    """

    town: str
    nearest: str
    minutes: int


def out_of_reach(tour: Tour) -> tuple[OutOfReach, ...]:
    """The first three towns that no day reaches, in the order of the tour.

    A tour gets to each required town, its start apart, from another place where it stops: a town
    of an event, a place to sleep, or its start. It may not when even the nearest is more driving
    than a day may have. Minutes are of the tour's own roads and estimates, without an engine.
    """
    stops = {
        *(event.place for event in tour.events),
        *(place.id for place in tour.places if place.can_sleep),
        tour.start,
        tour.end,
    }
    required = [event.place for event in tour.events if event.required]
    times = TravelTimes(tour)
    found = []
    for town in dict.fromkeys((*required, tour.end)):
        if town == tour.start:
            continue
        driving = [
            (minutes, stop)
            for stop in sorted(stops - {town})
            if (minutes := _least_driving(times, tour, stop, town)) is not None
        ]
        if driving and min(driving)[0] > tour.rules.max_driving_minutes:
            minutes, nearest = min(driving)
            found.append(OutOfReach(town, nearest, minutes))
    return tuple(found[:_MOST])


def _least_driving(times: TravelTimes, tour: Tour, origin: str, destination: str) -> int | None:
    """Minutes at the wheel on the best day; None when there is no way."""
    days = tour.dates if tour.ferries else (tour.first_day,)
    ways = [way.driving for day in days for way in times.ways(origin, destination, day)]
    return min(ways, default=None)
