"""What a restore or a copy leaves behind when it is killed: a whole database, with everybody's names.

Whoever works in such a folder holds a lock on it, which ends with the process, however that ends.
So what nobody holds is left over.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from caravan.store.state_folder import StateUnusable

_PREFIX = ".restore-"
_HEADER = b"SQLite format 3\0"
_JUST_MADE = timedelta(minutes=1)
"""So old is a folder at most whose maker may not hold it yet."""
_ABANDONED = timedelta(days=1)
"""So long nobody works on one copy: for what can't be held."""


@contextlib.contextmanager
def working_folder(folder: Path) -> Iterator[Path]:
    """A private folder in another one, gone afterwards. Raises StateUnusable."""
    try:
        own = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
    except OSError as error:
        raise StateUnusable(folder, error) from error
    handle = os.open(own, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # not every file system has locks
            fcntl.flock(handle, fcntl.LOCK_SH)
        yield own
    finally:
        os.close(handle)
        shutil.rmtree(own, ignore_errors=True)


def remove_leftovers(folder: Path, at: datetime) -> None:
    """Remove what restores of before have left in a state folder, and half copies of its database.

    Only what is this program's own, of the same user, and of no run that goes on. What can't be
    removed stays: nothing fails for that.
    """
    for entry in _entries(folder):
        if entry.name.startswith(_PREFIX) and entry.is_dir(follow_symlinks=False):
            if _is_left(entry, at):
                shutil.rmtree(entry.path, ignore_errors=True)
        elif entry.name.startswith(".caravan.db"):
            _remove_half(entry, ".caravan.db", at)


def remove_half_copies(target: Path, at: datetime) -> None:
    """Remove what was to become a file of this name, and never did."""
    for entry in _entries(target.parent):
        _remove_half(entry, f".{target.name[:100]}", at)


def _entries(folder: Path) -> tuple[os.DirEntry[str], ...]:
    try:
        with os.scandir(folder) as found:
            return tuple(found)
    except OSError:
        return ()


def _remove_half(entry: os.DirEntry[str], begin: str, at: datetime) -> None:
    # As mkstemp ends them, see caravan.files.atomic_write; the name before may go on with a reason.
    is_ours = re.fullmatch(rf"{re.escape(begin)}([.-][a-z0-9-]+)*\.[a-z0-9_]{{8}}", entry.name)
    if is_ours and entry.is_file(follow_symlinks=False) and _age(entry, at) > _ABANDONED:
        path = Path(entry.path)
        with contextlib.suppress(OSError), path.open("rb") as file:
            if file.read(len(_HEADER)) in {b"", _HEADER}:
                path.unlink()


def _is_left(entry: os.DirEntry[str], at: datetime) -> bool:
    age = _age(entry, at)
    if age <= _JUST_MADE:
        return False
    try:
        handle = os.open(entry.path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in {errno.EWOULDBLOCK, errno.EACCES} and age > _ABANDONED
    else:
        return True
    finally:
        os.close(handle)


def _age(entry: os.DirEntry[str], at: datetime) -> timedelta:
    """How long nothing was changed; none for what is another user's or gone."""
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return timedelta(0)
    if status.st_uid != os.geteuid():
        return timedelta(0)
    return at - datetime.fromtimestamp(status.st_mtime, UTC)
