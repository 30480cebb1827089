"""The colour of a day as a calendar may name it: RFC 7986 allows the names of CSS only."""

from __future__ import annotations

from datetime import date as Date

from caravan.tour.tour import Tour
from caravan.views.palette import OKABE_ITO

# To each colour of the palette the name that looks most like it, all of them different.
NAMES = {
    "#0072B2": "steelblue",
    "#D55E00": "chocolate",
    "#009E73": "seagreen",
    "#CC79A7": "palevioletred",
    "#E69F00": "orange",
    "#000000": "black",
    "#56B4E9": "skyblue",
    "#F0E442": "khaki",
}


def day_colour(tour: Tour, date: Date) -> str:
    """The name nearest to the colour that the date has on the map."""
    return NAMES[OKABE_ITO[(date - tour.first_day).days % len(OKABE_ITO)]]
