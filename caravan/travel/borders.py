"""Borders that the tour's roads don't cross: a guess across one is worth a word."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product

from caravan.errors import Message, msg
from caravan.tour.place import PlaceKind
from caravan.tour.tour import Tour


def border_warnings(tour: Tour, is_guess: Callable[[str, str], bool]) -> tuple[Message, ...]:
    """One warning for each two countries between whose towns every way is a guess.

    Great circles know no bridge, no pass and no queue, and just there they are short and wrong.

    Args:
        is_guess: whether travel between two places, by id, is estimated off the road network.
    """
    towns: dict[str, list[str]] = {}
    for place in tour.places:
        if place.kind is PlaceKind.TOWN and place.country:
            towns.setdefault(place.country, []).append(place.id)
    return tuple(
        msg(
            "No road of the tour crosses the border between {a} and {b}: these times are guesses "
            "that know neither bridge nor queue.",
            a=a,
            b=b,
        )
        for a, b in combinations(sorted(towns), 2)
        if all(is_guess(*pair) for pair in product(towns[a], towns[b]))
    )
