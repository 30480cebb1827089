"""A copy of the database for whoever wants to carry it away, made while others work."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from caravan.errors import msg
from caravan.files.atomic_write import written_by_library
from caravan.store.audit import Audit
from caravan.store.copying import CopyRefused, not_written, refuse_unless_file, write_copy
from caravan.store.database import Database
from caravan.store.revisions import revision_of
from caravan.store.schema import REVISION
from caravan.store.state_folder import StateUnusable
from caravan.store.unusable import failures_told


@dataclass(frozen=True, slots=True)
class Copy:
    """A whole copy of a database.

    Attributes:
        size: bytes.
        revision: of its tables.
    """

    path: Path
    size: int
    revision: str


def back_up(database: Database, target: Path, *, replace: bool = False) -> Copy:
    """Write a whole copy of a database into a file, private, while others read and write it.

    It is a file of SQLite, whatever the database is. It is made beside the target, looked through,
    brought onto the disk, and then renamed: there is the old file or the new one, never half of
    one.

    Raises CopyRefused when the file is there and isn't to be replaced, is the database itself, no
    regular file or can't be written, and when there is nothing to copy; StateUnusable.
    """
    refuse_unless_file(target)
    if isinstance(database.place, Path):
        if not database.place.exists():
            raise _nothing_there(database)
        if target.exists() and target.samefile(database.place):
            raise CopyRefused(msg("{path} is the database itself", path=str(target)))
    if target.exists() and not replace:
        raise _already_there(target)
    engine = database.engine
    with failures_told(database.name), engine.connect() as connection:
        revision = revision_of(connection)
        if revision is None:
            raise _nothing_there(database)
        connection.rollback()  # whoever saves waits for readers to end
        try:
            with written_by_library(target, replace=replace) as file:
                write_copy(connection, engine, database.place, file)
        except FileExistsError:
            raise _already_there(target) from None
        except OSError as error:
            raise not_written(target, error) from error
    return Copy(target, target.stat().st_size, revision)


def note_backup(database: Database, copy: Copy, at: datetime) -> None:
    """Note in the audit trail that all of a database was copied.

    After that, so that the copy doesn't depend on it: a database that may only be read, or whose
    disk is full, can be copied too, and one of an older version isn't changed by being copied.
    """
    if copy.revision == REVISION:
        with contextlib.suppress(StateUnusable):
            what = msg("wrote the copy {name}", name=copy.path.name)
            Audit(database).note(at, "caravan backup", "", what)


def _nothing_there(database: Database) -> CopyRefused:
    return CopyRefused(msg("there is no database of this program at {path}", path=database.name))


def _already_there(target: Path) -> CopyRefused:
    return CopyRefused(
        msg(
            "{path} is there already. Give the copy another name, or say that it may be replaced"
            " (--force).",
            path=str(target),
        )
    )
