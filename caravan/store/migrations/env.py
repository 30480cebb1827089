"""What Alembic runs: the revisions, on the connection that the program gives it."""

from __future__ import annotations

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from caravan.store.schema import Base, Instant, Words


def _render(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """How a new revision writes a type: without our code, which may change after it."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Words):
        return "sa.Text()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_item=_render,
    # SQLite can change little of a table: it is copied into a new one.
    render_as_batch=True,
)
# The caller has begun a transaction, so that all revisions are taken or none.
context.run_migrations()
