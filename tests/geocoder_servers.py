"""Geocoders for tests: answers as Nominatim and Photon document them, on the loopback."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine_servers import Answer, Answering, Request, Server

LICENCE = "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright"


def nominatim_place(
    name: str,
    latitude: float,
    longitude: float,
    *,
    state: str = "",
    country: str = "TN",
    **more: Any,
) -> dict[str, Any]:
    """A town as Nominatim's search gives it, with address and names."""
    address = {"town": name, "state": state, "country": "Tunisia", "country_code": country.lower()}
    return {
        "place_id": 100149,
        "licence": LICENCE,
        "osm_type": "node",
        "osm_id": 107775,
        "lat": str(latitude),
        "lon": str(longitude),
        "class": "place",
        "type": "town",
        "place_rank": 16,
        "importance": 0.45,
        "addresstype": "town",
        "name": name,
        "display_name": f"{name}, {state}, Tunisia",
        "address": {key: text for key, text in address.items() if text},
        "extratags": {"population": "41607"},
        "namedetails": {"name": "الحامة", "name:fr": name, "name:ar": "الحامة"},
        "boundingbox": ["33.85", "33.93", "9.75", "9.84"],
        **more,
    }


def photon_feature(
    name: str,
    latitude: float,
    longitude: float,
    *,
    state: str = "",
    country: str = "TN",
    **more: Any,
) -> dict[str, Any]:
    """A town as Photon gives it."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {
            "osm_type": "N",
            "osm_id": 107775,
            "osm_key": "place",
            "osm_value": "town",
            "type": "city",
            "name": name,
            "state": state,
            "country": "Tunisia",
            "countrycode": country,
            **more,
        },
    }


def nominatim(towns: dict[str, Sequence[dict[str, Any]]]) -> Answering:
    """A Nominatim server that knows these names; the part before a comma counts."""

    def answer(request: Request, _: Server) -> Answer:
        assert request.method == "GET"
        assert request.path.endswith("/search")
        assert request.query["format"] == "json"
        name = request.query["q"].split(",")[0]
        codes = request.query.get("countrycodes", "").split(",")
        found = [
            place
            for place in towns.get(name, ())
            if codes == [""] or place["address"]["country_code"] in map(str.lower, codes)
        ]
        return Answer(found[: int(request.query["limit"])])

    return answer


def photon(towns: dict[str, Sequence[dict[str, Any]]]) -> Answering:
    """A Photon server that knows these names; the part before a comma counts."""

    def answer(request: Request, _: Server) -> Answer:
        assert request.path.endswith("/api")
        found = towns.get(request.query["q"].split(",")[0], ())
        limit = int(request.query["limit"])
        return Answer({"type": "FeatureCollection", "features": list(found)[:limit]})

    return answer
