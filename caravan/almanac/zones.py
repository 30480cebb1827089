"""Time zones: which a country has, and how people know them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from caravan.almanac.name_order import name_order
from caravan.language.language import Language

_COORDINATES = re.compile(r"([+-]\d{4,6})([+-]\d{5,7})")


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A zone of a country, and the point of its largest town.

    Attributes:
        country: ISO 3166-1 alpha-2.
        zone: IANA name.
        latitude, longitude: decimal degrees.
    """

    country: str
    zone: str
    latitude: float
    longitude: float


@cache
def zone_table() -> tuple[ZoneRow, ...]:
    """All zones that people live in, by country. Source: `zone.tab` of the tz database."""
    text = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    rows = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            country, point, zone = line.split("\t")[:3]
            match = _COORDINATES.fullmatch(point)
            if match:
                rows.append(ZoneRow(country, zone, _degrees(match[1], 2), _degrees(match[2], 3)))
    return tuple(rows)


def zones(country: str = "") -> tuple[str, ...]:
    """The zones of a country, as the tz database lists them; of the world without a country."""
    found = [row.zone for row in zone_table() if country in ("", row.country)]
    return tuple(found) if country else tuple(sorted(found))


def likely_zone(country: str, latitude: float, longitude: float) -> str:
    """The zone of the country whose largest town is nearest to a point; empty for no country.

    In a country of several zones it is a guess that a person should see.
    """
    rows = [row for row in zone_table() if row.country == country]
    if not rows:
        return ""
    return min(rows, key=lambda row: _distance(row, latitude, longitude)).zone


def zone_text(zone: str, on: Date, speech: Language) -> str:
    """A zone as people know it, with its distance from UTC on a date: ``Tunis (UTC+01:00)``.

    Raises ZoneInfoNotFoundError for an unknown zone.
    """
    from babel.dates import get_timezone_location

    noon = datetime(on.year, on.month, on.day, 12, tzinfo=ZoneInfo(zone))
    offset = (noon.utcoffset() or timedelta()) // timedelta(minutes=1)
    sign = "-" if offset < 0 else "+"
    difference = f"UTC{sign}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"
    town = get_timezone_location(zone, locale=speech.locale, return_city=True)
    return f"{town} ({difference})"


def zone_choices(on: Date, speech: Language, country: str = "") -> tuple[tuple[str, str], ...]:
    """(zone, text) for each zone of a country, or of the world, in the order of the texts."""
    choices = ((zone, zone_text(zone, on, speech)) for zone in zones(country))
    return tuple(sorted(choices, key=lambda choice: (name_order(choice[1]), choice[0])))


def _degrees(text: str, digits: int) -> float:
    """Degrees of ``+3624`` or ``-0334458``: degrees, minutes and perhaps seconds."""
    sign = -1 if text[0] == "-" else 1
    whole, rest = text[1 : 1 + digits], text[1 + digits :]
    seconds = int(rest[2:] or 0)
    return sign * (int(whole) + int(rest[:2]) / 60 + seconds / 3600)


def _distance(row: ZoneRow, latitude: float, longitude: float) -> float:
    """Squared length of the chord on a globe of radius 1: it grows with the distance."""
    a, b = math.radians(row.latitude), math.radians(latitude)
    turn = math.radians(row.longitude - longitude)
    return 2 - 2 * (math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn))
