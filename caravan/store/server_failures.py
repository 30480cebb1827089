"""What a failure of a PostgreSQL server means to a person, and what to do about it."""

from __future__ import annotations

from caravan.errors import Message, msg


def server_failure(cause: BaseException) -> Message | None:
    """What an exception of psycopg or of the pool of connections means; None for any other.

    The message is for `{path}`, the name of the database. Reasons are those of the server or of
    libpq, neither of which repeats a password.
    """
    kind = type(cause)
    if kind.__module__.startswith("sqlalchemy") and kind.__name__ == "TimeoutError":
        return _BUSY  # all connections are in use
    if not kind.__module__.startswith("psycopg"):
        return None
    # See https://www.postgresql.org/docs/current/errcodes-appendix.html.
    code = getattr(cause, "sqlstate", None) or ""
    for beginning, told in _MEANINGS:
        if code.startswith(beginning):
            return told
    if code or kind.__name__ != "OperationalError":
        return None
    # Before there is a connection there is no code. A server in another language than English is
    # told with its own words.
    text = str(cause)
    return next((told for words, told in _REFUSALS if words in text), _AWAY)


_BUSY = msg(
    "{path} has been in use by others for too long. Nothing was saved; try again in a moment.",
    path="",
)
_AWAY = msg(
    "{path} doesn't answer ({reason}). Nothing was saved. See that the server runs and that"
    " CARAVAN_DATABASE_URL says where, then try again.",
    path="",
    reason="",
)
_REFUSED = msg(
    "{path} refuses the name or the password in CARAVAN_DATABASE_URL. Correct them, then start"
    " again.",
    path="",
)
_NO_DATABASE = msg(
    "{path} doesn't exist on its server. Make it (createdb), or correct CARAVAN_DATABASE_URL.",
    path="",
)
_NO_RIGHT = msg(
    "{path} doesn't allow that to the name in CARAVAN_DATABASE_URL ({reason}). Nothing was saved."
    " Let it own the database, then try again.",
    path="",
    reason="",
)
_FULL = msg(
    "nothing was saved: the disk of {path} is full. Make room, then try again.",
    path="",
)
_READ_ONLY = msg(
    "nothing was saved: {path} may only be read, as a copy of another server. Give"
    " CARAVAN_DATABASE_URL the address of the first one.",
    path="",
)
_DAMAGED = msg(
    "{path} is damaged ({reason}). Nothing was saved. Look at the server's log.",
    path="",
    reason="",
)
_MEANINGS = (
    ("28", _REFUSED),
    ("3D000", _NO_DATABASE),
    ("42501", _NO_RIGHT),
    ("53100", _FULL),
    ("25006", _READ_ONLY),
    ("53", _BUSY),
    ("55P03", _BUSY),
    ("40", _BUSY),
    ("57P", _AWAY),
    ("08", _AWAY),
    ("XX001", _DAMAGED),
    ("XX002", _DAMAGED),
)
_REFUSALS = (
    ("password authentication failed", _REFUSED),
    ("no password supplied", _REFUSED),
    ("no pg_hba.conf entry", _REFUSED),
    ("role ", _REFUSED),
    ("does not exist", _NO_DATABASE),
    ("permission denied for database", _NO_RIGHT),
    ("too many", _BUSY),
    ("remaining connection slots", _BUSY),
)
