"""Answers of online geocoders kept on disk, so that nobody is asked the same thing twice."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

MAX_AGE_DAYS = 90
"""How long an answer is kept; towns hardly move."""
MAX_EMPTY_AGE_DAYS = 1
"""How long it is kept that a service knows nothing: somebody may be drawing the town just now."""
MAX_BYTES = 20_000_000
"""How many bytes of answers are kept; the oldest go first."""

_PATIENCE = 10.0
"""How long one writer waits for another, s."""
_DAY = 86_400.0
_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
    request TEXT PRIMARY KEY, answer TEXT NOT NULL, bytes INTEGER NOT NULL, ends REAL NOT NULL,
    kept REAL NOT NULL
) WITHOUT ROWID
"""


class AnswerCache:
    """Answers by canonical request, in an SQLite file that several processes may share.

    What was kept survives a crash whole or not at all. A file that can't be used, a full disk and
    a broken file lose answers, and nothing else: then they are asked for anew.

    Args:
        file: the database; its folder is made when it is missing.
        max_bytes: how many bytes of answers are kept.
        now: the time of day, for tests.
    """

    def __init__(
        self, file: Path, *, max_bytes: int = MAX_BYTES, now: Callable[[], float] = time.time
    ) -> None:
        self._file = file
        self._max_bytes = max_bytes
        self._now = now

    def get(self, request: str) -> object:
        """The answer that was kept for a request, None when there is none or it is too old."""
        now = self._now()
        with contextlib.suppress(OSError, sqlite3.Error, ValueError, RecursionError):
            with self._database() as database:
                row = database.execute(
                    # An answer from the future was kept under a wrong clock: no age is known.
                    "SELECT answer FROM answers WHERE request = ? AND kept <= ? AND ends > ?",
                    (request, now + _DAY, now),
                ).fetchone()
            return None if row is None else json.loads(row[0])
        return None

    def put(self, request: str, answer: object, *, is_empty: bool = False) -> None:
        """Keep an answer that a service really gave; an empty one is soon asked for again."""
        now = self._now()
        text = json.dumps(answer, ensure_ascii=False)
        size = len(request.encode(errors="replace")) + len(text.encode(errors="replace"))
        days = MAX_EMPTY_AGE_DAYS if is_empty else MAX_AGE_DAYS
        for _ in range(2):
            try:
                with self._database() as database:
                    # At once, not at the first write: so one writer waits for the other.
                    database.execute("BEGIN IMMEDIATE")
                    database.execute(_TABLE)
                    database.execute(
                        "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)",
                        (request, text, size, now + days * _DAY, now),
                    )
                    self._make_room(database, now)
            except sqlite3.OperationalError:
                return  # Locked for long, read-only or full: nothing that a new file would mend.
            except sqlite3.DatabaseError:
                self._forget()  # Not a database any more.
            except (OSError, ValueError):  # ValueError: a lone surrogate
                return
            else:
                return

    def _make_room(self, database: sqlite3.Connection, now: float) -> None:
        database.execute("DELETE FROM answers WHERE ends <= ? OR kept > ?", (now, now + _DAY))
        database.execute(
            "DELETE FROM answers WHERE request IN (SELECT request FROM ("
            " SELECT request, SUM(bytes) OVER (ORDER BY kept DESC, request) AS total FROM answers"
            ") WHERE total > ?)",
            (self._max_bytes,),
        )

    @contextlib.contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own each time: threads share none. One transaction."""
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (
            contextlib.closing(
                sqlite3.connect(self._file, timeout=_PATIENCE, isolation_level=None)
            ) as database,
            database,
        ):  # commits, or undoes
            yield database

    def _forget(self) -> None:
        for ending in ("", "-journal", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                self._file.with_name(self._file.name + ending).unlink(missing_ok=True)
