"""The points that a leg passes, and when."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from caravan.plan.day import Day
from caravan.tour.tour import Tour
from caravan.travel.leg import Leg

EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A point of a way.

    Attributes:
        latitude, longitude: WGS 84, decimal degrees.
        time: when it is passed, in UTC.
    """

    latitude: float
    longitude: float
    time: datetime


def way(leg: Leg, day: Day, tour: Tour) -> tuple[Waypoint, ...]:
    """The way of a leg: the geometry of the routing engine, else the places that it passes.

    Between departure and arrival time runs with the distance, to the second.
    """
    points = leg.geometry or tuple(tour.place(id_).point for id_ in leg.path)
    passed = [0.0]
    for here, there in pairwise(points):
        passed.append(passed[-1] + _distance(here, there))
    begins = utc(tour, day, leg.begins)
    seconds = (utc(tour, day, leg.ends) - begins).total_seconds()
    whole = passed[-1] or 1.0
    return tuple(
        Waypoint(*point, begins + timedelta(seconds=round(seconds * km / whole)))
        for point, km in zip(points, passed, strict=True)
    )


def utc(tour: Tour, day: Day, minute: int) -> datetime:
    """The instant in UTC of a local minute of a day."""
    return tour.instant(day.date, minute).astimezone(UTC)


def stamp(instant: datetime) -> str:
    """An instant as XML writes it: ``2020-03-09T07:30:00Z``."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def degrees(value: float) -> str:
    """Degrees to about ten centimetres, without useless zeros: ``35.23151``."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _distance(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Great-circle distance in km (haversine)."""
    (south, west), (north, east) = (map(math.radians, point) for point in (here, there))
    chord = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))
