"""Everything that a database holds as one text, to look for what must not be in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from caravan.store.schema import Base

if TYPE_CHECKING:
    from caravan.store.database import Database


def stored_text(database: Database) -> str:
    """All rows of all tables."""
    with database.reading() as session:
        return "\n".join(
            f"{table.name} {tuple(row)!r}"
            for table in Base.metadata.sorted_tables
            for row in session.execute(select(table))
        )
