"""A place that the index gave, on its way to a Location."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caravan.geocoding.gazetteer import location_of
from caravan.geocoding.raw_place import Match, RawPlace
from caravan.geocoding.world_places import ATTRIBUTION

PLACE_COLUMNS = """place.id, place.geoname, place.name, place.latitude, place.longitude, place.country,
    place.division, place.population, place.zone, division.name"""
WITH_DIVISION = """LEFT JOIN division
    ON division.country = place.country AND division.code = place.division"""


class FoundPlace:
    """A place with how it was found.

    Attributes:
        number: its id in the index; the populous have the small ones.
        point: (latitude, longitude).
        division: (country, code).
        match, likeness: how it answers to the name.
        raw: what its Location will say.
    """

    __slots__ = ("division", "likeness", "match", "number", "point", "raw")

    def __init__(self, row: Sequence[Any], match: Match, closeness: float = 1.0) -> None:
        number, geoname, name, latitude, longitude, country, code, population, zone, region = row
        self.number: int = number
        self.point: tuple[float, float] = (latitude, longitude)
        self.division: tuple[str, str] = (country, code)
        self.match = match
        self.likeness = closeness
        self.raw = RawPlace(
            name=name,
            country=country,
            region=region or "",
            population=population or None,
            zone=zone,
            source=f"GeoNames {geoname}",
            attribution=ATTRIBUTION,
            match=match,
            likeness=closeness,
        )

    def location(self) -> Any:
        """As geopy's Location."""
        return location_of(self.raw, *self.point)
