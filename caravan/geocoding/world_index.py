"""The index of the world's places: one SQLite file, built once, then only read.

Tables: ``place`` (ids in the order of population, so that the populous ones come first),
``spelling`` (spelling key to places), ``sound`` (skeleton of consonants to places, with the sounds
of their names), ``area`` (names of countries and divisions), ``division`` (the name to show for
one), ``edition`` (what the index was made of, written last).
"""

from __future__ import annotations

import math
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path

from caravan.errors import CaravanError, msg
from caravan.geocoding.spelling import spelling_key, without_articles, words_of
from caravan.geocoding.transliteration import latin_sounds, skeleton
from caravan.geocoding.world_places import WorldArea, WorldPlace

FORMAT = 1
"""Of the file; an index of another format is built anew."""
FILE_NAME = "world-places.sqlite"

MAIN, OTHER, BARE = 0, 1, 2
"""Which names have a key: the main one, another one, or one that lost its articles."""

_SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, geoname INTEGER NOT NULL, name TEXT NOT NULL,
    latitude REAL NOT NULL, longitude REAL NOT NULL, cell INTEGER NOT NULL,
    country TEXT NOT NULL, division TEXT NOT NULL, population INTEGER NOT NULL, zone TEXT NOT NULL
) STRICT;
CREATE TABLE spelling (
    key TEXT NOT NULL, place INTEGER NOT NULL, kind INTEGER NOT NULL, PRIMARY KEY (key, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE sound (
    skeleton TEXT NOT NULL, place INTEGER NOT NULL, country TEXT NOT NULL, sounds TEXT NOT NULL,
    PRIMARY KEY (skeleton, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE area (key TEXT NOT NULL, country TEXT NOT NULL, division TEXT NOT NULL,
    PRIMARY KEY (key, country, division)) STRICT, WITHOUT ROWID;
CREATE TABLE division (country TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (country, code)) STRICT, WITHOUT ROWID;
CREATE TABLE edition (text TEXT NOT NULL, places INTEGER NOT NULL) STRICT;
"""
_SCRATCH = """
CREATE TABLE scratch.spelling (key TEXT, place INTEGER, kind INTEGER);
CREATE TABLE scratch.sound (skeleton TEXT, place INTEGER, country TEXT, sounds TEXT);
"""
# Sorted first, so that the trees grow at their end only, with full pages.
_SORTING = """
INSERT INTO spelling SELECT key, place, min(kind) FROM scratch.spelling
    GROUP BY key, place ORDER BY key, place;
INSERT INTO sound SELECT * FROM scratch.sound ORDER BY skeleton, place;
CREATE INDEX place_cell ON place (cell);
"""
_STEP = 4000


class IndexUnavailable(CaravanError):
    """The index of the world's places can't be built or read."""


def cell(latitude: float, longitude: float) -> int:
    """The number of the square of one degree that holds a point."""
    return (math.floor(latitude) + 90) * 360 + (math.floor(longitude) + 180) % 360


def build_index(
    path: Path,
    places: Iterable[WorldPlace],
    areas: Iterable[WorldArea],
    *,
    edition: str,
    on_place: Callable[[int], None] = lambda _: None,
) -> None:
    """Build an index and put it in place whole: who reads meanwhile sees the old one or the new.

    `places` come with the most populous first. `on_place` hears now and then how many are done.

    Raises IndexUnavailable when the folder can't be written or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Two builders at once work in folders of their own; the last one to finish stays.
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    except OSError as error:
        raise _cannot_write(path, error) from error
    try:
        whole = folder / "index"
        with closing(sqlite3.connect(whole, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute("PRAGMA cache_size = -65536")
            database.execute("ATTACH ? AS scratch", (str(folder / "scratch"),))
            database.execute("PRAGMA scratch.journal_mode = OFF")
            database.execute("PRAGMA scratch.synchronous = OFF")
            _fill(database, places, areas, edition, on_place)
        whole.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise _cannot_write(path, error) from error
    finally:
        with suppress(OSError):
            shutil.rmtree(folder)


def _cannot_write(path: Path, error: Exception) -> IndexUnavailable:
    return IndexUnavailable(
        msg(
            "the index of the world's places can't be written to {folder}: {reason}. "
            "Make room there, or name a folder that can be written in XDG_CACHE_HOME",
            folder=str(path.parent),
            reason=getattr(error, "strerror", None) or str(error),
        )
    )


def _fill(
    database: sqlite3.Connection,
    places: Iterable[WorldPlace],
    areas: Iterable[WorldArea],
    edition: str,
    on_place: Callable[[int], None],
) -> None:
    database.executescript(_SCHEMA + _SCRATCH)
    database.execute("BEGIN")
    divisions: dict[tuple[str, str], str] = {}
    for area in areas:
        if area.division:
            divisions.setdefault((area.country, area.division), area.name)
        database.execute(
            "INSERT OR IGNORE INTO area VALUES (?, ?, ?)",
            (spelling_key(area.name), area.country, area.division),
        )
    count = 0
    for count, place in enumerate(places, start=1):
        if place.division not in ("", "00"):
            # The most populous come first: a division is called after its largest place.
            divisions.setdefault((place.country, place.division), place.name)
        _add(database, count, place)
        if count % _STEP == 0:
            on_place(count)
    database.executemany(
        "INSERT INTO division VALUES (?, ?, ?)",
        ((country, code, name) for (country, code), name in sorted(divisions.items())),
    )
    on_place(count)
    database.execute("COMMIT")
    for statement in filter(str.strip, _SORTING.split(";")):
        database.execute(statement)
    # Last: an index without it was never finished.
    database.execute("INSERT INTO edition VALUES (?, ?)", (edition, count))
    database.execute(f"PRAGMA user_version = {FORMAT:d}")


def _add(database: sqlite3.Connection, number: int, place: WorldPlace) -> None:
    database.execute(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            place.geoname,
            place.name,
            place.latitude,
            place.longitude,
            cell(place.latitude, place.longitude),
            place.country,
            place.division,
            place.population,
            place.zone,
        ),
    )
    keys, spoken = _keys_and_sounds((place.name, *place.other_names))
    database.executemany(
        "INSERT INTO scratch.spelling VALUES (?, ?, ?)",
        ((key, number, kind) for key, kind in keys.items()),
    )
    database.executemany(
        "INSERT INTO scratch.sound VALUES (?, ?, ?, ?)",
        ((bones, number, place.country, " ".join(all_)) for bones, all_ in spoken.items()),
    )


def _keys_and_sounds(names: tuple[str, ...]) -> tuple[dict[str, int], dict[str, dict[str, None]]]:
    keys: dict[str, int] = {}
    bares: dict[str, None] = {}
    spoken: dict[str, dict[str, None]] = {}
    for at, name in enumerate(names):
        words = words_of(name)
        key = "".join(words)
        if not key or key in keys:
            continue
        keys[key] = OTHER if at else MAIN
        bare_words = without_articles(words)
        bare = "".join(bare_words)
        if bare in bares:
            continue
        bares[bare] = None
        # Names in other scripts are found by their spelling; every place has a Latin name, too.
        if bare.isascii():
            sound = latin_sounds(bare_words)
            bones = skeleton(sound)
            if bones:
                spoken.setdefault(bones, {})[sound] = None
    for bare in bares:
        keys.setdefault(bare, BARE)
    return keys, spoken


def is_current(path: Path, edition: str) -> bool:
    """Whether a whole index of this format and edition is there."""
    try:
        with closing(open_index(path)) as database:
            [(text, places)] = database.execute("SELECT text, places FROM edition").fetchall()
            [(last,)] = database.execute("SELECT max(id) FROM place").fetchall()
            return bool(text == edition and (places or None) == last)
    except (IndexUnavailable, sqlite3.Error, ValueError):
        return False


def open_index(path: Path) -> sqlite3.Connection:
    """A connection that only reads, and that several threads may take turns with.

    Raises IndexUnavailable when there is no whole index of this format.
    """
    try:
        # Never changed once it is there, only replaced as a whole: no locks are needed.
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        database = sqlite3.connect(address, uri=True, check_same_thread=False)
        try:
            pages, size, form = (
                database.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("page_count", "page_size", "user_version")
            )
            if form == FORMAT and pages * size == path.stat().st_size:
                return database
        except BaseException:
            database.close()
            raise
        database.close()
    except (OSError, sqlite3.Error) as error:
        raise IndexUnavailable(
            msg("the index of the world's places can't be read: {reason}", reason=str(error))
        ) from error
    raise IndexUnavailable(
        msg("the index of the world's places is broken or of another version; build it anew")
    )
