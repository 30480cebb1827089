"""The database file: made on first use, private, and a clear word when it can't be used."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from kept_tours import CARD, NOON, Organizer, files
from sqlalchemy import text

from caravan.errors import msg
from caravan.store import sqlite
from caravan.store.database import Database, database_in
from caravan.store.schema import REVISION
from caravan.store.state_folder import StateUnusable
from caravan.store.tours import Tours


def create(path):
    Tours(Database(path)).create(files("x"), CARD, msg("New tour"), NOON)


def test_nothing_is_made_before_the_first_use(tmp_path):
    tours = Tours(database_in(tmp_path / "state"))
    assert list(tmp_path.iterdir()) == []
    assert tours.listed() == ()
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["caravan.db"]


def test_only_its_owner_may_read_it(tmp_path):
    create(tmp_path / "state" / "caravan.db")
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "state" / "caravan.db").stat().st_mode) == 0o600


def test_a_file_that_others_can_read_is_closed_to_them(tmp_path, empty_database):
    path = Path(shutil.copy(empty_database, tmp_path))
    path.chmod(0o644)
    assert Tours(Database(path)).listed() == ()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_its_owner_made_read_only_stays_so(tmp_path, empty_database):
    path = Path(shutil.copy(empty_database, tmp_path))
    path.chmod(0o444)
    assert Tours(Database(path)).listed() == ()
    assert stat.S_IMODE(path.stat().st_mode) == 0o400


def test_it_is_opened_for_safety(database_file):
    with database_file.reading() as session:
        connection = session.connection()
        pragmas = ("journal_mode", "foreign_keys")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
    assert found == ["delete", 1]
    engine = sqlite.sqlite_engine(database_file.path)  # the fixture's doesn't wait for the disk
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 3  # EXTRA


def test_a_reader_sees_one_moment_and_a_failed_writer_changes_nothing(anna):
    tours = anna.tours
    with pytest.raises(RuntimeError), tours.database.writing() as session:  # noqa: PT012 both
        session.execute(text("UPDATE tour SET current = 7"))
        raise RuntimeError
    assert anna.text == "one"
    with tours.database.reading() as session:
        before = session.scalar(text("SELECT count(*) FROM tour"))
        # A writer must wait for the reader, however long its transaction is.
        writer = threading.Thread(target=Organizer.of_new_tour, args=(tours,))
        writer.start()
        writer.join(0.2)
        assert session.scalar(text("SELECT count(*) FROM tour")) == before
    writer.join()
    assert len(tours.listed()) == 2


def test_a_file_that_was_replaced_is_looked_at_anew(tmp_path, empty_database):
    create(tmp_path / "caravan.db")
    (tmp_path / "caravan.db").unlink()
    tours = Tours(Database(tmp_path / "caravan.db"))
    assert tours.listed() == ()
    create(tours.database.path)
    shutil.copy(empty_database, tmp_path / "copy.db")
    (tmp_path / "copy.db").replace(tours.database.path)
    assert tours.listed() == ()


def test_a_folder_that_can_not_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StateUnusable, match=r"file.*Set CARAVAN_STATE"):
        create(tmp_path / "file" / "caravan.db")


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path):
    (tmp_path / "caravan.db").mkdir()
    with pytest.raises(StateUnusable, match=r"caravan\.db can't be opened. Give the server"):
        create(tmp_path / "caravan.db")


@pytest.mark.parametrize("content", [b"this is no database" * 100, b"\x00" * 5000])
def test_a_file_that_is_no_database_is_said_and_left_as_it_is(tmp_path, content):
    path = tmp_path / "caravan.db"
    path.write_bytes(content)
    with pytest.raises(StateUnusable, match="is damaged, or it is no database of this program"):
        create(path)
    assert path.read_bytes() == content


def test_a_damaged_database_is_said_and_works_again_with_a_copy_in_its_place(tmp_path):
    path = tmp_path / "caravan.db"
    anna = Organizer.of_new_tour(Tours(Database(path)))
    shutil.copy(path, tmp_path / "copy.db")
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * (path.stat().st_size - 100))
    with pytest.raises(StateUnusable, match="is damaged"):
        anna.write("two")
    with pytest.raises(StateUnusable, match="is damaged"):
        anna.tours.listed()
    (tmp_path / "copy.db").replace(path)
    assert anna.write("two").files == files("two")


def test_the_database_of_a_newer_version_is_said_and_left_alone(tmp_path, empty_database):
    path = Path(shutil.copy(empty_database, tmp_path))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StateUnusable, match="written by a newer version of this program"):
        create(path)
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_said_and_left_alone(tmp_path):
    path = tmp_path / "caravan.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE tour (x)")
    connection.close()
    with pytest.raises(StateUnusable, match="can't be used: table tour already exists"):
        create(path)
    with sqlite3.connect(path) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    connection.close()
    assert tables == [("tour",)]


def test_a_database_that_somebody_holds_for_too_long_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite, "PATIENCE_SECONDS", 0.2)
    anna = Organizer.of_new_tour(Tours(database_in(tmp_path)))
    holder = sqlite3.connect(anna.tours.database.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    for use in (lambda: anna.write("two"), anna.tours.listed):
        with pytest.raises(StateUnusable, match="in use by another program for too long"):
            use()
    holder.execute("ROLLBACK")
    holder.close()
    assert anna.write("two").files == files("two")


def test_the_command_line_does_not_pay_for_the_database():
    code = (
        "import sys, caravan.cli, caravan.store.settings\n"
        "print([name for name in ('sqlalchemy', 'alembic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_database_that_is_up_to_date_is_opened_without_alembic(tmp_path, empty_database):
    path = Path(shutil.copy(empty_database, tmp_path))
    code = (
        "import sys; from pathlib import Path; from caravan.store.tours import Tours\n"
        "from caravan.store.database import Database\n"
        "print(Tours(Database(Path(sys.argv[1]))).listed(), 'alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "() False\n"


def test_the_revision_that_the_code_asks_for_is_the_one_that_a_new_database_has(empty_database):
    with sqlite3.connect(empty_database) as connection:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    connection.close()
    assert found == [(REVISION,)]
