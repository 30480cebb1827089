"""The revisions of the tables, which Alembic takes."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect

if TYPE_CHECKING:
    from alembic.config import Config

_one_at_a_time = Lock()
"""Alembic works on one database of a process at a time: its environment is global."""


def revision_of(connection: Connection) -> str | None:
    """The revision that a database has; None when it has no tables of ours yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def configuration(connection: Connection) -> Config:
    """Alembic's configuration for the database of a connection; there is no file of it."""
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "caravan.store:migrations")
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "r%%(rev)s_%%(slug)s")
    return config


def is_known(connection: Connection, revision: str) -> bool:
    """Whether this version of the program knows a revision."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(configuration(connection))
    return revision in {script.revision for script in scripts.walk_revisions()}


def take_revisions(connection: Connection, to: str = "head") -> None:
    """Take the revisions that a database hasn't seen, in the caller's transaction."""
    from alembic import command

    with _one_at_a_time:
        command.upgrade(configuration(connection), to)
