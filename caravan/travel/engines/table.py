"""All figures of a tour from a routing engine, looked through before they are believed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain, product

from caravan.tour.place import Place
from caravan.tour.road import Grade
from caravan.travel.engines.asking import Asking
from caravan.travel.engines.engine import Engine, Figures
from caravan.travel.great_circle import great_circle_km
from caravan.travel.roads import RoadRoute, RoadTable

BLOCK = 50
"""Places on one side of a request: OSRM takes 100 in all, Valhalla 2500 pairs, by default."""
SNAPPING_KM = 1.0
"""How much an engine may shorten a way by moving its ends to the nearest road, km."""
MAX_SPEED_KMH = 130
"""Fastest average speed that is believed, km/h."""
MAX_MINUTES = 24 * 60
"""Longest drive that is believed, minutes."""

Pair = tuple[str, str]
"""Ids of origin and destination."""


@dataclass(frozen=True, slots=True)
class EngineTable:
    """What an engine answered.

    Attributes:
        routes: the drives that are believed.
        unknown: pairs for which the engine knows no way.
        untrue: pairs whose figures can't be true (shorter than the great circle, too fast).
    """

    routes: dict[Pair, RoadRoute]
    unknown: tuple[Pair, ...] = ()
    untrue: tuple[Pair, ...] = ()


def fetch_table(
    places: tuple[Place, ...], engine: Engine, own_roads: RoadTable, seconds: float
) -> EngineTable:
    """Asks for all pairs of places that roads may join, within this time.

    Raises EngineFailure when the engine fails once: half a table is none.
    """
    asking = Asking(engine, seconds)
    routes: dict[Pair, RoadRoute] = {}
    unknown: list[Pair] = []
    untrue: list[Pair] = []
    for origins, destinations in _requests(places, own_roads):
        cells = chain.from_iterable(asking.table(origins, destinations))
        for (a, b), figures in zip(product(origins, destinations), cells, strict=True):
            if a.id == b.id:
                continue
            if figures is None:
                unknown.append((a.id, b.id))
            elif not _plausible(a, b, figures):
                untrue.append((a.id, b.id))
            else:
                routes[a.id, b.id] = RoadRoute(
                    minutes=_minutes(figures),
                    km=_km(figures),
                    grade=Grade.B,
                    source=engine.source,
                    path=(a.id, b.id),
                )
    return EngineTable(routes, tuple(unknown), tuple(untrue))


def _requests(
    places: tuple[Place, ...], own_roads: RoadTable
) -> list[tuple[list[Place], list[Place]]]:
    """Origins and destinations of each request, small enough for a server's limits.

    Each shore is asked for alone: between shores the tour's ferries sail. It also keeps OSRM from
    moving an island's places to the mainland, which it does when the places of one request lie on
    roads that don't meet.
    """
    shores: list[list[Place]] = []
    for place in places:
        for shore in shores:
            if own_roads.route(shore[0].id, place.id) is not None:
                shore.append(place)
                break
        else:
            shores.append([place])
    requests = []
    for shore in shores:
        if len(shore) > 1:
            blocks = [shore[first : first + BLOCK] for first in range(0, len(shore), BLOCK)]
            requests += list(product(blocks, blocks))
    return requests


def _minutes(figures: Figures) -> int:
    return max(1, math.ceil(figures.seconds / 60))


def _km(figures: Figures) -> float:
    return round(figures.metres / 1000, 1)


def _plausible(origin: Place, destination: Place, figures: Figures) -> bool:
    straight = great_circle_km(origin, destination)
    km, minutes = _km(figures), _minutes(figures)
    return (
        straight * 0.99 - SNAPPING_KM <= km
        and km * 60 <= MAX_SPEED_KMH * minutes
        and minutes <= MAX_MINUTES
    )
