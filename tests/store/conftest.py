"""A database for each test of the store, of SQLite and of PostgreSQL."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from kept_tours import Organizer, in_haste
from postgresql_server import cluster

from caravan.store.database import Database, database_in
from caravan.store.postgresql import server_at
from caravan.store.rows import empty
from caravan.store.schema import Base
from caravan.store.tours import Tours

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from postgresql_server import Cluster


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables and nothing in them: copying it is quicker than making it."""
    database = database_in(tmp_path_factory.mktemp("empty"))
    Tours(database).listed()
    return database.path


@pytest.fixture
def database_file(tmp_path: Path, empty_database: Path) -> Database:
    """An empty database of SQLite that doesn't wait for the disk."""
    found = database_in(tmp_path)
    shutil.copy(empty_database, found.path)
    return in_haste(found)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A PostgreSQL server, started for this run of the tests."""
    with cluster() as running:
        yield running


@pytest.fixture(scope="session")
def emptied_server(
    postgresql: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """A database of that server with all tables."""
    folder = tmp_path_factory.mktemp("server")
    found = Database(server_at(postgresql.url("postgres"), folder))
    Tours(found).listed()
    yield found
    found.engine.dispose()


@pytest.fixture
def database_server(emptied_server: Database) -> Database:
    """An empty database of a PostgreSQL server: always the same one, emptied."""
    with emptied_server.writing() as session:
        empty(session.connection(), Base.metadata)
    return emptied_server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty database: a test that asks for it is run with each kind."""
    kind = {"sqlite": "database_file", "postgresql": "database_server"}[request.param]
    found: Database = request.getfixturevalue(kind)
    return found


@pytest.fixture
def tours(database: Database) -> Tours:
    return Tours(database)


@pytest.fixture
def anna(tours: Tours) -> Organizer:
    """She has just made a tour."""
    return Organizer.of_new_tour(tours)
