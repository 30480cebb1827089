"""What only shows when places are seen together: doubles, and coordinates the wrong way round."""

from __future__ import annotations

import math
import re
import unicodedata
from importlib import resources
from statistics import median

from caravan.errors import msg
from caravan.files.wrong import FaultList
from caravan.tour.place import Place

_ISO_6709 = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?([+-])(\d{3})(\d{2})(?:\d{2})?")

Row = tuple[Place, int]
"""A place and its line."""


def folded(name: str) -> str:
    """A name without accents, case, marks and punctuation: what two spellings have in common."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    kept = (char if char.isalnum() else " " for char in decomposed if not _is_mark(char))
    return " ".join("".join(kept).split())


def check_places(rows: tuple[Row, ...], file: str, faults: FaultList) -> tuple[Place, ...]:
    """Note what is wrong with places together; return those that can be used, each id once."""
    first_lines: dict[str, int] = {}
    names: dict[str, tuple[str, int]] = {}
    result = []
    for place, line in rows:
        if place.id in first_lines:
            problem = msg(
                "the id “{id}” is given twice, first on line {line}",
                id=place.id,
                line=first_lines[place.id],
            )
            faults.add(file, "id", problem, msg("Give each place its own id"), line)
            continue
        first_lines[place.id] = line
        result.append(place)
        name = place.names.in_language("fr")
        key = folded(name)
        if key and key in names:
            problem = msg(
                "the name “{name}” is that of line {line}, “{other}”, but for accents and capitals",
                name=name,
                line=names[key][1],
                other=names[key][0],
            )
            remedy = msg("Delete one, or add the region to its name")
            faults.add(file, "name_fr", problem, remedy, line)
        else:
            names[key] = (name, line)
    _check_swapped(rows, file, faults)
    return tuple(result)


def check_columns_swapped(
    places: tuple[Place, ...], zone: str, file: str, faults: FaultList
) -> None:
    """Note a table whose two columns of coordinates changed names.

    Then no place stands out among the others; but all are far from the zone of the tour, and would
    be near it if swapped. Where a zone is comes from the time zone database.
    """
    home = _point_of_zone(zone)
    if home is None or not places:
        return
    latitude = median(place.latitude for place in places)
    longitude = median(place.longitude for place in places)
    here = _degrees(latitude, longitude, *home)
    if here > 20 and _degrees(longitude, latitude, *home) < here / 4:
        problem = msg(
            "the columns latitude and longitude look swapped, seen from {zone}", zone=zone
        )
        faults.add(file, "latitude", problem, msg("Swap the names of the two columns"), 1)


def _point_of_zone(zone: str) -> tuple[float, float] | None:
    """Latitude and longitude of the chief town of a time zone, None when unknown."""
    try:
        table = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    except (ModuleNotFoundError, FileNotFoundError):
        return None
    for row in table.splitlines():
        cells = row.split("\t")
        found = _ISO_6709.fullmatch(cells[1]) if len(cells) > 2 and cells[2] == zone else None
        if found:
            north, east = (
                (-1 if sign == "-" else 1) * (int(degrees) + int(minutes) / 60)
                for sign, degrees, minutes in (found.group(1, 2, 3), found.group(4, 5, 6))
            )
            return north, east
    return None


def _check_swapped(rows: tuple[Row, ...], file: str, faults: FaultList) -> None:
    """Note places that would be near all others if their coordinates changed places.

    The middle of the others is their median, which a few wrong ones don't move.
    """
    if len(rows) < 3:  # of two places nobody can say which one is off
        return
    latitude = median(place.latitude for place, _ in rows)
    longitude = median(place.longitude for place, _ in rows)
    for place, line in rows:
        here = _degrees(place.latitude, place.longitude, latitude, longitude)
        there = _degrees(place.longitude, place.latitude, latitude, longitude)
        if here > 5 and there < here / 4:  # some 500 km
            problem = msg(
                "latitude {latitude} and longitude {longitude} look swapped",
                latitude=place.latitude,
                longitude=place.longitude,
            )
            remedy = msg(
                "Write latitude {latitude}, longitude {longitude}",
                latitude=place.longitude,
                longitude=place.latitude,
            )
            faults.add(file, "latitude", problem, remedy, line)


def _degrees(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """A rough distance in degrees of the meridian, good enough to tell near from far."""
    east = (longitude - to_longitude + 180) % 360 - 180
    return math.hypot(latitude - to_latitude, east * math.cos(math.radians(to_latitude)))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Cf")
