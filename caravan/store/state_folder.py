"""The state folder: made on first use, private to its owner, written atomically."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from caravan.errors import CaravanError, msg


class StateUnusable(CaravanError):
    """The state folder can't be made, read or written."""

    def __init__(self, path: Path, reason: OSError | str) -> None:
        why = reason.strerror or str(reason) if isinstance(reason, OSError) else reason
        super().__init__(
            msg(
                "the state folder can't be used: {path}: {reason}."
                " Set CARAVAN_STATE to a folder that the server may write.",
                path=str(path),
                reason=why,
            )
        )


def make_folder(path: Path) -> None:
    """Make a folder, with those above it, readable by its owner only. Raises StateUnusable."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StateUnusable(path, error) from error


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file, so that a reader sees the old or the new content whole, even after a crash.

    Raises StateUnusable.
    """
    make_folder(path.parent)
    try:
        temporary = _write_beside(path, content)
        try:
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise StateUnusable(path, error) from error


def write_once(path: Path, content: bytes) -> bool:
    """Write a file unless it is there, whole; of several writers exactly one gets True.

    Raises StateUnusable.
    """
    make_folder(path.parent)
    try:
        temporary = _write_beside(path, content)
        try:
            # A link is refused when the target exists, a rename would replace it.
            os.link(temporary, path)
        except FileExistsError:
            return False
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise StateUnusable(path, error) from error
    return True


def _write_beside(path: Path, content: bytes) -> Path:
    """A file of mode 0600 in the same folder, its content safe on the disk."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _sync_folder(folder: Path) -> None:
    # Some file systems and Windows can't open folders; the rename itself is still atomic.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
