"""A place that a geocoder on the network gave, in the house's form, its texts made harmless."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from caravan.geocoding.raw_place import RawPlace

ATTRIBUTION = "© OpenStreetMap contributors"
"""What has to be shown beside what came from OpenStreetMap (https://www.openstreetmap.org/copyright)."""
MOST_PLACES = 40
"""How many places of one name are asked for at most: the public Nominatim gives no more."""
MAX_TEXT = 300
"""Longest text of an answer that is kept, in characters."""
_MOST_PEOPLE = 100_000_000


@dataclass(frozen=True, slots=True)
class OnlinePlace:
    """One place of an answer.

    Attributes:
        service: who gave it: Nominatim or Photon.
        name, address: in the language asked for; the address begins with the name.
        point: latitude and longitude, WGS 84, degrees.
        country: ISO 3166-1 alpha-2, or empty.
        region: name of the first-level division, or empty.
        population: inhabitants, or None when unknown.
        osm: kind (node, way, relation) and number in OpenStreetMap.
        names: all its names, in any language.
        within: names of the areas that contain it, the smallest first.
        attribution: whom to name when the place is shown.
    """

    service: str
    name: str
    address: str
    point: tuple[float, float]
    country: str
    region: str
    population: int | None
    osm: tuple[str, str]
    names: tuple[str, ...]
    within: tuple[str, ...]
    attribution: str

    @property
    def source(self) -> str:
        """``Nominatim osm/node/107775``: what is kept with the point."""
        kind, number = self.osm
        return f"{self.service} osm/{kind}/{number}" if kind and number else self.service

    @property
    def raw(self) -> dict[str, object]:
        """What a geopy Location of it carries: a RawPlace, and whom to name."""
        return {
            **RawPlace(
                name=self.name,
                names=self.names,
                within=self.within,
                country=self.country,
                region=self.region,
                population=self.population,
                zone="",
                source=self.source,
            ),
            "attribution": self.attribution,
        }


def plain_text(value: Any) -> str:
    """A text on one line without control or direction characters; empty for what is no text."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return ""
    kept = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter
        for letter in value[: 4 * MAX_TEXT]
        if unicodedata.category(letter) not in ("Cf", "Cs", "Co", "Cn")
    )
    return " ".join(unicodedata.normalize("NFC", kept).split())[:MAX_TEXT].strip()


def checked_point(latitude: Any, longitude: Any) -> tuple[float, float]:
    """The point. Raises ValueError or TypeError for one that isn't on Earth."""
    if isinstance(latitude, bool) or isinstance(longitude, bool):
        raise TypeError("no numbers")
    point = (float(latitude), float(longitude))
    if not (abs(point[0]) <= 90 and abs(point[1]) <= 180 and all(map(math.isfinite, point))):
        raise ValueError("not on Earth")
    return point


def country_code(value: Any) -> str:
    """``TN`` for ``tn``; empty for what is no code."""
    text = plain_text(value).upper()
    return text if re.fullmatch(r"[A-Z]{2}", text) else ""


def inhabitants(value: Any) -> int | None:
    """A number of people, None for what is none: mappers also write sentences there."""
    text = plain_text(value).replace(" ", "")
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) > _MOST_PEOPLE:
        return None
    return int(text)


def all_texts(values: Iterable[Any]) -> tuple[str, ...]:
    """The texts among values, each once."""
    return tuple(dict.fromkeys(filter(None, map(plain_text, values))))


def attribution_of(licence: Any) -> str:
    """What to show of an answer's own words on its licence, else whom to name anyway."""
    return plain_text(licence) or ATTRIBUTION
