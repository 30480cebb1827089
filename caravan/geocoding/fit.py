"""How well a candidate fits: what is known of the tour ranks the places of one name.

In this order: the country, the hint, how well the name matches, nearness to the other towns,
population. Each counts more than all that follow it together, except that nearness and population
are weighed against each other: a city 100 km away comes before a hamlet 80 km away.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from caravan.geocoding.candidate import Candidate
from caravan.geocoding.distance import km_between
from caravan.geocoding.raw_place import Match

_OWN, _COUNTRY, _HINT, _NEARNESS, _POPULATION = 64.0, 32.0, 16.0, 2.0, 1.0
_MATCH = {
    Match.NAME: 8.0,
    Match.OTHER_NAME: 7.5,
    Match.BARE: 7.0,
    Match.SOUND: 0.0,
    Match.NONE: -2.0,
}
_LIKENESS = 3.0
_REACH_KM = 150.0
"""The distance in which nearness falls to 37 %, km: about a day's tour."""
_LARGEST = 7.5
"""The logarithm of the largest city's population."""


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate with how it matches, before it is ranked."""

    candidate: Candidate
    match: Match
    likeness: float
    fits_hint: bool


@dataclass(frozen=True, slots=True)
class Context:
    """What is known besides the name.

    Attributes:
        country: ISO 3166-1 alpha-2, or empty.
        near: (latitude, longitude) of the other towns.
    """

    country: str = ""
    near: Sequence[tuple[float, float]] = ()


def fit_of(found: Found, context: Context) -> float:
    """The fit of a candidate in a context; higher is better."""
    candidate = found.candidate
    fit = _MATCH[found.match]
    if found.match is Match.SOUND:
        fit += _LIKENESS * found.likeness
    if candidate.place_id:
        fit += _OWN
    if context.country and candidate.country in (context.country, ""):
        fit += _COUNTRY
    if found.fits_hint:
        fit += _HINT
    if context.near:
        km = min(km_between(candidate.point, point) for point in context.near)
        fit += _NEARNESS * math.exp(-km / _REACH_KM)
    return fit + _POPULATION * math.log10(1 + (candidate.population or 0)) / _LARGEST
