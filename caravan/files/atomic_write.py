"""Writing a file so that a reader sees the old one or the new one, never a half."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


def write_atomically(path: Path, content: bytes, *, private: bool = False) -> None:
    """Replace a file: temporary beside it, fsync, rename, fsync of the folder.

    A link is followed, and the permissions of a file that exists are kept; a private file is its
    owner's alone. Raises OSError.
    """
    target = path.resolve()
    with _written_beside(target, content, private=private) as temporary:
        temporary.replace(target)
    sync_folder(target.parent)


def write_once(path: Path, content: bytes) -> bool:
    """Write a private file unless it is there, whole; of several writers exactly one gets True.

    Raises OSError.
    """
    with _written_beside(path, content, private=True) as temporary:
        try:
            # A link is refused when the target exists, a rename would replace it.
            os.link(temporary, path)
        except FileExistsError:
            return False
    sync_folder(path.parent)
    return True


@contextlib.contextmanager
def written_by_library(target: Path, *, replace: bool) -> Iterator[Path]:
    """An empty private file beside the target, for a library that writes files by their path.

    It becomes the target, safe on the disk, when the block ends without an exception; else nothing
    of it is left. Raises FileExistsError when the target is there by then and isn't to be replaced,
    OSError.
    """
    with _written_beside(target, b"", private=True) as temporary:
        yield temporary
        handle = os.open(temporary, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        if replace:
            temporary.replace(target)
        else:
            os.link(temporary, target)
    sync_folder(target.parent)


@contextlib.contextmanager
def _written_beside(target: Path, content: bytes, *, private: bool) -> Iterator[Path]:
    """A temporary file in the folder of the target, safe on the disk; gone afterwards."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if not private:
                os.fchmod(file.fileno(), _mode(target))
            os.fsync(file.fileno())
        yield temporary
    finally:
        # Nothing is there any more once it has become the target.
        temporary.unlink(missing_ok=True)


def _mode(target: Path) -> int:
    # mkstemp makes files private; a data file keeps its mode, or gets what `open` would have given.
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Have the disk know which files a folder holds, by which names."""
    # Some file systems can't open folders; the rename itself is still atomic.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
