"""A database with a row in every table that its revision has, and what is in it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, Date, Integer, insert, select

from caravan.store.rows import tables_in
from caravan.store.schema import Instant

AT = datetime(2020, 3, 9, 12, 30, 15, 250_000, tzinfo=UTC)


def fill(connection: Connection) -> None:
    """Put a row into every table, each value telling its column; texts have letters of all kinds."""
    for table in tables_in(connection).sorted_tables:
        if table.name != "alembic_version":
            row = {c.name: _value(c, table.name) for c in table.columns}
            connection.execute(insert(table), [row])


def content(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables, whatever the database."""
    return {
        table.name: [
            dict(row)
            for row in connection.execute(
                select(table).order_by(*table.primary_key.columns)
            ).mappings()
        ]
        for table in tables_in(connection).sorted_tables
        if table.name != "alembic_version"
    }


def _value(column: Any, table: str) -> Any:
    if column.foreign_keys or column.name == "id":
        return 7
    named = {"state": "sent", "public_id": "abcdefghijkl"}
    if column.name in named:
        return named[column.name]
    for kind, value in _VALUES.items():
        if isinstance(column.type, kind):
            return value
    text = f"{table}.{column.name} “é” ة 'x'"
    return text[: getattr(column.type, "length", None)]


_VALUES = {
    Boolean: True,
    Integer: 3,
    JSON: [["fr", "Été"], ["ar", "صيف"]],
    Date: date(2020, 3, 9),
    Instant: AT,
}
