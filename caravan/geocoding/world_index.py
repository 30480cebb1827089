"""The index of the world's places: one SQLite file, built once, then only read.

Tables: ``place`` (ids in the order of population, so that the populous ones come first),
``spelling`` (spelling key to places), ``sound`` (skeleton of consonants to places, with the sounds
of their names), ``area`` (names of countries and divisions), ``division`` (the name to show for
one), ``edition`` (what the index was made of, written last).
"""

from __future__ import annotations

import math
import sqlite3
from contextlib import closing
from pathlib import Path

from caravan.errors import CaravanError, msg

FORMAT = 3
"""Of the file; an index of another format is built anew."""
FILE_NAME = "world-places.sqlite"

MAIN, OTHER, BARE = 0, 1, 2
"""Which names have a key: the main one, another one, or one that lost its articles."""


class IndexUnavailable(CaravanError):
    """The index of the world's places can't be built or read."""


def cell(latitude: float, longitude: float) -> int:
    """The number of the square of one degree that holds a point."""
    return (math.floor(latitude) + 90) * 360 + (math.floor(longitude) + 180) % 360


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
        except BaseException:  # an interrupt, too: the file must not stay open
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
