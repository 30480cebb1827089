"""Whether a database has changed: asked thousands of times a second, so that answers can be kept."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from caravan.store.database import Database

Stamp = tuple[int, int]
"""Equal as long as nothing in the database has changed."""


@dataclass(slots=True)
class Watch:
    """Watches a database. Safe for threads.

    SQLite counts in its file how often that has changed, whichever process did it, and a
    connection that is kept open tells the count in some microseconds (PRAGMA data_version).
    """

    database: Database
    _connection: sqlite3.Connection | None = None
    _file: tuple[int, int] | None = None
    _opened: int = 0
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
                return self._counted(path)
            except (OSError, sqlite3.Error) as error:
                if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_BUSY:
                    self._close()
                return None

    def _counted(self, path: Path) -> Stamp:
        status = os.stat(path)  # noqa: PTH116 a third of the time that Path.stat takes
        # A copy that was put in the place of the file has a count of its own.
        if self._connection is None or self._file != (status.st_dev, status.st_ino):
            self._close()
            self._connection = sqlite3.connect(
                # Never makes the file: that is done where its tables are made.
                f"{path.absolute().as_uri()}?mode=rw",
                uri=True,
                timeout=0,
                isolation_level=None,
                check_same_thread=False,
            )
            self._file = status.st_dev, status.st_ino
            self._opened += 1
        (count,) = self._connection.execute("PRAGMA data_version").fetchone()
        return self._opened, count

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None
