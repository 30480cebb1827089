"""What a failure of the database means to a person, and what to do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, StatementError

from caravan.errors import CaravanError, Message, msg
from caravan.store.server_failures import server_failure
from caravan.store.state_folder import StateUnusable


class DatabaseUnusable(StateUnusable):
    """The database can't be opened, read or written; the transaction has changed nothing."""

    def __init__(self, message: Message) -> None:
        CaravanError.__init__(self, message)


class DatabaseDamaged(DatabaseUnusable):
    """The file is no database of this program, or what is in it contradicts itself."""


@contextmanager
def failures_told(name: str) -> Iterator[None]:
    """Turn a failure of the database of this name into one that a person understands.

    Raises DatabaseUnusable for any exception of SQLAlchemy and of SQLite, so that none leaves the
    store.
    """
    try:
        yield
    except StatementError as error:
        if not isinstance(error, DBAPIError) and error.orig is not None:
            raise error.orig from error  # a value that we should not have given: our own mistake
        raise _told(name, error.orig or error) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _told(name, error) from error


def missing_driver() -> DatabaseUnusable:
    """The settings ask for PostgreSQL, and psycopg isn't there."""
    return DatabaseUnusable(
        msg(
            "CARAVAN_DATABASE_URL asks for PostgreSQL, whose driver isn't installed. Install it"
            " with: pip install 'caravan[postgresql]'"
        )
    )


def newer_database(name: str) -> DatabaseUnusable:
    """The database has tables that this version of the program doesn't know."""
    return DatabaseUnusable(
        msg(
            "{path} was written by a newer version of this program. Start that version again.",
            path=name,
        )
    )


def damaged_database(name: str) -> DatabaseDamaged:
    """The file is no database of this program, or what is in it contradicts itself."""
    return DatabaseDamaged(replace(_DAMAGED, values=(("path", name),)))


def _told(name: str, cause: BaseException) -> DatabaseUnusable:
    # Like SQLITE_IOERR_WRITE; see https://sqlite.org/rescode.html.
    code = str(getattr(cause, "sqlite_errorname", "")).removeprefix("SQLITE_").partition("_")[0]
    told = _MEANINGS.get(code) or server_failure(cause)
    if told is _DAMAGED:
        return damaged_database(name)
    reason = " ".join(str(cause).split())
    if told is None:
        return DatabaseUnusable(
            msg("the database {path} can't be used: {reason}", path=name, reason=reason)
        )
    return DatabaseUnusable(replace(told, values=(("path", name), ("reason", reason))))


_FULL = msg(
    "nothing was saved: the disk is full, {path} can't grow. Make room, then try again.", path=""
)
_FAILING = msg(
    "the disk failed at {path} ({reason}), and nothing was saved. It may be full: look at it,"
    " then try again.",
    path="",
    reason="",
)
_READ_ONLY = msg(
    "nothing was saved: {path} may only be read. Give the server the right to write it, and its"
    " folder, then try again.",
    path="",
)
_CLOSED = msg(
    "{path} can't be opened. Give the server the right to read and write it, and its folder, then"
    " try again.",
    path="",
)
_BUSY = msg(
    "{path} has been in use by another program for too long. Wait for it, or close it, then try"
    " again.",
    path="",
)
_DAMAGED = msg(
    "{path} is damaged, or it is no database of this program. Put it aside, put your last copy in"
    " its place, then try again.",
    path="",
)
_MEANINGS = {
    "FULL": _FULL,
    "IOERR": _FAILING,
    "READONLY": _READ_ONLY,
    "PERM": _READ_ONLY,
    "CANTOPEN": _CLOSED,
    "AUTH": _CLOSED,
    "BUSY": _BUSY,
    "LOCKED": _BUSY,
    "NOTADB": _DAMAGED,
    "CORRUPT": _DAMAGED,
    "FORMAT": _DAMAGED,
}
