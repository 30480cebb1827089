"""How PostgreSQL is opened: with the same promises as SQLite, for several computers at once."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from caravan.store.database_url import no_address
from caravan.store.unusable import missing_driver

PATIENCE_SECONDS = 10
"""How long a transaction waits for another one or for the server; ours take milliseconds."""
_WRITERS = int.from_bytes(b"caravan", "big")
"""The advisory lock of whoever writes. Such locks are counted for each database by itself."""


@dataclass(frozen=True, slots=True)
class Server:
    """A database of a PostgreSQL server.

    Attributes:
        url: its address, which may hold a password: never shown.
        folder: where a copy is put before the tables are changed.
    """

    url: URL = field(repr=False)
    folder: Path

    @property
    def name(self) -> str:
        """What messages call it: its address without whoever logs in there."""
        place = URL.create(
            "postgresql", host=self.url.host, port=self.url.port, database=self.url.database
        )
        return place.render_as_string()


def server_at(address: str, folder: Path) -> Server:
    """The database of an address like ``postgresql://user:password@host:5432/database``.

    Raises ImpossibleValue, without a word of the address, for anything else.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise no_address() from None
    if url.get_backend_name() not in {"postgresql", "postgres"}:
        raise no_address()
    return Server(url.set(drivername="postgresql+psycopg"), folder)


def postgresql_engine(server: Server) -> Engine:
    """An engine on a server's database. Nothing is opened before it is used.

    Its option `immediate` makes a transaction take the right to write at its start, which one at
    a time has, as with SQLite. Without it a transaction reads one moment of all tables.

    Raises DatabaseUnusable without the driver.
    """
    wanted = {
        "application_name": "caravan",
        "connect_timeout": PATIENCE_SECONDS,
        # Statements that the server remembers outlive a change of the tables, and get lost when a
        # pooler like PgBouncer gives the next transaction another connection.
        "prepare_threshold": None,
    }
    try:
        engine = create_engine(
            server.url,
            # Unlike with SQLite a connection costs the server a process: some are kept, and looked
            # at before use, since the server may have been started again meanwhile.
            pool_pre_ping=True,
            pool_timeout=PATIENCE_SECONDS,
            connect_args={key: wanted[key] for key in wanted.keys() - server.url.query.keys()},
        )
    except ModuleNotFoundError as error:
        raise missing_driver() from error
    event.listen(engine, "begin", _begin)
    # A child would talk through its parent's connections.
    os.register_at_fork(after_in_child=lambda: engine.dispose(close=False))
    return engine


def _begin(connection: Connection) -> None:
    if not connection.get_execution_options().get("immediate", False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return
    connection.exec_driver_sql(_PREPARE)
    # One writer at a time for the whole database. So "the latest number and one more" is free, and
    # what was looked at before a write still holds at its end, whichever rows that were: row locks
    # keep nobody from adding rows, and SERIALIZABLE would have every writer begin again at times.
    # The transaction is READ COMMITTED: each statement after this one sees all that others have
    # committed, while a snapshot would be of the moment before the waiting.
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


# A server may acknowledge before the disk has it (synchronous_commit = off): never for us. What is
# stricter than "on" stays. A writer whose computer is gone mustn't keep the lock for hours.
_PREPARE = f"""
    SELECT set_config('lock_timeout', '{PATIENCE_SECONDS}s', true),
           set_config('idle_in_transaction_session_timeout', '60s', true),
           set_config('synchronous_commit',
               CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'
               ELSE current_setting('synchronous_commit') END, true)
"""
