"""A full disk and a database that may only be read: said clearly, nothing lost, and then it works."""

from __future__ import annotations

import contextlib
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from kept_tours import Organizer, files
from samples import sample_plan
from sqlalchemy import event

from caravan.store.database import Database, _opened, database_in
from caravan.store.shelf import Shelf
from caravan.store.state_folder import StateUnusable
from caravan.store.tours import Tours

PROGRAM = Path(__file__).parent.parent / "saving_program.py"
LONG = "# a long line, so that the database has to grow\n" * 5_000


@pytest.fixture
def database(database_file):
    """What a disk of this computer refuses is told by SQLite alone."""
    return database_file


@contextlib.contextmanager
def files_no_longer_than(size):
    """No file of this process grows beyond so many bytes, whoever runs it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextlib.contextmanager
def with_pragma(database, pragma):
    """Connections of this process are opened with it."""

    def prepare(connection, _record):
        connection.execute(pragma)

    engine = _opened(database.path).engine
    event.listen(engine, "connect", prepare)
    try:
        yield
    finally:
        event.remove(engine, "connect", prepare)


def pages(database):
    with database.reading() as session:
        return session.connection().exec_driver_sql("PRAGMA page_count").scalar()


def is_sound(database):
    with database.reading() as session:
        found = session.connection().exec_driver_sql("PRAGMA integrity_check").fetchall()
    return found == [("ok",)]


def test_when_the_database_can_not_grow_it_is_said_and_a_later_try_works(anna):
    database = anna.tours.database
    with with_pragma(database, f"PRAGMA max_page_count = {pages(database)}"):
        with pytest.raises(StateUnusable, match="nothing was saved: the disk is full") as caught:
            anna.write(LONG)
        assert str(database.path) in str(caught.value)
        assert anna.text == "one"
        assert len(anna.tours.versions(anna.id)) == 1
    assert is_sound(database)
    assert anna.write(LONG).files == files(LONG)


def length_of_journal(anna, folder):
    """How many bytes the journal of her save has, tried on a copy of the database."""
    twin = database_in(folder)
    folder.mkdir()
    shutil.copy(anna.tours.database.path, twin.path)
    with with_pragma(twin, "PRAGMA journal_mode = PERSIST"):
        Organizer(Tours(twin), anna.id, anna.seen).write(LONG)
    return (folder / f"{twin.path.name}-journal").stat().st_size


@pytest.mark.parametrize("cut", ["no journal", "half a journal", "nearly a journal", "no growth"])
def test_when_the_disk_refuses_bytes_it_is_said_and_a_later_try_works(anna, cut, tmp_path):
    """With a limit of the system: the journal of a save is cut anywhere, or the database's growth.

    No limit lies between the two: it would forbid to write over what is in the database already,
    so that not even the journal could be played back, and that no full disk does.
    """
    database = anna.tours.database
    journal, size = length_of_journal(anna, tmp_path / "twin"), database.path.stat().st_size
    assert 0 < journal <= size
    limits = {
        "no journal": 0,
        "half a journal": journal // 2,
        "nearly a journal": journal - 1,
        "no growth": size,
    }
    with files_no_longer_than(limits[cut]):
        with pytest.raises(StateUnusable, match=r"nothing was saved\. It may be full") as caught:
            anna.write(LONG)
        assert str(database.path) in str(caught.value)
        assert anna.text == "one"
    assert is_sound(database)
    assert anna.write(LONG).files == files(LONG)


def test_a_plan_that_does_not_fit_on_the_disk_leaves_the_one_before(database):
    shelf = Shelf(database)
    before = shelf.put("a", sample_plan())
    with with_pragma(database, f"PRAGMA max_page_count = {pages(database)}"):
        with pytest.raises(StateUnusable, match="the disk is full"):
            Shelf(database, "another source of travel times").put("a", sample_plan())
        assert shelf.latest("a") == before


def test_a_disk_that_is_full_from_the_start_is_said_and_the_first_use_works_later(tmp_path):
    tours = Tours(database_in(tmp_path))
    with files_no_longer_than(0), pytest.raises(StateUnusable, match="It may be full"):
        tours.listed()
    assert tours.listed() == ()
    assert Organizer.of_new_tour(tours).text == "one"


def test_a_database_that_may_only_be_read_is_read_and_a_save_is_refused(anna):
    database = anna.tours.database
    with with_pragma(database, "PRAGMA query_only = ON"):
        with pytest.raises(StateUnusable, match=r"may only be read\. Give the server the right"):
            anna.write("two")
        assert anna.text == "one"
        assert len(anna.tours.listed()) == 1
    assert anna.write("two").files == files("two")


def test_without_the_right_to_write_tours_can_be_read_and_a_save_is_refused():
    """With permissions of the system, in a child that is nobody when the tests run as root."""
    # Not in pytest's folder: nobody else may enter that.
    with tempfile.TemporaryDirectory() as name:
        state = Path(name)
        anna = Organizer.of_new_tour(Tours(Database(state / "caravan.db")))
        command = [sys.executable, str(PROGRAM), "nobody", str(state / "caravan.db"), anna.id]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        state.chmod(0o700)
        assert done.stderr == ""
        refused, text, count = done.stdout.splitlines()
        assert refused.startswith("StateUnusable: nothing was saved:")
        assert refused.endswith(
            "Give the server the right to write it, and its folder, then try again."
        )
        assert (text, count) == ("one", "1")
        (state / "caravan.db").chmod(0o600)
        assert anna.write("two").files == files("two")
        assert [path.name for path in state.iterdir()] == ["caravan.db"]
