"""``caravan restore``: a copy in the place of the database."""

from __future__ import annotations

from pathlib import Path

import click

from caravan.cli.faults import AnsweringCommand
from caravan.cli.output import say, say_json


@click.command(cls=AnsweringCommand)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def restore(file: Path, *, as_json: bool) -> None:
    """Put the copy FILE in the place of the database, while others work.

    What is there before is copied first, beside the database. Accounts, roles and links stay as
    they are now, and so does what was published, sent and answered (docs/serving.md).

    \b
    Example:
      caravan restore copy.db
    """  # noqa: D301 click reads \b: keep these lines as they are
    from datetime import UTC, datetime

    from caravan.store.database import database_of
    from caravan.store.restore import restore as put_back
    from caravan.store.settings import read_settings

    done = put_back(database_of(read_settings()), file, datetime.now(UTC))
    if as_json:
        before = None if done.before is None else str(done.before)
        say_json({"file": str(file), "before": before})
        return
    say(f"The database is what {file} holds.")
    if done.before is not None:
        say(f"What was there before is in {done.before}.")
