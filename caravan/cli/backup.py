"""``caravan backup``: a whole copy of the database."""

from __future__ import annotations

from pathlib import Path

import click

from caravan.cli.faults import AnsweringCommand
from caravan.cli.output import say, say_json


@click.command(cls=AnsweringCommand)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace the file when it is there.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def backup(file: Path, *, force: bool, as_json: bool) -> None:
    """Write a whole copy of the database to FILE, while others work.

    The database is the one of the settings (CARAVAN_STATE, CARAVAN_DATABASE_URL); the copy is a
    file of SQLite in any case. It is looked through before it gets its name.

    \b
    Example:
      caravan backup copy.db
    """  # noqa: D301 click reads \b: keep these lines as they are
    from datetime import UTC, datetime

    from caravan.store.backup import back_up, note_backup
    from caravan.store.database import database_of
    from caravan.store.leftovers import remove_half_copies, remove_leftovers
    from caravan.store.settings import read_settings

    settings, now = read_settings(), datetime.now(UTC)
    database = database_of(settings)
    copy = back_up(database, file, replace=force)
    note_backup(database, copy, now)
    remove_leftovers(settings.state, now)
    remove_half_copies(file, now)
    if as_json:
        say_json({"file": str(file), "bytes": copy.size, "revision": copy.revision})
    else:
        say(f"The copy is in {file}: {copy.size / 1e6:,.1f} MB, looked through and whole.")
