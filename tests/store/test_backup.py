"""Copies of a database at work: whole, private, of one moment, and never in the way of another file."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from contextlib import closing
from dataclasses import replace as replace_

import pytest
from kept_tours import CARD, NOON, Organizer, files
from store.filled import content, fill

from caravan.errors import msg
from caravan.store.audit import Audit, AuditLine
from caravan.store.backup import back_up, note_backup
from caravan.store.copying import CopyRefused, check_copy
from caravan.store.database import Database, database_in
from caravan.store.schema import REVISION
from caravan.store.state_folder import StateUnusable
from caravan.store.tours import Tours


def rows(database):
    with database.engine.connect() as connection:
        return content(connection)


def test_a_copy_has_every_row_of_every_table(database, tmp_path):
    with database.writing() as session:
        fill(session.connection())
    made = back_up(database, tmp_path / "copy.db")
    assert (made.path, made.revision) == (tmp_path / "copy.db", REVISION)
    assert made.size == made.path.stat().st_size
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    copied = rows(Database(made.path))
    assert copied == rows(database)
    assert all(copied.values()), "a table without rows shows nothing"


def test_a_copy_is_a_database_that_can_be_worked_with(anna, tmp_path):
    copy = back_up(anna.tours.database, tmp_path / "copy.db").path
    anna.write("two")
    copied = Organizer(Tours(Database(copy)), anna.id, 1)
    assert copied.text == "one"
    assert copied.write("another").kept.version == 2
    assert copied.tours.create(files("x"), CARD, msg("New tour"), NOON).kept.version == 1


def test_whoever_saves_meanwhile_is_not_refused_and_the_copy_is_of_one_moment(anna, tmp_path):
    """Each save changes two things at once; a copy has both or neither."""
    stop, saved, failed = threading.Event(), [], []

    def save():
        try:
            while not stop.is_set():
                saved.append(anna.write(f"version {anna.seen + 1}").kept.version)
        except Exception as error:  # noqa: BLE001 shown below
            failed.append(error)

    thread = threading.Thread(target=save)
    thread.start()
    copies = [back_up(anna.tours.database, tmp_path / f"{number}.db").path for number in range(3)]
    stop.set()
    thread.join()
    assert failed == []
    numbers = []
    for copy in copies:
        opened = Tours(Database(copy)).open(anna.id)
        if opened.kept.version > 1:
            assert opened.files == files(f"version {opened.kept.version}")
        numbers.append(opened.kept.version)
    assert numbers == sorted(numbers)
    assert numbers[-1] <= saved[-1]


def test_a_file_that_is_there_is_not_replaced_unless_told(anna, tmp_path):
    copy = tmp_path / "copy.db"
    copy.write_text("precious")
    with pytest.raises(CopyRefused, match="is there already"):
        back_up(anna.tours.database, copy)
    assert copy.read_text() == "precious"
    back_up(anna.tours.database, copy, replace=True)
    assert Tours(Database(copy)).open(anna.id).files == files("one")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_file_that_somebody_puts_there_meanwhile_is_not_replaced(anna, tmp_path, monkeypatch):
    copy = tmp_path / "copy.db"

    def check(_file):
        copy.write_text("precious")

    monkeypatch.setattr("caravan.store.copying.check_copy", check)
    with pytest.raises(CopyRefused, match="is there already"):
        back_up(anna.tours.database, copy)
    assert copy.read_text() == "precious"
    assert left_behind(tmp_path, copy.name) == []


def left_behind(folder, *expected):
    names = {"caravan.db", "server0", *expected}
    return [path.name for path in folder.iterdir() if path.name not in names]


@pytest.mark.parametrize("replace", [False, True])
def test_the_database_itself_is_no_place_for_its_copy(database_file, tmp_path, replace):
    Organizer.of_new_tour(Tours(database_file))
    (tmp_path / "other").symlink_to(database_file.path)
    for target in (database_file.path, tmp_path / "other"):
        with pytest.raises(CopyRefused, match="is the database itself"):
            back_up(database_file, target, replace=replace)
    assert len(Tours(database_file).listed()) == 1


@pytest.mark.parametrize("replace", [False, True])
def test_what_is_no_regular_file_is_not_replaced(anna, tmp_path, replace):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "link").symlink_to(pipe)
    for target in (pipe, tmp_path / "link", tmp_path):
        with pytest.raises(CopyRefused, match="is no regular file"):
            back_up(anna.tours.database, target, replace=replace)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert sorted(left_behind(tmp_path)) == ["link", "pipe"]


def test_a_copy_is_noted_in_the_trail_once_it_is_there(anna, tmp_path):
    database = anna.tours.database
    made = back_up(database, tmp_path / "copy.db")
    note_backup(database, made, NOON)
    line = AuditLine(NOON, "caravan backup", "", msg("wrote the copy {name}", name="copy.db"))
    assert Audit(database).listed() == (line,)
    assert Audit(Database(made.path)).listed() == ()


def test_what_can_not_be_written_can_be_copied_all_the_same(anna, tmp_path, monkeypatch):
    database = anna.tours.database
    made = back_up(database, tmp_path / "copy.db")

    def full(*_arguments):
        raise StateUnusable(tmp_path, OSError(28, "No space left on device"))

    monkeypatch.setattr(Audit, "note", full)
    note_backup(database, made, NOON)
    monkeypatch.undo()
    note_backup(database, replace_(made, revision="0001"), NOON)
    assert Audit(database).listed() == ()


def test_a_folder_that_is_not_there_is_said(anna, tmp_path):
    with pytest.raises(CopyRefused, match="can't be written: No such file or directory"):
        back_up(anna.tours.database, tmp_path / "nowhere" / "copy.db")


def test_before_there_is_a_database_there_is_nothing_to_copy(tmp_path):
    with pytest.raises(CopyRefused, match="there is no database of this program at"):
        back_up(database_in(tmp_path / "state"), tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_an_older_database_is_copied_as_it_is(tmp_path):
    from caravan.store.revisions import take_revisions

    database = database_in(tmp_path)
    with database.engine.execution_options(immediate=True).begin() as connection:
        take_revisions(connection, "0001")
    assert back_up(database, tmp_path / "copy.db").revision == "0001"
    assert check_copy(tmp_path / "copy.db") == "0001"
    assert check_copy(database.path) == "0001"


def test_a_full_disk_leaves_no_half_of_a_copy(database_file, tmp_path):
    import resource

    anna = Organizer.of_new_tour(Tours(database_file))
    anna.write("# long\n" * 100_000)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(StateUnusable, match=r"copy\.db.*full"):
            back_up(database_file, tmp_path / "copy.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert left_behind(tmp_path) == []
    assert anna.write("two").files == files("two")
    back_up(database_file, tmp_path / "copy.db")


def test_a_damaged_database_is_said_and_no_copy_of_it_is_left(database_file, tmp_path):
    anna = Organizer.of_new_tour(Tours(database_file))
    anna.write("# long\n" * 10_000)
    with database_file.path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 20)
    with pytest.raises(StateUnusable, match=r"caravan\.db is damaged"):
        back_up(database_file, tmp_path / "copy.db")
    assert left_behind(tmp_path) == []


def test_what_is_wrong_in_a_copy_is_found_before_it_counts(database_file, tmp_path):
    """The pages are sound, but a row refers to none."""
    Organizer.of_new_tour(Tours(database_file))
    with closing(sqlite3.connect(database_file.path)) as connection:
        connection.execute("INSERT INTO latest_plan VALUES ('x', 99)")
        connection.commit()
    with pytest.raises(CopyRefused, match="no whole copy"):
        back_up(database_file, tmp_path / "copy.db")
    assert left_behind(tmp_path) == []
