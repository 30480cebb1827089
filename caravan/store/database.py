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

from caravan.store.postgresql import Server, postgresql_engine, server_at
from caravan.store.settings import Settings
from caravan.store.sqlite import sqlite_engine
from caravan.store.state_folder import StateUnusable, make_folder
from caravan.store.unusable import failures_told

FILE = "caravan.db"


@dataclass(frozen=True, slots=True)
class Database:
    """A database. Safe for threads; other processes may use the same one.

    Attributes:
        place: a file of SQLite, or a database of a PostgreSQL server.

    Every transaction raises StateUnusable, saying what to do, for a folder or a file that can't be
    written, a full disk, a file that is damaged or no database, one that is in use by another
    program for too long, a server that isn't there or refuses us, and a database of a newer version
    of this program. What was saved before stays.
    """

    place: Path | Server

    @property
    def path(self) -> Path:
        """The file. Raises TypeError for a database of a server, which has none."""
        if isinstance(self.place, Server):
            raise TypeError("a database of a server has no file")
        return self.place

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.place.name if isinstance(self.place, Server) else str(self.place)

    @property
    def engine(self) -> Engine:
        """How it is opened, perhaps without its tables. Raises DatabaseUnusable without a driver."""
        return _opened(_whole(self.place)).engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that sees one moment of all tables. Raises StateUnusable."""
        with (
            failures_told(self.name),
            Session(self._ready(), expire_on_commit=False) as session,
        ):
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that writes all or, when anything is raised, nothing; one at a time.

        When the block is left without an exception, what it wrote is safe on the disk. Keep it
        short: other writers wait. Raises StateUnusable.
        """
        with failures_told(self.name):
            engine = self._ready().execution_options(immediate=True)
            with Session(engine, expire_on_commit=False) as session, session.begin():
                yield session

    def _ready(self) -> Engine:
        """The engine, once the file is there and has all tables."""
        opened = _opened(_whole(self.place))
        with opened.lock:
            # Another file than last time, or none: somebody has put a copy there, or removed it.
            if opened.identity is None or opened.identity != _identity(self.place):
                if isinstance(self.place, Path):
                    _make_private(self.place)
                from caravan.store.migrating import bring_up_to_date

                bring_up_to_date(opened.engine, self.place)
                opened.identity = _identity(self.place)
        return opened.engine


def database_in(state: Path) -> Database:
    """The database file of a state folder."""
    return Database(state / FILE)


def database_of(settings: Settings) -> Database:
    """The database of a server's settings: of PostgreSQL when they name one, else a file.

    Raises ImpossibleValue for an address that is none.
    """
    if settings.database_url:
        return Database(server_at(settings.database_url, settings.state))
    return database_in(settings.state)


@dataclass(slots=True)
class _Opened:
    """What this process knows of a database.

    Attributes:
        identity: of the file that is known to have all tables; of a server's, any.
    """

    engine: Engine
    lock: Lock = field(default_factory=Lock)
    identity: tuple[int, int] | None = None


_opening = Lock()


@cache
def _known(place: Path | Server) -> _Opened:
    if isinstance(place, Server):
        return _Opened(postgresql_engine(place))
    return _Opened(sqlite_engine(place))


def _opened(place: Path | Server) -> _Opened:
    with _opening:  # `cache` alone would let two threads have one each
        return _known(place)


def _whole(place: Path | Server) -> Path | Server:
    return place.absolute() if isinstance(place, Path) else place


def _identity(place: Path | Server) -> tuple[int, int] | None:
    if isinstance(place, Server):
        return 0, 0
    try:
        status = place.stat()
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
