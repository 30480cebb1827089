"""The road network as the checker sees it: roads between neighbours, fastest times, connection."""

from __future__ import annotations

import heapq

from caravan.tour.road import Road
from caravan.tour.tour import Tour


class RoadNetwork:
    """What the tour's roads and ferries say about getting from one place to another."""

    def __init__(self, tour: Tour) -> None:
        self._roads: dict[str, dict[str, list[Road]]] = {place.id: {} for place in tour.places}
        self._linked: dict[str, set[str]] = {place.id: set() for place in tour.places}
        self._closed: set[tuple[str, str]] = set()
        for road in tour.roads:
            for a, b in ((road.a, road.b), (road.b, road.a)):
                self._linked[a].add(b)
                if road.closed:
                    self._closed.add((a, b))
                else:
                    self._roads[a].setdefault(b, []).append(road)
        for ferry in tour.ferries:
            for port in ferry.ports:
                self._linked[port].add(ferry.other_port(port))
        self._times: dict[str, dict[str, int]] = {}

    def neighbours(self, a: str, b: str) -> tuple[Road, ...]:
        """The roads that join two places directly; of parallel ones only the fastest, all of them.

        Empty when there is none that is open, or a place is unknown.
        """
        roads = self._roads.get(a, {}).get(b, [])
        least = min((road.minutes for road in roads), default=0)
        return tuple(road for road in roads if road.minutes == least)

    def is_closed(self, a: str, b: str) -> bool:
        """Whether only closed roads join two places directly."""
        return (a, b) in self._closed and not self.neighbours(a, b)

    def fastest_minutes(self, origin: str, destination: str) -> int | None:
        """Least driving minutes by road (Dijkstra), None when no road leads there."""
        if origin not in self._times:
            self._times[origin] = self._minutes_from(origin)
        return self._times[origin].get(destination)

    def connected(self, a: str, b: str) -> bool:
        """Whether roads, closed ones too, and ferries, timetables aside, join two places."""
        seen, waiting = {a}, [a]
        while waiting:
            for neighbour in self._linked.get(waiting.pop(), ()):
                if neighbour not in seen:
                    seen.add(neighbour)
                    waiting.append(neighbour)
        return b in seen

    def _minutes_from(self, origin: str) -> dict[str, int]:
        settled: dict[str, int] = {}
        queue = [(0, origin)]
        while queue:
            minutes, place = heapq.heappop(queue)
            if place in settled:
                continue
            settled[place] = minutes
            for neighbour, roads in self._roads.get(place, {}).items():
                if neighbour not in settled:
                    least = min(road.minutes for road in roads)
                    heapq.heappush(queue, (minutes + least, neighbour))
        return settled
