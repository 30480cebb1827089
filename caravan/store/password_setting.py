"""A password from the environment, or from a file, which the lists of processes don't show."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from caravan.errors import CaravanError, msg

_LONGEST = 10_000
"""Characters of a line that are read."""


def password_setting(environ: Mapping[str, str], plain: str, in_file: str) -> str:
    """The first line of the file that one variable names, else what the other one holds.

    Args:
        plain: the variable that holds the password itself.
        in_file: the variable that names a file, which goes before.

    Empty when neither is set. Raises CaravanError for a file that can't be read.
    """
    path = environ.get(in_file, "")
    if not path:
        return environ.get(plain, "")
    try:
        with Path(path).open(encoding="utf-8") as file:
            return file.readline(_LONGEST).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise CaravanError(
            msg(
                "{variable}, {path}, can't be read: {reason}",
                variable=in_file,
                path=path,
                reason=reason or "UTF-8?",
            )
        ) from error
