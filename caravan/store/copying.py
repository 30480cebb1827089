"""Copies of a whole database, each a file of SQLite that is looked through before it counts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine

from caravan.errors import CaravanError, msg
from caravan.files.atomic_write import written_by_library
from caravan.store.postgresql import Server
from caravan.store.revisions import revision_of, take_revisions
from caravan.store.rows import copy_rows, tables_in
from caravan.store.sqlite import sqlite_engine
from caravan.store.state_folder import StateUnusable, make_folder
from caravan.store.unusable import DatabaseDamaged, damaged_database, failures_told


class CopyRefused(CaravanError):
    """A copy that can't be made there, or one that can't be used; nothing was changed."""


def write_copy(connection: Connection, engine: Engine, place: Path | Server, file: Path) -> None:
    """Write a copy of a database into an empty file, and look through it.

    The tables are copied as they are, also those of an older version of the program.

    Args:
        connection: in a transaction that sees one moment of all tables, or that alone may write.

    Raises CopyRefused, StateUnusable.
    """
    if isinstance(place, Server):
        with failures_told(place.name):
            _write_rows(connection, file)
    else:
        _write_pages(engine, str(place), file)
    check_copy(file)


def copy_beside(connection: Connection, engine: Engine, place: Path | Server, why: str) -> Path:
    """Write a copy into the folder of a database, or the state folder for one of a server.

    Args:
        why: a word at the end of its name, followed by a number when there are such copies already.

    Raises CopyRefused when what is copied isn't sound, StateUnusable.
    """
    folder, name = place.folder if isinstance(place, Server) else place.parent, "caravan.db"
    if isinstance(place, Path):
        name = place.name
    make_folder(folder)
    number = 1
    while True:
        target = folder / (f"{name}.{why}" if number == 1 else f"{name}.{why}-{number}")
        number += 1
        if target.exists():
            continue
        try:
            with written_by_library(target, replace=False) as file:
                write_copy(connection, engine, place, file)
        except FileExistsError:
            continue
        except OSError as error:
            raise StateUnusable(target, error) from error
        return target


def check_copy(file: Path, name: str = "") -> str:
    """Look through all of a copy; the revision of its tables.

    Args:
        name: what messages call it, unless that is its own name.

    Raises CopyRefused for one that isn't whole, and for no database of this program.
    """
    refused = CopyRefused(
        msg("{path} is no whole copy of a database of this program", path=name or str(file))
    )
    try:
        with failures_told(str(file)), sqlite_engine(file).connect() as connection:
            for check in ("PRAGMA integrity_check", "PRAGMA foreign_key_check"):
                if connection.exec_driver_sql(check).fetchall() not in ([], [("ok",)]):
                    raise damaged_database(str(file))
            revision = revision_of(connection)
    except DatabaseDamaged as error:
        raise refused from error
    if revision is None:
        raise refused
    return revision


def refuse_unless_file(path: Path) -> None:
    """Raises CopyRefused for a device, a pipe, a folder: whatever is there and no regular file."""
    if path.exists() and not path.is_file():
        raise CopyRefused(
            msg("{path} is no regular file: a copy is one, of any other name", path=str(path))
        )


def not_written(target: Path, error: OSError) -> CopyRefused:
    """The copy can't be put where it is wanted."""
    return CopyRefused(
        msg(
            "the copy {path} can't be written: {reason}",
            path=str(target),
            reason=error.strerror or str(error),
        )
    )


def _write_rows(connection: Connection, file: Path) -> None:
    """The same tables in SQLite, with the same rows. Raises SQLAlchemyError."""
    revision = revision_of(connection)
    with sqlite_engine(file).execution_options(immediate=True).begin() as target:
        if revision is not None:
            take_revisions(target, revision)
        copy_rows(connection, target, tables_in(target))


def _write_pages(engine: Engine, name: str, file: Path) -> None:
    """SQLite's own copy: of one moment, while others read, and without what was deleted."""
    with failures_told(name), closing(engine.raw_connection()) as connection:
        try:
            connection.cursor().execute("VACUUM INTO ?", (str(file),))
        except sqlite3.Error as error:
            if _is_of_source(error):
                raise
            with failures_told(str(file)):
                raise


def _is_of_source(error: sqlite3.Error) -> bool:
    code = str(getattr(error, "sqlite_errorname", ""))
    return code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_BUSY", "SQLITE_LOCKED"))
