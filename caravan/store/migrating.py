"""Bringing a database up to date: the revisions that it hasn't seen, all of them or none."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine

from caravan.store.copying import CopyRefused, copy_beside
from caravan.store.postgresql import Server
from caravan.store.revisions import is_known, revision_of, take_revisions
from caravan.store.schema import REVISION
from caravan.store.unusable import DatabaseUnusable, damaged_database, newer_database


def bring_up_to_date(engine: Engine, place: Path | Server, *, copy_first: bool = True) -> None:
    """Make the tables, or change those of an older version of the program; what is in them stays.

    Tables that are there are copied first: the copy is beside the database, and called after the
    revision that it comes before. It is of use to whoever wants the older version back.

    Raises DatabaseUnusable for a database of a newer version and when there can be no copy,
    SQLAlchemyError for any failure.
    """
    with engine.connect() as connection:
        if revision_of(connection) == REVISION:
            return
    with engine.execution_options(immediate=True).connect() as connection:
        if connection.dialect.name == "sqlite":
            # A table is changed by copying and dropping it, which would drop what refers to it.
            # This only has an effect before a transaction begins.
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            _upgrade(connection, engine, place, copy_first=copy_first)


def _upgrade(
    connection: Connection, engine: Engine, place: Path | Server, *, copy_first: bool
) -> None:
    # Another process may have done it while this one waited for the right to write.
    before = revision_of(connection)
    if before == REVISION:
        return
    name = place.name if isinstance(place, Server) else str(place)
    copy = None
    if before is not None:
        if not is_known(connection, before):
            raise newer_database(name)
        if copy_first:
            try:
                copy = copy_beside(connection, engine, place, f"before-{REVISION}")
            except CopyRefused as error:
                raise DatabaseUnusable(error.message) from error
    try:
        take_revisions(connection)
        _look_through(connection, name)
    except BaseException:
        # Nothing was changed, and the next attempt makes one again.
        if copy is not None:
            copy.unlink(missing_ok=True)
        raise


def _look_through(connection: Connection, name: str) -> None:
    """See that nothing refers to what isn't there. Raises DatabaseDamaged."""
    if connection.dialect.name == "sqlite":
        for check in ("PRAGMA foreign_key_check", "PRAGMA quick_check"):
            if connection.exec_driver_sql(check).fetchall() not in ([], [("ok",)]):
                raise damaged_database(name)
