"""Time zones: which a country has, and how people know them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from caravan.almanac.name_order import name_order
from caravan.language.language import Language


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A zone of a country.

    Attributes:
        country: ISO 3166-1 alpha-2.
        zone: IANA name.
    """

    country: str
    zone: str


@cache
def zone_table() -> tuple[ZoneRow, ...]:
    """All zones that people live in, by country. Source: `zone.tab` of the tz database."""
    text = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    rows = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            country, _point, zone = line.split("\t")[:3]
            rows.append(ZoneRow(country, zone))
    return tuple(rows)


def zones(country: str = "") -> tuple[str, ...]:
    """The zones of a country, as the tz database lists them; of the world without a country."""
    found = [row.zone for row in zone_table() if country in ("", row.country)]
    return tuple(found) if country else tuple(sorted(found))


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
