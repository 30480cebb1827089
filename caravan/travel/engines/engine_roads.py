"""Driving times of a routing engine, with the tour's own roads where it has none."""

from __future__ import annotations

import time
from dataclasses import replace

from caravan.errors import Message, msg
from caravan.tour.tour import Tour
from caravan.travel.engines.client import EngineClient
from caravan.travel.engines.engine import DrawnWay, Engine
from caravan.travel.engines.failure import EngineFailure, misshapen
from caravan.travel.engines.osrm import Osrm
from caravan.travel.engines.polyline import Point, apart_km, thinned
from caravan.travel.engines.settings import EngineSettings
from caravan.travel.engines.table import EngineTable, Pair, fetch_table
from caravan.travel.engines.valhalla import Valhalla
from caravan.travel.leg import Leg, LegKind, Source
from caravan.travel.network import NetworkRoads
from caravan.travel.roads import RoadRoute, RoadTable

MAX_END_KM = 5.0
"""How far from its places a drawn way may begin and end, km."""


def roads_of(tour: Tour, settings: EngineSettings | None = None) -> RoadTable:
    """The source of driving times: the engine of the settings, else the tour's own roads.

    Asks the engine at once for all pairs of places; see `warnings` of the answer.
    """
    if settings is None:
        return NetworkRoads(tour)
    client = EngineClient(settings)
    engine: Engine = Osrm(client) if settings.source is Source.OSRM else Valhalla(client)
    return EngineRoads(tour, engine, settings, NetworkRoads(tour))


class EngineRoads:
    """A road table of a routing engine.

    The tour's own roads know which places no road joins (ferries lie between): these pairs are
    never asked for. A failure leaves the whole table to the tour's own roads, so that figures of
    two sources are not mixed by chance; a pair that the engine doesn't know, or whose figures
    can't be true, is taken from them alone. Each is said in `warnings`.
    """

    def __init__(
        self, tour: Tour, engine: Engine, settings: EngineSettings, own_roads: RoadTable
    ) -> None:
        self._places = {place.id: place for place in tour.places}
        self._engine = engine
        self._address = settings.shown
        self._own_roads = own_roads
        self._warnings: list[Message] = []
        self._ways: dict[Pair, tuple[Point, ...]] = {}
        self._drawing_seconds = settings.table_seconds
        self._table = EngineTable({})
        try:
            self._table = fetch_table(tour.places, engine, own_roads, settings.table_seconds)
        except EngineFailure as failure:
            self._warn(failure.message)
            self._warn(
                msg(
                    "Driving times come from the tour's own roads, not from the routing engine at "
                    "{address}.",
                    address=self._address,
                )
            )
            self._warnings += own_roads.warnings
        else:
            self._tell_closed(tour)
        self._tell_pairs()

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What a person must know about the engine's figures and ways."""
        return tuple(self._warnings)

    def _tell_closed(self, tour: Tour) -> None:
        for road in tour.roads:
            if road.closed:
                self._warn(
                    msg(
                        "The routing engine doesn't know that the road between “{a}” and “{b}” is "
                        "closed: its drives may lead over it.",
                        a=road.a,
                        b=road.b,
                    )
                )

    def route(self, origin: str, destination: str) -> RoadRoute | None:
        """The engine's drive, else that of the tour's own roads, None where no road leads.

        Raises KeyError for an unknown place.
        """
        found = self._table.routes.get((origin, destination))
        return found if found is not None else self._own_roads.route(origin, destination)

    def with_geometry(self, leg: Leg) -> Leg:
        """The leg with the way that the engine drives; legs of other sources stay as they are.

        When the engine doesn't tell, the way goes along the tour's own roads, with a warning.
        """
        if leg.kind is not LegKind.DRIVE or leg.source is not self._engine.source or leg.geometry:
            return leg
        pair = (leg.origin, leg.destination)
        if pair not in self._ways:
            self._ways[pair] = self._drawn(*pair)
        return replace(leg, geometry=self._ways[pair])

    def _drawn(self, origin: str, destination: str) -> tuple[Point, ...]:
        try:
            way = self._asked_way(origin, destination)
        except EngineFailure as failure:
            self._warn(failure.message)
            self._warn(
                msg(
                    "On the map some drives follow the tour's own roads, not the way of the "
                    "routing engine at {address}.",
                    address=self._address,
                )
            )
            own = self._own_roads.route(origin, destination)
            path = own.path if own is not None else (origin, destination)
            return tuple(self._places[id_].point for id_ in path)
        if way.by_ferry:
            self._warn(
                msg(
                    "The routing engine takes a ferry from “{origin}” to “{destination}”, so its "
                    "minutes are not all driving.",
                    origin=origin,
                    destination=destination,
                )
            )
        return thinned(way.points)

    def _asked_way(self, origin: str, destination: str) -> DrawnWay:
        a, b = self._places[origin], self._places[destination]
        if self._drawing_seconds <= 0:
            raise EngineFailure(msg("The routing engine is too slow."))
        began = time.monotonic()
        try:
            way = self._engine.way(a, b)
        finally:
            self._drawing_seconds -= time.monotonic() - began
        ends = (way.points[:1], a.point), (way.points[-1:], b.point)
        if any(not end or apart_km(end[0], place) > MAX_END_KM for end, place in ends):
            raise misshapen()
        return way

    def _tell_pairs(self) -> None:
        if self._table.unknown:
            self._warn(
                msg(
                    "The routing engine at {address} knows no way from “{origin}” to "
                    "“{destination}”, so the tour's own roads are used there. Number of such "
                    "drives: {count}.",
                    **self._described(self._table.unknown),
                )
            )
        if self._table.untrue:
            self._warn(
                msg(
                    "The routing engine at {address} gave figures from “{origin}” to "
                    "“{destination}” that cannot be true, so the tour's own roads are used there. "
                    "Number of such drives: {count}.",
                    **self._described(self._table.untrue),
                )
            )

    def _described(self, pairs: tuple[Pair, ...]) -> dict[str, str | int | float]:
        origin, destination = pairs[0]
        return {
            "address": self._address,
            "count": len(pairs),
            "origin": origin,
            "destination": destination,
        }

    def _warn(self, message: Message) -> None:
        if message not in self._warnings:
            self._warnings.append(message)
