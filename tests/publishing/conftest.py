"""An office for each test of publishing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from mailing import Office, Pigeon

from caravan.store.database import database_in
from caravan.store.tours import Tours

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def empty_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables and nothing in them: copying it is quicker than making it."""
    database = database_in(tmp_path_factory.mktemp("empty"))
    Tours(database).listed()
    return database.path


@pytest.fixture
def state(tmp_path: Path, empty_state: Path) -> Path:
    """A state folder with an empty database."""
    shutil.copy(empty_state, tmp_path)
    return tmp_path


@pytest.fixture
def office(state: Path) -> Office:
    """Nothing is published yet."""
    return Office.in_folder(state)


@pytest.fixture
def pigeon() -> Pigeon:
    """Takes every mail."""
    return Pigeon()
