"""Names for first-level divisions, of which the data only have codes.

Most governorates, counties and provinces are called after a town in them: an official name of a
division belongs to the one that has the most populous place of that name, provided that it is a
considerable place there (a hamlet called Bretagne near Bordeaux names nothing). Other divisions
keep the name of their largest place, which tells a person as well where a town is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from caravan.geocoding.spelling import bare_key, spelling_key

_CONSIDERABLE = 0.1
"""Least population of the place, as a share of the largest place's of its division."""


def name_divisions(database: sqlite3.Connection, subdivisions: Iterable[tuple[str, str]]) -> None:
    """Name the divisions of an index that is filled otherwise; names are (country, name)."""
    chief: dict[tuple[str, str], int] = {
        (country, code): population
        for country, code, population in database.execute(
            "SELECT country, division, max(population) FROM place GROUP BY country, division"
        )
    }
    named: dict[tuple[str, str], tuple[int, str]] = {}
    for country, name in sorted(subdivisions):
        for key in dict.fromkeys((spelling_key(name), bare_key(name))):
            for number, code, population in database.execute(
                "SELECT place.id, place.division, place.population FROM spelling "
                "JOIN place ON place.id = spelling.place "
                "WHERE spelling.key = ? AND place.country = ? ORDER BY place.id LIMIT 1",
                (key, country),
            ):
                if population >= _CONSIDERABLE * chief[country, code] and code not in ("", "00"):
                    here = (number, name)
                    named[country, code] = min(here, named.get((country, code), here))
    for (country, code), (_, name) in named.items():
        if country == "US":
            # The states have names of their own in the data.
            continue
        database.execute(
            "UPDATE division SET name = ? WHERE country = ? AND code = ?", (name, country, code)
        )
        for key in dict.fromkeys((spelling_key(name), bare_key(name))):
            database.execute("INSERT OR IGNORE INTO area VALUES (?, ?, ?)", (key, country, code))
