"""Whether a database has changed: asked thousands of times a second, so that answers can be kept."""

from __future__ import annotations

import os
import sqlite3
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from caravan.store.database import Database

Stamp = tuple[int, int]
"""Equal as long as nothing in the database has changed."""

_SETTLED_NS = 100_000_000
"""Nanoseconds after which no later change can have the same time of change: clocks of file systems
go in steps of 10 ms or less."""


@dataclass(slots=True)
class Watch:
    """Watches a database. Safe for threads.

    SQLite counts in its file how often that has changed, whichever process did it, and a
    connection that is kept open tells the count in some microseconds (PRAGMA data_version). As long
    as the file's time of change is the one with which a count was read well after it, the count is
    the same; to look at it takes a quarter of the time.
    """

    database: Database
    _connection: sqlite3.Connection | None = None
    _file: tuple[int, int] | None = None
    _opened: int = 0
    _count: int = 0
    _settled: int = 0
    _lock: Lock = field(default_factory=Lock)

    def stamp(self) -> Stamp | None:
        """What changes whenever something may have changed, by this process or another one.

        None when that isn't known: for a database of a server, one that isn't there, and one in
        which something is being written at this moment. Take it before you read what you keep.
        """
        try:
            path = self.database.path
        except TypeError:
            return None
        with self._lock:
            try:
                return self._looked_up(path)
            except (OSError, sqlite3.Error) as error:
                self._settled = 0
                if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_BUSY:
                    self._close()
                return None

    def _looked_up(self, path: Path) -> Stamp:
        status = os.stat(path)  # noqa: PTH116 a third of the time that Path.stat takes
        file, changed = (status.st_dev, status.st_ino), status.st_mtime_ns
        # A copy that was put in the place of the file has a count of its own.
        if self._connection is None or self._file != file:
            self._close()
            self._connection = _connected(path)
            self._file = file
            self._opened += 1
        if changed != self._settled:
            (self._count,) = self._connection.execute("PRAGMA data_version").fetchone()
            is_settled = time.time_ns() - changed > _SETTLED_NS and _counts_in_file(
                self._connection
            )
            self._settled = changed if is_settled else 0
        return self._opened, self._count

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._settled = 0


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        # Never makes the file: that is done where its tables are made.
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=0,
        isolation_level=None,
        check_same_thread=False,
    )


def _counts_in_file(connection: sqlite3.Connection) -> bool:
    """Whether every change is one of this file: with a write-ahead log it comes there later."""
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    return bool(mode != "wal")
