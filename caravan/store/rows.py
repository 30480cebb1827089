"""All rows of one database put into another, of SQLite or PostgreSQL alike, of any revision."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Inspector,
    MetaData,
    Table,
    delete,
    event,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.engine.interfaces import ReflectedColumn

from caravan.store.schema import Instant

_AT_ONCE = 200
"""Rows that are held in memory at a time; some hold a whole plan."""


def tables_in(connection: Connection) -> MetaData:
    """The tables that a database has, which may be those of an earlier revision."""
    found = MetaData()
    event.listen(found, "column_reflect", _as_everywhere)
    found.reflect(connection)
    return found


def copy_rows(
    source: Connection,
    target: Connection,
    tables: MetaData,
    without: frozenset[str] = frozenset(),
) -> None:
    """Add all rows of a database to an empty one with the same tables.

    The revision of the tables is left alone. Raises SQLAlchemyError, also for a row that refers to
    none.

    Args:
        without: names of tables that are left alone.
    """
    for table in _of_ours(tables, without):
        wanted = select(table).order_by(*table.primary_key.columns)
        rows = source.execute(wanted.execution_options(yield_per=_AT_ONCE)).mappings()
        for part in rows.partitions(_AT_ONCE):
            target.execute(insert(table), [dict(row) for row in part])
        _count_on(target, table)


def empty(target: Connection, tables: MetaData, without: frozenset[str] = frozenset()) -> None:
    """Delete every row, and the rows elsewhere that can't be without them.

    Raises SQLAlchemyError.
    """
    for table in reversed(_of_ours(tables, without)):
        target.execute(delete(table))


def has_rows(connection: Connection, tables: MetaData) -> bool:
    """Whether there is anything."""
    found = (select(literal(1)).select_from(table).limit(1) for table in _of_ours(tables))
    return any(connection.scalar(wanted) is not None for wanted in found)


def _of_ours(tables: MetaData, without: frozenset[str] = frozenset()) -> list[Table]:
    """The tables with what people made, those that others refer to first."""
    other = {*without, "alembic_version"}
    return [table for table in tables.sorted_tables if table.name not in other]


def _as_everywhere(_inspector: Inspector, _table: Table, column: ReflectedColumn) -> None:
    """The type that both databases have; moments as they are written everywhere else."""
    kind = column["type"].as_generic()
    if isinstance(kind, DateTime):
        kind = Instant()
    elif isinstance(kind, JSON):
        kind = JSON()
    column["type"] = kind


def _count_on(target: Connection, table: Table) -> None:
    """Let PostgreSQL give the next row a number of its own; SQLite looks for the highest."""
    if target.dialect.name != "postgresql" or "id" not in table.columns:
        return
    sequence = func.pg_get_serial_sequence(f'"{table.name}"', "id")
    following = select(func.coalesce(func.max(table.c.id), 0) + 1).scalar_subquery()
    target.execute(select(func.setval(sequence, following, False)))  # noqa: FBT003 SQL's own
