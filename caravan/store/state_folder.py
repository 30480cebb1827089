"""The state folder: made on first use, private to its owner, its files whole from the start."""

from __future__ import annotations

import errno
from pathlib import Path

from caravan.errors import CaravanError, msg
from caravan.files import atomic_write

_FULL = {errno.ENOSPC, errno.EDQUOT}


class StateUnusable(CaravanError):
    """The state folder can't be made, read or written."""

    def __init__(self, path: Path, reason: OSError | str) -> None:
        if isinstance(reason, OSError) and reason.errno in _FULL:
            super().__init__(
                msg(
                    "the state folder can't be written: the disk is full at {path}. Make room, then"
                    " try again.",
                    path=str(path),
                )
            )
            return
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


def write_once(path: Path, content: bytes) -> bool:
    """Write a file unless it is there, whole; of several writers exactly one gets True.

    Raises StateUnusable.
    """
    make_folder(path.parent)
    try:
        return atomic_write.write_once(path, content)
    except OSError as error:
        raise StateUnusable(path, error) from error
