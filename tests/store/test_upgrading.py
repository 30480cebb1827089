"""A populated database of every earlier revision: brought up to date, after a copy, nothing lost."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from saving_program import PROGRAM
from sqlalchemy import text
from store.filled import content, fill

from caravan.store.copying import check_copy
from caravan.store.database import Database
from caravan.store.revisions import revision_of, take_revisions
from caravan.store.schema import REVISION
from caravan.store.state_folder import StateUnusable
from caravan.store.tours import Tours

EARLIER = [f"{number:04}" for number in range(1, int(REVISION))]
ADDED = {"scenario_of": None, "scenario": ""}
"""Columns that were added to tables with rows, with what such rows get."""


def of_revision(path, revision):
    """A database that was made by the revisions themselves, with rows in every table."""
    database = Database(path)
    with database.engine.execution_options(immediate=True).begin() as connection:
        take_revisions(connection, revision)
        fill(connection)
        return database, content(connection)


def rows(database):
    with database.engine.connect() as connection:
        return content(connection)


def lost_nothing(before, after):
    for table, old in before.items():
        kept = [{k: v for k, v in row.items() if k in old[0]} for row in after[table]]
        assert kept == old
        new = {k: v for row in after[table] for k, v in row.items() if k not in old[0]}
        assert new == ADDED or not new


@pytest.mark.parametrize("revision", EARLIER)
def test_its_rows_are_there_afterwards(tmp_path, revision):
    database, before = of_revision(tmp_path / "caravan.db", revision)
    assert all(before.values()), "a table without rows shows nothing"
    Tours(database).listed()
    lost_nothing(before, rows(database))
    with database.engine.connect() as connection:
        assert revision_of(connection) == REVISION


@pytest.mark.parametrize("revision", EARLIER)
def test_a_copy_of_it_is_beside_it(tmp_path, revision):
    database, before = of_revision(tmp_path / "caravan.db", revision)
    Tours(database).listed()
    copy = tmp_path / f"caravan.db.before-{REVISION}"
    assert {path.name for path in tmp_path.iterdir()} == {"caravan.db", copy.name}
    assert check_copy(copy) == revision
    assert rows(Database(copy)) == before
    assert copy.stat().st_mode & 0o777 == 0o600


def test_an_earlier_copy_is_never_replaced(tmp_path):
    first = tmp_path / f"caravan.db.before-{REVISION}"
    first.write_text("precious")
    database, _ = of_revision(tmp_path / "caravan.db", EARLIER[0])
    Tours(database).listed()
    assert first.read_text() == "precious"
    assert check_copy(tmp_path / f"caravan.db.before-{REVISION}-2") == EARLIER[0]


def test_processes_that_start_at_once_on_an_older_database_take_the_revisions_once(tmp_path):
    database, _ = of_revision(tmp_path / "caravan.db", EARLIER[0])
    code = (
        "import sys; sys.path[:0] = [sys.argv[1]]; from pathlib import Path;"
        "from caravan.store.tours import Tours; from caravan.store.database import Database;"
        "sys.stdin.readline(); print(len(Tours(Database(Path(sys.argv[2]))).listed(archived=None)))"
    )
    command = [sys.executable, "-c", code, str(PROGRAM.parent.parent), str(database.path)]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(2)
    ]
    told = [process.communicate(b"go\n", timeout=120)[0] for process in running]
    assert told == [b"0\n"] * 2  # the row's tour was deleted, as every column has a value
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["caravan.db", f"caravan.db.before-{REVISION}"]


def test_a_new_database_is_not_copied(tmp_path):
    Tours(Database(tmp_path / "caravan.db")).listed()
    assert [path.name for path in tmp_path.iterdir()] == ["caravan.db"]


def test_an_attempt_that_fails_leaves_the_older_database_and_no_copy(tmp_path, monkeypatch):
    database, before = of_revision(tmp_path / "caravan.db", EARLIER[-1])

    def fail(*_arguments, **_more):
        raise RuntimeError("in the middle")

    with monkeypatch.context() as patched:
        patched.setattr("alembic.op.create_index", fail)
        for _ in range(3):
            with pytest.raises(RuntimeError, match="in the middle"):
                Tours(database).listed()
    assert [path.name for path in tmp_path.iterdir()] == ["caravan.db"]
    assert rows(database) == before
    Tours(database).listed()


def test_without_room_for_the_copy_nothing_is_changed(tmp_path, monkeypatch):
    database, before = of_revision(tmp_path / "caravan.db", EARLIER[-1])

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("caravan.files.atomic_write.os.link", full)
        with pytest.raises(StateUnusable, match="the disk is full at"):
            Tours(database).listed()
    assert rows(database) == before


def test_a_database_whose_rows_contradict_themselves_is_not_changed(tmp_path):
    database, _ = of_revision(tmp_path / "caravan.db", EARLIER[-1])
    with closing(sqlite3.connect(database.path)) as connection:
        connection.execute("DELETE FROM plan")
        connection.commit()
    content_before = database.path.read_bytes()
    with pytest.raises(StateUnusable, match="no whole copy"):
        Tours(database).listed()
    assert database.path.read_bytes() == content_before


@pytest.mark.parametrize("revision", EARLIER)
def test_a_server_with_rows_is_brought_up_to_date_after_a_copy(postgresql, tmp_path, revision):
    import psycopg

    from caravan.store.postgresql import server_at

    with psycopg.connect(postgresql.url("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS upgraded WITH (FORCE)")
        connection.execute("CREATE DATABASE upgraded")
    database = Database(server_at(postgresql.url("upgraded"), tmp_path))
    with database.engine.execution_options(immediate=True).begin() as connection:
        take_revisions(connection, revision)
        fill(connection)
        before = content(connection)
    Tours(database).listed()
    lost_nothing(before, rows(database))
    copy = tmp_path / f"caravan.db.before-{REVISION}"
    assert check_copy(copy) == revision
    assert rows(Database(copy)) == before
    database.engine.dispose()


def test_the_database_of_a_newer_version_is_refused_and_not_copied(tmp_path):
    database, _ = of_revision(tmp_path / "caravan.db", REVISION)
    with database.engine.execution_options(immediate=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StateUnusable, match="newer version"):
        Tours(database).listed()
    assert [path.name for path in tmp_path.iterdir()] == ["caravan.db"]
