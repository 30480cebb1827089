"""The files of a tour of four towns near one another, planned in a moment."""

from __future__ import annotations

from datetime import date

from caravan.files.editing.head import set_dates, set_end, set_start
from caravan.files.editing.new_tour import new_files
from caravan.files.editing.towns import NewTown, add_towns
from caravan.files.read_tour import tour_of
from caravan.planning.solve import solve

_TOWNS = {
    "Sfax": (34.7406, 10.7603),
    "Agareb": (34.7414, 10.5269),
    "Thyna": (34.6833, 10.6833),
    "Mahrès": (34.5333, 10.5),
}


def small_tour():
    """Monday 9 and Tuesday 10 March 2020, from Sfax to Sfax; two hours in each town."""
    files = new_files("small", {"fr": "Petit tour"}, "fr", zone="Africa/Tunis")
    towns = [
        NewTown(
            {"fr": name}, latitude=latitude, longitude=longitude, country="TN", source="by hand"
        )
        for name, (latitude, longitude) in _TOWNS.items()
    ]
    files = set_dates(add_towns(files, towns), date(2020, 3, 9), date(2020, 3, 10))
    return set_end(set_start(files, "sfax"), "sfax")


def planned(files):
    """The plan of some files."""
    return solve(tour_of(files))
