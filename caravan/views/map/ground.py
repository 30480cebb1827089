"""What lies under the plan: coast, borders, roads, and the towns that are not visited."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.tour.place import PlaceKind
from caravan.tour.tour import Tour
from caravan.views.map.box import Box, Point
from caravan.views.map.clip import GridPoint
from caravan.views.map.coast import coast_around

_LEAST_EXTENT = 0.3
"""Degrees around a tour of one town."""
_REACH = 2.2
"""How far one can look beyond the tour on each side, in parts of its extent."""
_SOURCE = re.compile(r"[^\W\d_][^\d(,;]*")


@dataclass(frozen=True, slots=True)
class Town:
    """A town that the map does not mark as a stop.

    Attributes:
        is_left_out: whether the map of the whole tour says that the plan does not keep its event.
    """

    at: Point
    name: str
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything under the plan.

    Attributes:
        limits: south-west and north-east corner beyond which the map can't be moved.
        scale, translate: degrees for one grid step, and of the grid's origin, longitude first.
        land, shores, borders: grid lines, each x and y of the first point, then the steps.
        roads, ferries: the tour's own network, as lines.
        towns: not visited.
        sources: of the coordinates.
    """

    limits: tuple[Point, Point]
    scale: tuple[float, float]
    translate: tuple[float, float]
    land: tuple[tuple[int, ...], ...]
    shores: tuple[tuple[int, ...], ...]
    borders: tuple[tuple[int, ...], ...]
    roads: tuple[tuple[Point, ...], ...]
    ferries: tuple[tuple[Point, Point], ...]
    towns: tuple[Town, ...]
    sources: tuple[str, ...]


def frame_of(tour: Tour) -> Box:
    """The box around all places of the tour, never too small to look at."""
    box = Box.around(place.point for place in tour.places)
    return box.grown(max(0.0, (_LEAST_EXTENT - box.extent) / 2))


def ground(
    plan: Plan, visited: frozenset[str], frame: Box, language: Language, *, one_day: bool
) -> Ground:
    """What lies under a plan whose marks stand at the places `visited`."""
    tour = plan.tour
    limits = frame.grown(_REACH * frame.extent)
    coast = coast_around(frame, limits)
    points = {place.id: frame.unwrapped(place.point) for place in tour.places}
    left_out = set() if one_day else {event.place for event in plan.left_out}
    return Ground(
        limits=((limits.south, limits.west), (limits.north, limits.east)),
        scale=coast.scale,
        translate=coast.translate,
        land=packed(coast.land),
        shores=packed(coast.shores),
        borders=packed(coast.borders),
        roads=tuple(
            tuple(points[id_] for id_ in (road.a, *road.via, road.b)) for road in tour.roads
        ),
        ferries=tuple((points[ferry.ports[0]], points[ferry.ports[1]]) for ferry in tour.ferries),
        towns=tuple(
            Town(points[place.id], language.name(place.names), place.id in left_out)
            for place in tour.places
            if place.kind is PlaceKind.TOWN and place.id not in visited
        ),
        sources=_sources(tour),
    )


def packed(lines: Sequence[Sequence[GridPoint]]) -> tuple[tuple[int, ...], ...]:
    """Each line as its first point and the steps from there: a third of the characters."""
    result = []
    for line in lines:
        numbers = [*line[0]]
        for (ax, ay), (bx, by) in itertools.pairwise(line):
            numbers += [bx - ax, by - ay]
        result.append(tuple(numbers))
    return tuple(result)


def _sources(tour: Tour) -> tuple[str, ...]:
    """Who found the coordinates, each once: ``GeoNames`` for ``GeoNames 2464979``."""
    found = (_SOURCE.match(place.coordinate_source) for place in tour.places)
    return tuple(dict.fromkeys(match[0].strip() for match in found if match))
