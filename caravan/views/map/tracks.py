"""The lines of a plan: each leg along its nodes, side by side where it shares a road."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from caravan.language.language import Language
from caravan.plan.day import Day
from caravan.tour.tour import Tour
from caravan.travel.leg import Leg, LegKind
from caravan.views.itinerary import DayItinerary
from caravan.views.map.box import Box, Point
from caravan.views.map.detail import Detail, leg_detail

Link = tuple[Point, Point]
"""A straight piece of a line, its smaller end first."""


@dataclass(frozen=True, slots=True)
class Track:
    """A leg as a line.

    Attributes:
        day: index of the day in the tour.
        points: the way, in the direction of travel.
        lanes: for each piece between two points, how many lanes to the right of its middle (to
            the left when negative) it is drawn, so that no leg hides another.
    """

    day: int
    is_ferry: bool
    is_estimate: bool
    points: tuple[Point, ...]
    lanes: tuple[float, ...]
    detail: Detail


def way(tour: Tour, leg: Leg, frame: Box) -> tuple[Point, ...]:
    """The points of a leg: as an engine gave them, else the nodes of its path, no point twice."""
    points = leg.geometry if len(leg.geometry) > 1 else [tour.place(id_).point for id_ in leg.path]
    result: list[Point] = []
    for point in points:
        latitude, longitude = frame.unwrapped(point)
        rounded = (round(latitude, 5), round(longitude, 5))
        if not result or result[-1] != rounded:
            result.append(rounded)
    return tuple(result)


def tracks(
    tour: Tour, shown: tuple[tuple[Day, DayItinerary], ...], frame: Box, language: Language
) -> tuple[Track, ...]:
    """The lines of the days shown, in the order of travel."""
    legs = []
    for day, told in shown:
        rows = (row for row in told.rows if row.is_leg)
        for leg, row in zip(day.legs, rows, strict=True):
            points = way(tour, leg, frame)
            if len(points) > 1:
                legs.append((leg, points, told, leg_detail(row, told, language)))
    lanes = lanes_of([points for _, points, _, _ in legs])
    return tuple(
        Track(told.colour_index, leg.kind is LegKind.FERRY, leg.is_estimate, points, lane, detail)
        for (leg, points, told, detail), lane in zip(legs, lanes, strict=True)
    )


def lanes_of(ways: list[tuple[Point, ...]]) -> list[tuple[float, ...]]:
    """The lanes of each way: those that share a link share its width, right-hand as on the road."""
    users: dict[Link, list[tuple[int, int]]] = defaultdict(list)
    for number, points in enumerate(ways):
        for piece, link in enumerate(_links(points)):
            users[link].append((number, piece))
    lanes = [[0.0] * (len(points) - 1) for points in ways]
    for uses in users.values():
        # Seen along the first one: its own direction on the right, the other on the left.
        first = ways[uses[0][0]][uses[0][1]]
        there = [use for use in uses if ways[use[0]][use[1]] == first]
        back = [use for use in uses if use not in there]
        for rank, (number, piece) in enumerate(there + back):
            lane = (len(uses) - 1) / 2 - rank
            # 0.0 - lane rather than -lane: there is no "-0.0" in the page.
            lanes[number][piece] = lane if rank < len(there) else 0.0 - lane
    return [tuple(lane) for lane in lanes]


def _links(points: tuple[Point, ...]) -> list[Link]:
    return [(min(a, b), max(a, b)) for a, b in pairwise(points)]
