"""Bringing a database up to date: the revisions that it hasn't seen, all of them or none."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect

from caravan.store.schema import REVISION
from caravan.store.unusable import damaged_database, newer_database

if TYPE_CHECKING:
    from alembic.config import Config

_one_at_a_time = Lock()
"""Alembic works on one database of a process at a time: its environment is global."""


def bring_up_to_date(engine: Engine, path: Path) -> None:
    """Make the tables, or change those of an older version of the program; what is in them stays.

    Raises DatabaseUnusable for a database of a newer version, SQLAlchemyError for any failure.
    """
    with engine.connect() as connection:
        if revision_of(connection) == REVISION:
            return
    with engine.execution_options(immediate=True).connect() as connection:
        if connection.dialect.name == "sqlite":
            # A table is changed by copying and dropping it, which would drop what refers to it.
            # This only has an effect before a transaction begins.
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            _upgrade(connection, path)


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


def _upgrade(connection: Connection, path: Path) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    # Another process may have done it while this one waited for the right to write.
    before = revision_of(connection)
    if before == REVISION:
        return
    config = configuration(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if before is not None and before not in known:
        raise newer_database(path)
    with _one_at_a_time:
        command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        for check in ("PRAGMA foreign_key_check", "PRAGMA quick_check"):
            if connection.exec_driver_sql(check).fetchall() not in ([], [("ok",)]):
                raise damaged_database(path)
