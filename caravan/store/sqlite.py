"""How SQLite is opened: so that what was acknowledged as saved stays saved."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

PATIENCE_SECONDS = 10.0
"""How long a transaction waits for another one; ours take milliseconds."""


def sqlite_engine(path: Path) -> Engine:
    """An engine on a database file. Nothing is opened before it is used.

    Its option `immediate` makes a transaction take the right to write at its start: one that
    read first and asked for it later could only fail when another has written meanwhile.
    """
    # A connection for each transaction: opening one takes a fraction of a millisecond, none is
    # ever shared by threads or inherited by a child process, and none keeps a file that was
    # replaced.
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        connect_args={"timeout": PATIENCE_SECONDS},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # Transactions begin where we say (see `_begin`); tables change within them too.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # A rollback journal, which is SQLite's default and nothing to be set in the file, and not the
    # write-ahead log: before SQLite 3.51.3 two connections that write and reset that log at the
    # same moment could spoil the database, and Python brings older ones (Debian 12: 3.40.1).
    # EXTRA also waits until the journal's removal is on the disk: else a transaction that was
    # acknowledged could be rolled back after the power has failed.
    connection.execute("PRAGMA synchronous = EXTRA")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
