"""A gazetteer of the tour's own places: what the organizer wrote in cities.csv comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from caravan.geocoding.country_names import country_names
from caravan.geocoding.distance import km_between
from caravan.geocoding.gazetteer import OfflineGazetteer, location_of
from caravan.geocoding.hint import fits_hint, split_hint
from caravan.geocoding.near_skeletons import near_skeletons
from caravan.geocoding.raw_place import Match, RawPlace
from caravan.geocoding.spelling import bare_key, spelling_key
from caravan.geocoding.transliteration import ALIKE, likeness, skeleton, sounds
from caravan.tour.place import Place

_FAR_KM = 50.0
"""A point farther from all places than this is near none of them, km."""
_ORDER = list(Match)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A place with its keys, worked out once."""

    place: Place
    raw: RawPlace
    main: frozenset[str]
    keys: frozenset[str]
    bares: frozenset[str]
    sounds: tuple[str, ...]
    skeletons: frozenset[str]


class TableGazetteer(OfflineGazetteer):
    """Finds the places of a tour by their names in all languages and by their variants.

    Attributes:
        label: name of the table, given as the source of a point that says none itself.
    """

    def __init__(self, places: Sequence[Place], label: str = "cities.csv") -> None:
        super().__init__()
        self.label = label
        self._entries = tuple(self._entry(place) for place in places)

    def _entry(self, place: Place) -> _Entry:
        main = tuple(dict(place.names.texts).values())
        names = tuple(dict.fromkeys((*main, *place.variants)))
        regions = dict(place.region.texts).values() if place.region else ()
        raw = RawPlace(
            name=place.names.in_language("fr"),
            names=names,
            within=(*regions, place.region_code, place.country),
            country=place.country,
            region=place.region.in_language("fr") if place.region else "",
            population=place.population,
            source=place.coordinate_source or self.label,
            place_id=place.id,
        )
        spoken = tuple(dict.fromkeys(sound for name in names for sound in sounds(name)))
        return _Entry(
            place,
            raw,
            frozenset(map(spelling_key, main)),
            frozenset(map(spelling_key, names)),
            frozenset(map(bare_key, names)),
            spoken,
            frozenset(map(skeleton, spoken)),
        )

    def near_spellings(
        self, name: str, *, countries: Sequence[str] = (), limit: int = 5
    ) -> tuple[str, ...]:
        """Names of places that are written nearly so, the nearest first."""
        asked = sounds(name)[:1]
        bones = near_skeletons(asked[0]) if asked else ()
        near = [
            (-_closest(asked, entry.sounds), entry.raw["name"])
            for entry in self._in(countries)
            if not entry.skeletons.isdisjoint(bones)
        ]
        return tuple(dict.fromkeys(name for _, name in sorted(near)))[:limit]

    def _in(self, countries: Sequence[str]) -> tuple[_Entry, ...]:
        # A place whose country isn't written is the organizer's all the same.
        return tuple(
            entry
            for entry in self._entries
            if not countries or not entry.place.country or entry.place.country in countries
        )

    def _found(
        self, name: str, hint: str, countries: tuple[str, ...], limit: int, *, by_sound: bool = True
    ) -> list[Any]:
        found = self._matches(name, countries, by_sound=by_sound)
        if not hint and not any(match.is_strong for match, _, _ in found):
            parted, hint = split_hint(name)
            if hint:
                found = self._matches(parted, countries, by_sound=by_sound)
        locations = []
        for match, close, entry in found:
            raw = entry.raw.copy()
            raw["match"] = match
            raw["likeness"] = close
            if hint:
                country = country_names(entry.place.country) if entry.place.country else ()
                raw["within"] = (*entry.raw["within"], *country)
                raw["fits_hint"] = fits_hint(hint, raw["within"])
            locations.append(location_of(raw, entry.place.latitude, entry.place.longitude))
        # Sorting keeps the order of the table among equals.
        locations.sort(key=lambda location: not location.raw.get("fits_hint", True))
        return locations[:limit]

    def _matches(
        self, name: str, countries: tuple[str, ...], *, by_sound: bool
    ) -> list[tuple[Match, float, _Entry]]:
        key, bare = spelling_key(name), bare_key(name)
        if not key:
            return []
        entries = self._in(countries)
        found = [(match, 1.0, entry) for entry in entries if (match := _strong(entry, key, bare))]
        if by_sound and not found:
            asked = sounds(name)
            bones = set(map(skeleton, asked))
            found = [
                (Match.SOUND, close, entry)
                for entry in entries
                if not bones.isdisjoint(entry.skeletons)
                and (close := _closest(asked, entry.sounds, ALIKE))
            ]
        return sorted(found, key=lambda one: (_ORDER.index(one[0]), -one[1]))

    def _nearest(self, latitude: float, longitude: float, limit: int) -> list[Any]:
        point = (latitude, longitude)
        near = [
            (km, entry.place.id, entry)
            for entry in self._entries
            if (km := km_between(point, entry.place.point)) <= _FAR_KM
        ]
        near.sort(key=lambda one: one[:2])
        return [
            location_of(entry.raw, entry.place.latitude, entry.place.longitude)
            for _, _, entry in near[:limit]
        ]


def _strong(entry: _Entry, key: str, bare: str) -> Match | None:
    if key in entry.main:
        return Match.NAME
    if key in entry.keys:
        return Match.OTHER_NAME
    return Match.BARE if bare in entry.bares else None


def _closest(asked: Sequence[str], known: Sequence[str], least: float = 0.0) -> float:
    return max((likeness(one, other, least) for one in asked for other in known), default=0.0)
