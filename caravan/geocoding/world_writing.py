"""Writing the index of the world's places, whole or not at all."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path

from caravan.errors import msg
from caravan.geocoding.spelling import spelling_key, without_articles, words_of
from caravan.geocoding.transliteration import latin_sounds, skeleton
from caravan.geocoding.world_divisions import name_divisions
from caravan.geocoding.world_index import BARE, FORMAT, MAIN, OTHER, IndexUnavailable, cell
from caravan.geocoding.world_places import WorldArea, WorldPlace

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
_ABANDONED_SECONDS = 86400


def build_index(
    path: Path,
    places: Iterable[WorldPlace],
    areas: Iterable[WorldArea],
    subdivisions: Iterable[tuple[str, str]] = (),
    *,
    edition: str,
    on_place: Callable[[int], None] = lambda _: None,
) -> None:
    """Build an index and put it in place whole: who reads meanwhile sees the old one or the new.

    `places` come with the most populous first; `subdivisions` are official names of first-level
    divisions, as (country, name). `on_place` hears now and then how many places are done.

    Raises IndexUnavailable when the folder can't be written or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Two builders at once work in folders of their own; the last one to finish stays.
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    except OSError as error:
        raise cannot_write(path, error) from error
    try:
        whole = folder / "index"
        with closing(sqlite3.connect(whole, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute("PRAGMA cache_size = -65536")
            database.execute("ATTACH ? AS scratch", (str(folder / "scratch"),))
            database.execute("PRAGMA scratch.journal_mode = OFF")
            database.execute("PRAGMA scratch.synchronous = OFF")
            count = _fill(database, places, areas, on_place)
            name_divisions(database, subdivisions)
            # Last: an index without it was never finished.
            database.execute("INSERT INTO edition VALUES (?, ?)", (edition, count))
            database.execute(f"PRAGMA user_version = {FORMAT:d}")
        whole.replace(path)
        _sweep(path, folder)
    except (OSError, sqlite3.Error) as error:
        raise cannot_write(path, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(path: Path, own: Path) -> None:
    """Remove the folders of builders that were killed, a day ago or earlier."""
    now = own.stat().st_mtime
    for folder in path.parent.glob(f".{path.name}.*"):
        # Another builder may remove its folder at this moment.
        with suppress(OSError):
            if folder.stat().st_mtime < now - _ABANDONED_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def cannot_write(path: Path, error: Exception) -> IndexUnavailable:
    """The refusal of a folder that can't be written, or of a full disk."""
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
    on_place: Callable[[int], None],
) -> int:
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
    batch = _Batch()
    for count, place in enumerate(places, start=1):
        if place.division not in ("", "00"):
            # The most populous come first: a division is called after its largest place.
            divisions.setdefault((place.country, place.division), place.name)
        batch.add(count, place)
        if count % _STEP == 0:
            batch.write(database)
            on_place(count)
    batch.write(database)
    database.executemany(
        "INSERT INTO division VALUES (?, ?, ?)",
        ((country, code, name) for (country, code), name in sorted(divisions.items())),
    )
    database.execute("COMMIT")
    on_place(count)
    for statement in filter(str.strip, _SORTING.split(";")):
        database.execute(statement)
    return count


class _Batch:
    """Rows that are written together."""

    def __init__(self) -> None:
        self.places: list[tuple[object, ...]] = []
        self.spellings: list[tuple[str, int, int]] = []
        self.sounds: list[tuple[str, int, str, str]] = []

    def add(self, number: int, place: WorldPlace) -> None:
        """Add the rows of a place."""
        point = (place.latitude, place.longitude)
        self.places.append(
            (
                number,
                place.geoname,
                place.name,
                *point,
                cell(*point),
                place.country,
                place.division,
                place.population,
                place.zone,
            )
        )
        keys, spoken = _keys_and_sounds((place.name, *place.other_names))
        self.spellings += [(key, number, kind) for key, kind in keys.items()]
        self.sounds += [
            (bones, number, place.country, " ".join(heard)) for bones, heard in spoken.items()
        ]

    def write(self, database: sqlite3.Connection) -> None:
        """Write the rows and forget them."""
        database.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self.places)
        database.executemany("INSERT INTO scratch.spelling VALUES (?, ?, ?)", self.spellings)
        database.executemany("INSERT INTO scratch.sound VALUES (?, ?, ?, ?)", self.sounds)
        self.places.clear()
        self.spellings.clear()
        self.sounds.clear()


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
        # Small letters at the beginning are GeoNames' machine-made readings of other scripts.
        if bare.isascii() and not (at and name[0].islower() and name.isascii()):
            sound = latin_sounds(bare_words)
            bones = skeleton(sound)
            if bones:
                spoken.setdefault(bones, {})[sound] = None
    for bare in bares:
        keys.setdefault(bare, BARE)
    return keys, spoken
