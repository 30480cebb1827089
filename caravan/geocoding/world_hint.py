"""Which of the places that share a name lie where the hint says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from caravan.geocoding.distance import km_between
from caravan.geocoding.hint import keys_of_hint
from caravan.geocoding.world_found import FoundPlace

NEAR_KM = 40.0
"""A place so near to one that the hint names fits the hint, km."""

Rows = Callable[..., list[Any]]
"""Asks the index: a statement and its values give rows."""
_Fits = Callable[[FoundPlace], bool]


def mark_hint(found: Sequence[FoundPlace], hint: str, rows: Rows) -> None:
    """Say of each place whether it fits the hint.

    A hint is first the name of an area (a country, a state, a division); failing that, the name of
    a place, and then it means that place's division and surroundings.
    """
    for one in found:
        one.raw["fits_hint"] = False
    for key in keys_of_hint(hint):
        for fits in (_areas(key, rows), _surroundings(key, rows)):
            fitting = [one for one in found if fits(one)]
            for one in fitting:
                one.raw["fits_hint"] = True
            if fitting:
                return


def _areas(key: str, rows: Rows) -> _Fits:
    areas = set(rows("SELECT country, division FROM area WHERE key = ?", key))
    # A division that no area names is called after one of its places.
    areas.update(
        rows(
            "SELECT place.country, place.division FROM spelling "
            "JOIN place ON place.id = spelling.place "
            "JOIN division ON division.country = place.country "
            "AND division.code = place.division AND division.name = place.name "
            "WHERE spelling.key = ? LIMIT 200",
            key,
        )
    )
    return lambda one: (one.division[0], "") in areas or one.division in areas


def _surroundings(key: str, rows: Rows) -> _Fits:
    places = rows(
        "SELECT place.country, place.division, place.latitude, place.longitude FROM spelling "
        "JOIN place ON place.id = spelling.place WHERE spelling.key = ? LIMIT 500",
        key,
    )
    divisions = {(country, code) for country, code, _, _ in places if code not in ("", "00")}
    points = [(latitude, longitude) for _, _, latitude, longitude in places]
    return lambda one: (
        one.division in divisions or any(km_between(one.point, at) <= NEAR_KM for at in points)
    )
