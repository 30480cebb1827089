"""What the drives on our own road file must be, worked out by hand, and tours on it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from samples import place

from caravan.files.read_tour import read_tour
from caravan.tour.place import Place
from caravan.tour.tour import Tour

FOLDER = Path(__file__).parent / "travel" / "engines" / "roads"

POINTS = {
    "sfax": (34.74056, 10.76028),
    "skhira": (34.2992, 10.0700),
    "gabes": (33.88146, 10.0982),
    "el-hamma": (33.89152, 9.79629),
    "kebili": (33.7044, 8.9690),
    "matmata": (33.5445, 9.9716),
    "medenine": (33.345, 10.49),
    "tataouine": (32.92967, 10.45177),
    "ghomrassen": (33.05936, 10.33712),
    "sfax-port": (34.7270, 10.7638),
    "sidi-youssef": (34.6563, 10.9695),
    "kerkennah": (34.70882, 11.2147),
    "jemna": (33.57778, 9.01472),
    "douz": (33.46632, 9.0203),
}
PLACES = {id_: place(id_, id_.title(), "", point) for id_, point in POINTS.items()}
BEND = (33.345, 10.0982)
"""Where the road from Gabès to Médenine turns from south to east."""

# Kilometres and the speed of each road. A degree of the great circle is 111.195 km; the length is
# that of the arc between its ends: cos(arc) = sin(a) sin(b) + cos(a) cos(b) cos(difference of
# longitudes). Gabès to Médenine: 0.53646 degrees south, then 0.3918 x cos(33.345) = 0.32730 east.
LINKS = {
    ("sfax", "skhira"): (80.05, 90),
    ("skhira", "gabes"): (46.52, 90),
    ("gabes", "el-hamma"): (27.89, 60),
    ("el-hamma", "kebili"): (79.23, 80),
    ("gabes", "matmata"): (39.26, 50),
    ("gabes", "medenine"): (96.05, 90),
    ("matmata", "medenine"): (52.97, 40),
    ("medenine", "tataouine"): (46.32, 70),
    ("tataouine", "ghomrassen"): (17.95, 50),
    ("ghomrassen", "medenine"): (34.80, 50),  # one way
    ("sfax", "sfax-port"): (1.54, 40),
    ("sidi-youssef", "kerkennah"): (23.17, 60),
    ("jemna", "douz"): (12.41, 60),
}

WAYS = (
    ("sfax", "skhira"),
    ("sfax", "skhira", "gabes", "el-hamma", "kebili"),
    ("kebili", "el-hamma", "gabes", "medenine", "tataouine"),
    ("matmata", "gabes", "skhira"),
    ("matmata", "medenine"),
    ("gabes", "medenine"),
    ("medenine", "tataouine", "ghomrassen"),  # the direct road is one way only
    ("ghomrassen", "medenine"),
    ("ghomrassen", "medenine", "gabes"),
    ("gabes", "medenine", "tataouine", "ghomrassen"),
    ("sfax-port", "sfax", "skhira"),
    ("kerkennah", "sidi-youssef"),
    ("douz", "jemna"),
)
"""The fastest ways between their first and last place."""

APART = (
    ("sfax", "kerkennah"),  # a ferry sails there
    ("sfax-port", "sidi-youssef"),
    ("kerkennah", "gabes"),
    ("gabes", "jemna"),  # nothing joins the oasis
    ("douz", "kebili"),
)
"""Places that no road joins."""


def km_of(way: tuple[str, ...]) -> float:
    """Length of a way, km."""
    return sum(_link(a, b)[0] for a, b in pairwise(way))


def minutes_of(way: tuple[str, ...]) -> float:
    """Minutes of a way at the speeds allowed on its roads."""
    return sum(km * 60 / speed for km, speed in (_link(a, b) for a, b in pairwise(way)))


def _link(a: str, b: str) -> tuple[float, int]:
    return LINKS[a, b] if (a, b) in LINKS else LINKS[b, a]


def road_tour(*more: Place) -> Tour:
    """The small tour on these roads, with more places that it doesn't visit."""
    tour = read_tour(FOLDER / "tour" / "schedule.yaml")
    return replace(tour, places=(*tour.places, *more))
