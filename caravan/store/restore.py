"""Putting a copy back in the place of the database, while others work."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Engine

from caravan.errors import msg
from caravan.files.atomic_write import written_by_library
from caravan.store.copying import CopyRefused, check_copy, copy_beside, refuse_unless_file
from caravan.store.database import Database
from caravan.store.kept_promises import (
    PROMISES,
    add_links,
    add_promises,
    doubt_waiting_mails,
    has_promises,
)
from caravan.store.leftovers import remove_leftovers, working_folder
from caravan.store.migrating import bring_up_to_date
from caravan.store.postgresql import Server
from caravan.store.revisions import is_known
from caravan.store.rows import copy_rows, empty, has_rows
from caravan.store.schema import Base
from caravan.store.since_copy import ACCESS, Since, note, since_copy, write_since
from caravan.store.sqlite import sqlite_engine
from caravan.store.state_folder import StateUnusable, make_folder
from caravan.store.unusable import DatabaseDamaged, failures_told, newer_database


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done.

    Attributes:
        before: a copy of what was there before, or the damaged file; None when nothing was.
    """

    before: Path | None


def restore(database: Database, copy: Path, at: datetime) -> Restored:
    """Put what a copy holds in the place of what the database holds.

    In one transaction: others see what was there before, or what the copy holds, and wait for the
    end before they write. So what was acknowledged before is in the copy that is made of it, and
    what is acknowledged afterwards is in the restored database. A copy of an older version of the
    program is brought up to date first. What must not come back, or not go, stays as it is; see
    `caravan.store.since_copy`. A file that is damaged is put aside, and replaced at once.

    What earlier runs left behind that were killed is removed.

    Raises CopyRefused for a file that is no whole copy, StateUnusable also when there can be no
    copy of what is there; nothing was changed then.
    """
    if isinstance(database.place, Path) and _is_same(copy, database.place):
        raise CopyRefused(msg("{path} is the database itself", path=str(copy)))
    folder = database.place.folder if isinstance(database.place, Server) else database.path.parent
    make_folder(folder)
    remove_leftovers(folder, at)
    with _twin(copy, folder) as twin:
        if isinstance(database.place, Path) and not database.place.exists():
            with contextlib.suppress(FileExistsError):
                return _put_there(database.place, twin, copy, at)
        try:
            return _put_in(database, twin, copy, at)
        except DatabaseDamaged:
            if isinstance(database.place, Server):
                raise
            return _put_there(database.place, twin, copy, at)


def _put_in(database: Database, twin: Engine, copy: Path, at: datetime) -> Restored:
    """Put the rows in the place of others, in one transaction."""
    with database.writing() as session, twin.connect() as source:
        connection = session.connection()
        before = None
        if has_rows(connection, Base.metadata):
            before = copy_beside(connection, database.engine, database.place, "before-restore")
        since = since_copy(connection)
        kept = PROMISES if has_promises(connection) else frozenset()
        kept |= ACCESS if since.has_access else frozenset()
        # Links that the copy brings are to invitations that may have other numbers here.
        later = {"link"} if kept >= PROMISES else frozenset()
        empty(connection, Base.metadata, kept)
        copy_rows(source, connection, Base.metadata, kept | later)
        if kept >= PROMISES:
            add_promises(source, connection)
            if not since.has_access:
                add_links(source, connection)
        else:
            doubt_waiting_mails(connection)
        write_since(connection, since)
        note(connection, copy, at)
        return Restored(before)


def _put_there(path: Path, twin: Engine, copy: Path, at: datetime) -> Restored:
    """Put the file there, in the place of a damaged one or of none."""
    with failures_told(str(path)), twin.execution_options(immediate=True).begin() as connection:
        doubt_waiting_mails(connection)
        write_since(connection, Since())
        note(connection, copy, at)
    is_there, before = path.exists(), None
    try:
        with written_by_library(path, replace=is_there) as file:
            shutil.copyfile(str(twin.url.database), file)
            if is_there:
                before = _put_aside(path)
    except FileExistsError:
        raise
    except OSError as error:
        raise StateUnusable(path, error) from error
    return Restored(before)


def _put_aside(path: Path) -> Path:
    """Keep a damaged file under another name as well, its journal under that alone."""
    number = 1
    while True:
        aside = path.with_name(f"{path.name}.damaged" + (f"-{number}" if number > 1 else ""))
        try:
            os.link(path, aside)
            break
        except FileExistsError:
            number += 1
    # It belongs to the damaged file: SQLite would play it into the other one.
    journal = path.with_name(f"{path.name}-journal")
    with contextlib.suppress(FileNotFoundError):
        journal.rename(f"{aside}-journal")
    return aside


@contextlib.contextmanager
def _twin(copy: Path, folder: Path) -> Iterator[Engine]:
    """A copy of the copy, brought up to date: the copy itself is left as it is.

    Raises CopyRefused, StateUnusable.
    """
    if Path(f"{copy}-journal").exists():
        raise CopyRefused(
            msg(
                "beside {path} lies its journal: it is a database that was copied as a file, or"
                " one in use. Only what “caravan backup” wrote is surely whole.",
                path=str(copy),
            )
        )
    with working_folder(folder) as own:
        twin = own / "caravan.db"
        _copy_file(copy, twin)
        engine = sqlite_engine(twin)
        revision = check_copy(twin, str(copy))
        with failures_told(str(copy)), engine.connect() as connection:
            if not is_known(connection, revision):
                raise newer_database(str(copy))
        with failures_told(str(twin)):
            bring_up_to_date(engine, twin, copy_first=False)
        yield engine


def _copy_file(copy: Path, twin: Path) -> None:
    """Copy byte by byte, telling a copy that can't be read from a folder that can't be written.

    Raises CopyRefused, StateUnusable.
    """
    refuse_unless_file(copy)  # a device may never end
    try:
        source = copy.open("rb")
    except OSError as error:
        raise _not_read(copy, error) from error
    with source:
        try:
            with twin.open("xb") as target:
                while chunk := _chunk(source, copy):
                    target.write(chunk)
        except OSError as error:
            raise StateUnusable(twin, error) from error


def _chunk(source: BinaryIO, copy: Path) -> bytes:
    try:
        return source.read(1 << 20)
    except OSError as error:
        raise _not_read(copy, error) from error


def _not_read(copy: Path, error: OSError) -> CopyRefused:
    return CopyRefused(
        msg(
            "{path} can't be read: {reason}",
            path=str(copy),
            reason=error.strerror or str(error),
        )
    )


def _is_same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)
