"""A gazetteer of the world's places, from the index."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from caravan.errors import msg
from caravan.geocoding.distance import km_between
from caravan.geocoding.gazetteer import OfflineGazetteer
from caravan.geocoding.hint import split_hint
from caravan.geocoding.near_skeletons import near_skeletons
from caravan.geocoding.raw_place import Match
from caravan.geocoding.spelling import bare_key, spelling_key
from caravan.geocoding.transliteration import ALIKE, likeness, skeleton, sounds
from caravan.geocoding.world_found import PLACE_COLUMNS, WITH_DIVISION, FoundPlace
from caravan.geocoding.world_hint import mark_hint
from caravan.geocoding.world_index import BARE, MAIN, IndexUnavailable, cell, open_index

_MOST = 2000
"""Most places looked at for one name: more than share any spelling."""
_MOST_SOUNDS, _MOST_SOUNDS_ANYWHERE = 400, 120
"""Most places looked at for one skeleton of consonants, the most populous."""
_SAME_SOUND = 0.93
"""Likeness from which a name in another script may as well mean the other place."""
_NEAR = 0.6
"""Likeness from which a name is a near spelling."""
_MOST_NEAR, _MOST_NEAR_ANYWHERE = 12, 3
_ORDER = list(Match)


class WorldGazetteer(OfflineGazetteer):
    """Finds towns of 500 people and more anywhere by any of their names.

    A name that no place has is looked for by its sound, as transliterations differ. Several
    threads may ask at once. Raises IndexUnavailable when there is no whole index at the path.
    """

    def __init__(self, index: Path) -> None:
        super().__init__()
        self._database = open_index(index)
        self._turn = threading.Lock()

    def close(self) -> None:
        """Close the index; nothing can be asked afterwards."""
        self._database.close()

    def _rows(self, statement: str, *values: str | int) -> list[Any]:
        try:
            with self._turn:
                return self._database.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexUnavailable(
                msg("the index of the world's places can't be read: {reason}", reason=str(error))
            ) from error

    def _found(
        self, name: str, hint: str, countries: tuple[str, ...], limit: int, *, by_sound: bool = True
    ) -> list[Any]:
        found = self._strong(name, countries)
        if not found and not hint:
            parted, hint = split_hint(name)
            if hint:
                name = parted
                found = self._strong(name, countries)
        if by_sound and not found:
            found = self._alike(name, countries)
        elif by_sound and not _is_latin(name):
            found = self._with_same_sound(name, found)
        if hint:
            mark_hint(found, hint, self._rows)
        found.sort(
            key=lambda one: (
                not one.raw.get("fits_hint", True),
                _ORDER.index(one.match),
                -one.likeness,
                one.number,
            )
        )
        return [one.location() for one in found[:limit]]

    def _strong(self, name: str, countries: tuple[str, ...]) -> list[FoundPlace]:
        """The places that have this name, with or without its articles."""
        key, bare = spelling_key(name), bare_key(name)
        if not key:
            return []
        found: dict[int, FoundPlace] = {}
        for looked_for in dict.fromkeys((key, bare)):
            where, values = _only(countries)
            rows = self._rows(
                f"SELECT spelling.kind, {PLACE_COLUMNS} FROM spelling "  # noqa: S608  # our own words
                f"JOIN place ON place.id = spelling.place {WITH_DIVISION} "
                f"WHERE spelling.key = ? {where} ORDER BY spelling.place LIMIT {_MOST}",
                looked_for,
                *values,
            )
            for kind, *row in rows:
                if looked_for != key or kind == BARE:
                    match = Match.BARE
                else:
                    match = Match.NAME if kind == MAIN else Match.OTHER_NAME
                found.setdefault(row[0], FoundPlace(row, match))
        return list(found.values())

    def _alike(self, name: str, countries: tuple[str, ...]) -> list[FoundPlace]:
        """The places whose name sounds so."""
        asked = sounds(name)
        # Anywhere in the world something sounds like a Latin name; Arabic leaves vowels out, so
        # less is asked of it.
        least = _SAME_SOUND if _is_latin(name) and not countries else ALIKE
        most = _MOST_SOUNDS if countries else _MOST_SOUNDS_ANYWHERE
        closest: dict[int, float] = {}
        for bones in dict.fromkeys(map(skeleton, asked)):
            where, values = _only(countries, "sound")
            rows = self._rows(
                "SELECT place, sounds FROM sound "  # noqa: S608  # our own words
                f"WHERE skeleton = ? {where} ORDER BY place LIMIT {most}",
                bones,
                *values,
            )
            for number, known in rows:
                close = max(likeness(one, other, least) for one in asked for other in known.split())
                if close:
                    closest[number] = max(close, closest.get(number, 0.0))
        return [
            FoundPlace(row, Match.SOUND, close)
            for number, close in closest.items()
            for row in self._rows(
                f"SELECT {PLACE_COLUMNS} FROM place {WITH_DIVISION} WHERE place.id = ?",  # noqa: S608  # our own words
                number,
            )
        ]

    def _with_same_sound(self, name: str, found: list[FoundPlace]) -> list[FoundPlace]:
        """With the places nearby that the same letters may name.

        One Arabic spelling stands for several Latin ones, and few places have theirs in the data:
        that only one has it doesn't mean that only one is called so.
        """
        countries = tuple(sorted({one.raw["country"] for one in found}))
        known = {one.number for one in found}
        return found + [
            one
            for one in self._alike(name, countries)
            if one.number not in known and one.likeness >= _SAME_SOUND
        ]

    def near_spellings(
        self, name: str, *, countries: Sequence[str] = (), limit: int = 5
    ) -> tuple[str, ...]:
        """Names of places that are written nearly so, the nearest first."""
        asked = sounds(name)[:1]
        if not asked:
            return ()
        closest: dict[int, float] = {}
        where, values = _only(tuple(countries), "sound")
        # The most populous of each, fewer where the whole world is looked through.
        most = _MOST_NEAR if countries else _MOST_NEAR_ANYWHERE
        for bones in near_skeletons(asked[0]):
            rows = self._rows(
                "SELECT place, sounds FROM sound "  # noqa: S608  # our own words
                f"WHERE skeleton = ? {where} ORDER BY place LIMIT {most}",
                bones,
                *values,
            )
            for number, known in rows:
                close = max(likeness(asked[0], other, _NEAR) for other in known.split())
                if close:
                    closest[number] = max(close, closest.get(number, 0.0))
        nearest = sorted(closest, key=lambda number: (-closest[number], number))[: 4 * limit]
        key = spelling_key(name)
        names = {
            self._rows("SELECT name FROM place WHERE id = ?", number)[0][0]: closest[number]
            for number in reversed(nearest)
        }
        # Sounds are coarse: among the nearest, the letters themselves count as much.
        written = {one: SequenceMatcher(None, key, spelling_key(one)).ratio() for one in names}
        return tuple(sorted(names, key=lambda one: (-names[one] - written[one], one))[:limit])

    def _nearest(self, latitude: float, longitude: float, limit: int) -> list[Any]:
        """Places in the squares of one degree around a point, so within 50 to 200 km."""
        cells = sorted(
            {
                cell(max(-90.0, min(90.0, latitude + up)), longitude + right)
                for up in (-1, 0, 1)
                for right in (-1, 0, 1)
            }
        )
        marks = ", ".join("?" * len(cells))
        found = [
            FoundPlace(row, Match.NONE)
            for row in self._rows(
                f"SELECT {PLACE_COLUMNS} FROM place {WITH_DIVISION} WHERE place.cell IN ({marks})",  # noqa: S608  # our own words
                *cells,
            )
        ]
        point = (latitude, longitude)
        found.sort(key=lambda one: (km_between(point, one.point), one.number))
        return [one.location() for one in found[:limit]]


def _is_latin(name: str) -> bool:
    return spelling_key(name).isascii()


def _only(countries: tuple[str, ...], table: str = "place") -> tuple[str, tuple[str, ...]]:
    """A condition that keeps to some countries, and its values."""
    if not countries:
        return "", ()
    return f"AND {table}.country IN ({', '.join('?' * len(countries))})", countries
