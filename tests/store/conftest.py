"""A database for each test of the store, of SQLite and of PostgreSQL."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from kept_tours import Organizer, in_haste

from caravan.store.database import Database, database_in
from caravan.store.tours import Tours

if TYPE_CHECKING:
    from pathlib import Path


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
