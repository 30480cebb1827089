"""Valhalla over HTTP: its matrix and route services (Valhalla 3)."""

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
    as_object,
    as_text,
)
from caravan.travel.engines.polyline import decode
from caravan.travel.leg import Source

# A server may not allow the exclusion: then ferries are only avoided, and `way` tells of them.
_COSTING = {
    "costing": "auto",
    "costing_options": {"auto": {"use_ferry": 0, "exclude_ferries": True}},
    "units": "kilometers",
}
SEARCH_CUTOFF_METRES = 1000
"""How far Valhalla may look for a road around a place; its own limit is 35 km.

The kilometre of OSRM's MAX_SNAP_KM: a place that is moved further isn't that place any more.
"""
_TOO_FAR_APART = 154
_NOT_TOGETHER = (_TOO_FAR_APART, 170, 171)
"""Valhalla's codes: too far apart, on roads that don't meet, on no road at all."""


class Valhalla:
    """A Valhalla server."""

    source = Source.VALHALLA

    def __init__(self, client: EngineClient) -> None:
        self._client = client

    def table(self, origins: Sequence[Place], destinations: Sequence[Place]) -> list[list[Figure]]:
        """Figures by the service `sources_to_targets`; kilometres there, metres here.

        A single place without a road makes Valhalla refuse the whole request: PlacesRefused.
        """
        request = {
            "sources": [_location(place) for place in origins],
            "targets": [_location(place) for place in destinations],
            **_COSTING,
        }
        try:
            answer = as_object(self._client.post("sources_to_targets", request))
        except EngineRefusal as refusal:
            if refusal.code in _NOT_TOGETHER:
                raise PlacesRefused(
                    refusal.message, too_far_apart=refusal.code == _TOO_FAR_APART
                ) from refusal
            raise
        rows = as_list(answer.get("sources_to_targets"), len(origins))
        return [[_figures(cell) for cell in as_list(row, len(destinations))] for row in rows]

    def way(self, origin: Place, destination: Place) -> DrawnWay:
        """The way by the service `route`."""
        request = {
            "locations": [_location(origin), _location(destination)],
            "directions_type": "none",
            **_COSTING,
        }
        answer = as_object(self._client.post("route", request))
        trip = as_object(answer.get("trip"))
        legs = as_list(trip.get("legs"), 1)
        summary = as_object(trip.get("summary"))
        points = decode(as_text(as_object(legs[0]).get("shape")), 6)
        return DrawnWay(points, by_ferry=summary.get("has_ferry") is True)


def _location(place: Place) -> dict[str, object]:
    return {
        "lat": round(place.latitude, 6),
        "lon": round(place.longitude, 6),
        "search_cutoff": SEARCH_CUTOFF_METRES,
        "search_filter": {"exclude_ferry": True},
    }


def _figures(cell: object) -> Figure:
    answer = as_object(cell)
    seconds, km = answer.get("time"), answer.get("distance")
    if seconds is None or km is None:
        return None
    return Figures(as_amount(seconds), as_amount(km) * 1000)
