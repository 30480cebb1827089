"""The address of a PostgreSQL server, from the settings of whoever runs the program."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from caravan.errors import CaravanError, ImpossibleValue, msg

VARIABLE = "CARAVAN_DATABASE_URL"
_FORM = re.compile(r"postgres(ql)?(\+psycopg)?://\S+")


def read_database_url(environ: Mapping[str, str]) -> str:
    """The address in CARAVAN_DATABASE_URL, or in the file that CARAVAN_DATABASE_URL_FILE names.

    Empty when neither is set: the database is a file in the state folder. Raises ImpossibleValue,
    without a word of it, for something else than an address of PostgreSQL, and CaravanError for a
    file that can't be read.
    """
    address = environ.get(VARIABLE, "").strip()
    file = environ.get(f"{VARIABLE}_FILE", "")
    if file and not address:
        try:
            address = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not a text"
            raise CaravanError(
                msg("{path} can't be read: {reason}", path=file, reason=reason or "")
            ) from error
    if address and not _FORM.fullmatch(address):
        raise no_address()
    return address


def no_address() -> ImpossibleValue:
    """The refusal of an address; it may hold a password, so nothing of it is repeated."""
    return ImpossibleValue(
        msg(
            "CARAVAN_DATABASE_URL must be the address of a PostgreSQL database, like"
            " postgresql://user:password@host:5432/database"
        )
    )
