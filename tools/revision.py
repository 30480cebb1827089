"""Writes a revision of the database for what has changed in caravan/store/schema/.

    python -m tools.revision "partners and their answers"

Read what it wrote and correct it: it can't see a renaming, nor what rows need. Then set REVISION in
the schema to the new number.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command

from caravan.store.migrating import bring_up_to_date
from caravan.store.revisions import configuration
from caravan.store.schema import REVISION
from caravan.store.sqlite import sqlite_engine


def write_revision(brings: str) -> None:
    """Compare the schema with what the revisions up to now make, and write the difference."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "caravan.db"
        engine = sqlite_engine(path)
        bring_up_to_date(engine, path)
        with engine.connect() as connection:
            command.revision(
                configuration(connection),
                brings,
                autogenerate=True,
                rev_id=f"{int(REVISION) + 1:04d}",
            )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write_revision(sys.argv[1])
