"""What a gazetteer says of a place, in the ``raw`` of the geopy Location that it returns.

All gazetteers speak it, offline and online: a Location's own fields are only an address and a point.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypedDict

from caravan.geocoding.spelling import bare_key, spelling_key


class Match(StrEnum):
    """How a place answers to a name, the best first."""

    NAME = "name"
    """By its own name."""
    OTHER_NAME = "other name"
    """By a variant, or by its name in another language."""
    BARE = "bare"
    """By one of its names, when articles are left out."""
    SOUND = "sound"
    """By how it sounds: another transliteration, perhaps."""
    NONE = "none"
    """Only in the opinion of the gazetteer."""

    @property
    def is_strong(self) -> bool:
        """Whether the name is truly one of the place's names."""
        return self in (Match.NAME, Match.OTHER_NAME, Match.BARE)


class RawPlace(TypedDict, total=False):
    """A place as a gazetteer knows it. All keys may be absent.

    Keys:
        name: as the gazetteer spells it; without it the Location's address stands for it.
        names: all spellings known, in any language and script, to tell how well it matches.
        within: names of the areas that contain the place (county, governorate, country …) in any
            language: what a hint is compared with.
        country: ISO 3166-1 alpha-2.
        region: name of the first-level division, to be shown.
        population: inhabitants, None when unknown.
        zone: IANA time zone.
        source: where the point comes from, for example ``GeoNames 2473747``.
        place_id: id in the tour's own table.
        match: how it answers to the name, when the gazetteer knows better than by `names`.
        likeness: of a match by sound, from 0 to 1.
        attribution: whom to name where the point is shown.
        fits_hint: whether it fits the hint of the query, when the gazetteer knows better than by
            `within`.
    """

    name: str
    names: tuple[str, ...]
    within: tuple[str, ...]
    country: str
    region: str
    population: int | None
    zone: str
    source: str
    place_id: str
    match: Match
    likeness: float
    attribution: str
    fits_hint: bool


def match_among(asked: str, name: str, names: tuple[str, ...]) -> Match:
    """How a place called `name`, with all `names`, answers to the name asked."""
    key = spelling_key(asked)
    if not key:
        return Match.NONE
    if spelling_key(name) == key:
        return Match.NAME
    if any(spelling_key(other) == key for other in names):
        return Match.OTHER_NAME
    bare = bare_key(asked)
    return Match.BARE if any(bare_key(one) == bare for one in (name, *names)) else Match.NONE
