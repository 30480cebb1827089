"""OSRM over HTTP: its table and route services, version 1 (OSRM 5 and later)."""

from __future__ import annotations

from collections.abc import Sequence

from caravan.tour.place import Place
from caravan.travel.engines.client import EngineClient
from caravan.travel.engines.engine import DrawnWay, Figure, Figures
from caravan.travel.engines.failure import (
    EngineRefusal,
    PlacesRefused,
    as_amount,
    as_list,
    as_number,
    as_object,
    as_text,
    misshapen,
)
from caravan.travel.engines.polyline import apart_km, decode
from caravan.travel.leg import Source

MAX_SNAP_KM = 1.0
"""How far OSRM may move a place to a road, km; further away it isn't that place any more."""


class Osrm:
    """An OSRM server with the `driving` profile that knows the class `ferry`."""

    source = Source.OSRM

    def __init__(self, client: EngineClient) -> None:
        self._client = client

    def table(self, origins: Sequence[Place], destinations: Sequence[Place]) -> list[list[Figure]]:
        """Figures by the table service.

        OSRM moves each coordinate to a road, if need be far away (from an island to the mainland,
        say): figures of such a place are left out. A server whose own limit is narrower refuses the
        whole request for one place without a road: PlacesRefused.
        """
        places = list(dict.fromkeys((*origins, *destinations)))
        index = {place: str(number) for number, place in enumerate(places)}
        answer = self._ask(
            "table",
            places if len(places) > 1 else places * 2,  # OSRM takes no fewer than two
            annotations="duration,distance",
            sources=";".join(index[place] for place in origins),
            destinations=";".join(index[place] for place in destinations),
        )
        rows, columns = len(origins), len(destinations)
        durations = [as_list(row, columns) for row in as_list(answer.get("durations"), rows)]
        distances = [as_list(row, columns) for row in as_list(answer.get("distances"), rows)]
        good_rows = _near(origins, as_list(answer.get("sources"), rows))
        good_columns = _near(destinations, as_list(answer.get("destinations"), columns))
        return [
            [
                _figures(durations[i][j], distances[i][j], near=good_rows[i] and good_columns[j])
                for j in range(columns)
            ]
            for i in range(rows)
        ]

    def way(self, origin: Place, destination: Place) -> DrawnWay:
        """The way by the route service."""
        answer = self._ask(
            "route", [origin, destination], overview="full", geometries="polyline6", steps="false"
        )
        routes = as_list(answer.get("routes"))
        if not routes:
            raise misshapen()
        return DrawnWay(decode(as_text(as_object(routes[0]).get("geometry")), 6))

    def _ask(self, service: str, places: Sequence[Place], **query: str) -> dict[str, object]:
        points = ";".join(f"{place.longitude:.6f},{place.latitude:.6f}" for place in places)
        query |= {"exclude": "ferry"}
        try:
            answer = as_object(self._client.get(f"{service}/v1/driving/{points}", query))
        except EngineRefusal as refusal:
            if refusal.code == "NoSegment":
                raise PlacesRefused(refusal.message) from refusal
            raise
        if answer.get("code") != "Ok":
            raise misshapen()
        return answer


def _figures(duration: object, distance: object, *, near: bool) -> Figure:
    if duration is None or distance is None or not near:
        return None
    return Figures(as_amount(duration), as_amount(distance))


def _near(places: Sequence[Place], waypoints: Sequence[object]) -> list[bool]:
    """Which places OSRM has left about where they are."""
    near = []
    for place, waypoint in zip(places, waypoints, strict=True):
        longitude, latitude = as_list(as_object(waypoint).get("location"), 2)
        moved = (as_number(latitude), as_number(longitude))
        if not (-90 <= moved[0] <= 90 and -180 <= moved[1] <= 180):
            raise misshapen()
        near.append(apart_km(place.point, moved) <= MAX_SNAP_KM)
    return near
