"""What a failure of the database means to a person, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, StatementError

from caravan.errors import CaravanError, Message, msg
from caravan.store.state_folder import StateUnusable


class DatabaseUnusable(StateUnusable):
    """The database can't be opened, read or written; the transaction has changed nothing."""

    def __init__(self, message: Message) -> None:
        CaravanError.__init__(self, message)


@contextmanager
def failures_told(path: Path) -> Iterator[None]:
    """Turn a failure of the database at `path` into one that a person understands.

    Raises DatabaseUnusable for any exception of SQLAlchemy, so that none leaves the store.
    """
    try:
        yield
    except StatementError as error:
        if not isinstance(error, DBAPIError) and error.orig is not None:
            raise error.orig from error  # a value that we should not have given: our own mistake
        raise DatabaseUnusable(_meaning(path, error)) from error
    except SQLAlchemyError as error:
        raise DatabaseUnusable(_meaning(path, error)) from error


def newer_database(path: Path) -> DatabaseUnusable:
    """The database has tables that this version of the program doesn't know."""
    return DatabaseUnusable(
        msg(
            "{path} was written by a newer version of this program. Start that version again.",
            path=str(path),
        )
    )


def damaged_database(path: Path) -> DatabaseUnusable:
    """The file is no database of this program, or what is in it contradicts itself."""
    return DatabaseUnusable(replace(_DAMAGED, values=(("path", str(path)),)))


def _meaning(path: Path, error: SQLAlchemyError) -> Message:
    cause = error.orig if isinstance(error, StatementError) and error.orig is not None else error
    # Like SQLITE_IOERR_WRITE; see https://sqlite.org/rescode.html.
    code = str(getattr(cause, "sqlite_errorname", "")).removeprefix("SQLITE_").partition("_")[0]
    told = _MEANINGS.get(code)
    reason = str(cause)
    if told is None:
        return msg("the database {path} can't be used: {reason}", path=str(path), reason=reason)
    return replace(told, values=(("path", str(path)), ("reason", reason)))


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
