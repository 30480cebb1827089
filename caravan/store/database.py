"""The database of the store: made and brought up to date on first use, all or nothing after that."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from caravan.store.sqlite import sqlite_engine
from caravan.store.state_folder import StateUnusable, make_folder
from caravan.store.unusable import failures_told

FILE = "caravan.db"


@dataclass(frozen=True, slots=True)
class Database:
    """A database file. Safe for threads; other processes may use the same file.

    Every transaction raises StateUnusable, saying what to do, for a folder or a file that can't be
    written, a full disk, a file that is damaged or no database, one that is in use by another
    program for too long, and one of a newer version of this program. What was saved before stays.
    """

    path: Path

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that sees one moment of all tables. Raises StateUnusable."""
        with failures_told(self.path), Session(self._ready(), expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that writes all or, when anything is raised, nothing; one at a time.

        When the block is left without an exception, what it wrote is safe on the disk. Keep it
        short: other writers wait. Raises StateUnusable.
        """
        with failures_told(self.path):
            engine = self._ready().execution_options(immediate=True)
            with Session(engine, expire_on_commit=False) as session, session.begin():
                yield session

    def _ready(self) -> Engine:
        """The engine, once the file is there and has all tables."""
        opened = _opened(self.path.absolute())
        with opened.lock:
            # Another file than last time, or none: somebody has put a copy there, or removed it.
            if opened.identity is None or opened.identity != _identity(self.path):
                _make_private(self.path)
                from caravan.store.migrating import bring_up_to_date

                bring_up_to_date(opened.engine, self.path)
                opened.identity = _identity(self.path)
        return opened.engine


def database_in(state: Path) -> Database:
    """The database of a state folder."""
    return Database(state / FILE)


@dataclass(slots=True)
class _Opened:
    """What this process knows of a database file.

    Attributes:
        identity: of the file that is known to have all tables.
    """

    engine: Engine
    lock: Lock = field(default_factory=Lock)
    identity: tuple[int, int] | None = None


_opening = Lock()


@cache
def _known(path: Path) -> _Opened:
    return _Opened(sqlite_engine(path))


def _opened(path: Path) -> _Opened:
    with _opening:  # `cache` alone would let two threads have one each
        return _known(path)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _make_private(path: Path) -> None:
    """Make the file when it isn't there, its owner's alone from its first moment.

    Raises StateUnusable.
    """
    make_folder(path.parent)
    try:
        # SQLite would make it readable by others. Its journals get the same permissions.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        with contextlib.suppress(OSError):
            mode = stat.S_IMODE(path.stat().st_mode)
            if mode & 0o077:
                path.chmod(mode & 0o700)
    except OSError as error:
        raise StateUnusable(path, error) from error
