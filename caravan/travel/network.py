"""Driving times over the tour's own road network."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from functools import cache

from caravan.errors import Message
from caravan.tour.place import Place
from caravan.tour.road import Grade, Road
from caravan.tour.tour import Tour
from caravan.travel.borders import border_warnings
from caravan.travel.great_circle import estimated_route, great_circle_km
from caravan.travel.leg import Source
from caravan.travel.roads import RoadRoute


class NetworkRoads:
    """Shortest paths by minutes over `tour.roads`; great circle where the network has no way.

    Places that no road joins are guessed by great circle, except across water: a ferry's two
    ports lie on different shores, unless a road joins them, and a place off the network belongs
    to the shore of the nearest place that has a port within reach. Between shores no road leads,
    and what only a closed road reaches can't be reached.
    """

    def __init__(self, tour: Tour) -> None:
        self._places = {place.id: place for place in tour.places}
        self._estimate = tour.estimate
        self._links = self._linked(road for road in tour.roads if not road.closed)
        self._tour = tour
        # A closed road still joins: what only it reaches can't be reached, and is not guessed.
        self._component = _components(self._linked(tour.roads))
        self._shores = _shores(tour, self._component)
        self.route = cache(self._route)
        self._tree = cache(self._shortest_paths)

    @property
    def warnings(self) -> tuple[Message, ...]:
        """Borders that only guesses cross."""
        return border_warnings(self._tour, self._is_guess)

    def _is_guess(self, origin: str, destination: str) -> bool:
        joined = self._component[origin] == self._component[destination]
        return not joined and self._shores[origin] == self._shores[destination]

    def _route(self, origin: str, destination: str) -> RoadRoute | None:
        if origin == destination:
            return RoadRoute(0, 0.0, Grade.A, Source.ROADS, (self._places[origin].id,))
        found = self._tree(origin).get(destination)
        if found is not None:
            return found
        if not self._is_guess(origin, destination):
            return None
        return estimated_route(self._places[origin], self._places[destination], self._estimate)

    def _shortest_paths(self, origin: str) -> dict[str, RoadRoute]:
        """Dijkstra's algorithm; ties go to fewer km, then to the path that sorts first."""
        done: dict[str, RoadRoute] = {}
        heap: list[tuple[int, float, tuple[str, ...], Grade, tuple[str, ...]]]
        heap = [(0, 0.0, (origin,), Grade.A, (origin,))]
        while heap:
            minutes, km, path, grade, drawn = heapq.heappop(heap)
            if path[-1] in done:
                continue
            done[path[-1]] = RoadRoute(
                minutes, km, grade, Source.ROADS, path, self._geometry(path, drawn)
            )
            for neighbour, road in self._links[path[-1]]:
                if neighbour not in done:
                    entry = (
                        minutes + road.minutes,
                        round(km + road.km, 3),
                        (*path, neighbour),
                        max(grade, road.grade),
                        (*drawn, *_drawn_through(road, neighbour), neighbour),
                    )
                    heapq.heappush(heap, entry)
        return done

    def _geometry(
        self, path: tuple[str, ...], drawn: tuple[str, ...]
    ) -> tuple[tuple[float, float], ...]:
        """The points of the way where it isn't just the places of the path."""
        return () if drawn == path else tuple(self._places[id_].point for id_ in drawn)

    def _linked(self, roads: Iterable[Road]) -> dict[str, list[tuple[str, Road]]]:
        """For each place its neighbours by these roads."""
        links: dict[str, list[tuple[str, Road]]] = {id_: [] for id_ in self._places}
        for road in roads:
            links[road.a].append((road.b, road))
            links[road.b].append((road.a, road))
        return links


def _components(links: dict[str, list[tuple[str, Road]]]) -> dict[str, str]:
    """For each place the first place, in the order of the tour, that roads join it with."""
    component: dict[str, str] = {}
    for id_ in links:
        stack = [] if id_ in component else [id_]
        while stack:
            reached = stack.pop()
            if reached not in component:
                component[reached] = id_
                stack += [neighbour for neighbour, _ in links[reached]]
    return component


def _drawn_through(road: Road, end: str) -> tuple[str, ...]:
    """The places that a road is drawn through, on the way to this end of it."""
    return road.via if end == road.b else road.via[::-1]


def _shores(tour: Tour, component: dict[str, str]) -> dict[str, str]:
    """For each place the component of roads that stands for its side of the water."""
    anchors = {component[port] for ferry in tour.ferries for port in ferry.ports}
    if not anchors:
        return dict.fromkeys(component, "")
    anchored = [place for place in tour.places if component[place.id] in anchors]

    def shore(place: Place) -> str:
        if component[place.id] in anchors:
            return component[place.id]
        nearest = min(anchored, key=lambda other: great_circle_km(place, other))
        return component[nearest.id]

    return {place.id: shore(place) for place in tour.places}
