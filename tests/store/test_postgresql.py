"""A real PostgreSQL server: the same promises, and a clear word when it can't be used."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from alembic import command
from kept_tours import NOON, Organizer, files
from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError

from caravan.errors import ImpossibleValue
from caravan.store import postgresql as opened
from caravan.store.database import Database, database_of
from caravan.store.migrating import bring_up_to_date
from caravan.store.postgresql import server_at
from caravan.store.revisions import configuration, revision_of, take_revisions
from caravan.store.schema import REVISION, Base
from caravan.store.settings import read_settings
from caravan.store.state_folder import StateUnusable
from caravan.store.tours import Tours
from caravan.store.unusable import failures_told

PROGRAM = Path(__file__).parent.parent / "saving_program.py"


@pytest.fixture
def fresh(postgresql, request, tmp_path):
    """A database without any tables."""
    name = "fresh"
    with psycopg.connect(postgresql.url("postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    # A host more, so that each test has an engine of its own.
    database = Database(
        server_at(f"{postgresql.url(name)}&application_name={id(request)}", tmp_path)
    )
    yield database
    database.engine.dispose()


def test_its_tables_are_made_on_the_first_use_and_are_those_of_the_code(fresh):
    assert Tours(fresh).listed() == ()
    with fresh.reading() as session:
        tables = set(inspect(session.connection()).get_table_names())
    assert tables == {*Base.metadata.tables, "alembic_version"}
    assert list(fresh.place.folder.iterdir()) == []  # nothing was there to be copied


def test_the_types_of_its_columns_are_those_of_the_code(fresh):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    bring_up_to_date(fresh.engine, fresh.place)
    with fresh.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_processes_that_start_at_once_on_no_tables_make_them_once(fresh):
    code = (
        "import sys; sys.path[:0] = sys.argv[1:3];"
        "from kept_tours import Organizer; from saving_program import named;"
        "from caravan.store.tours import Tours;"
        "sys.stdin.readline(); Organizer.of_new_tour(Tours(named(sys.argv[3])))"
    )
    tests = PROGRAM.parent
    address = fresh.place.url.render_as_string(hide_password=False)
    line = [sys.executable, "-c", code, str(tests), str(tests.parent), address]
    running = [subprocess.Popen(line, stdin=subprocess.PIPE) for _ in range(2)]
    for process in running:
        process.communicate(b"go\n", timeout=120)
    assert [process.returncode for process in running] == [0, 0]
    assert len(Tours(fresh).listed()) == 2


def test_a_revision_that_fails_in_the_middle_has_changed_nothing(fresh, monkeypatch):
    def fail(*_arguments, **_more):
        raise RuntimeError("in the middle")

    with monkeypatch.context() as patched:
        patched.setattr("alembic.op.create_index", fail)
        with pytest.raises(RuntimeError, match="in the middle"):
            Tours(fresh).listed()
    with fresh.engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    assert Tours(fresh).listed() == ()


def test_every_revision_can_be_taken_back_and_taken_again(fresh):
    with fresh.engine.execution_options(immediate=True).begin() as connection:
        take_revisions(connection)
        command.downgrade(configuration(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        take_revisions(connection)
        assert revision_of(connection) == REVISION


@pytest.mark.parametrize(
    ("error", "told"),
    [(psycopg.errors.DiskFull, "the disk of the tours is full"),
     (psycopg.errors.OutOfMemory, "in use by others for too long"),
     (psycopg.errors.TooManyConnections, "in use by others for too long"),
     (psycopg.errors.DeadlockDetected, "in use by others for too long"),
     (psycopg.errors.SerializationFailure, "in use by others for too long"),
     (psycopg.errors.InsufficientPrivilege, "doesn't allow that"),
     (psycopg.errors.ReadOnlySqlTransaction, "may only be read"),
     (psycopg.errors.AdminShutdown, "doesn't answer"),
     (psycopg.errors.ConnectionFailure, "doesn't answer"),
     (psycopg.errors.DataCorrupted, "is damaged"),
     (psycopg.errors.InvalidPassword, "refuses the name or the password"),
     (psycopg.errors.InvalidCatalogName, "doesn't exist on its server"),
     (psycopg.errors.UndefinedTable, "can't be used: the reason"),
     (psycopg.DataError, "can't be used: the reason"),
     (psycopg.OperationalError, "doesn't answer (the reason)")],
)  # fmt: skip
def test_what_the_server_refuses_is_told_in_plain_words(error, told):
    with pytest.raises(StateUnusable) as caught, failures_told("the tours"):
        raise OperationalError("SELECT 1", {}, error("the  reason"))
    assert told in str(caught.value)
    assert "the tours" in str(caught.value)


def test_when_all_connections_are_in_use_it_is_told(fresh, monkeypatch):
    Tours(fresh).listed()
    pool = fresh.engine.pool
    monkeypatch.setattr(pool, "_timeout", 0.1)
    with ExitStack() as held:
        for _ in range(15):
            held.enter_context(fresh.reading()).connection()
        with pytest.raises(StateUnusable, match="in use by others for too long"):
            Tours(fresh).listed()
    assert Tours(fresh).listed() == ()


def test_a_transaction_without_the_right_to_write_cannot_write(database_server):
    with (
        pytest.raises(StateUnusable, match="may only be read"),
        database_server.reading() as session,
    ):
        session.execute(text("DELETE FROM tour"))


def test_a_writer_waits_for_the_one_before_and_sees_what_it_wrote(database_server):
    anna = Organizer.of_new_tour(Tours(database_server))
    seen = []

    def write_next():
        with database_server.writing() as session:
            seen.append(session.scalar(text("SELECT current FROM tour")))

    with database_server.writing() as session:
        session.connection()  # from here on it alone may write
        second = threading.Thread(target=write_next)
        second.start()
        second.join(0.3)
        assert second.is_alive()
        assert anna.text == "one"  # readers don't wait
        session.execute(text("UPDATE tour SET current = 1 WHERE current = 1"))
        session.execute(text("UPDATE tour_version SET number = 8"))
        session.execute(text("UPDATE tour SET current = 8"))
    second.join(10)
    assert seen == [8]


def test_a_writer_that_waits_for_too_long_is_told(database_server, monkeypatch):
    monkeypatch.setattr(opened, "_PREPARE", "SELECT set_config('lock_timeout', '100ms', true)")
    with database_server.writing() as session:
        session.connection()
        with pytest.raises(StateUnusable, match="in use by others for too long"):
            Organizer.of_new_tour(Tours(database_server))
    assert Tours(database_server).listed() == ()


def test_what_is_acknowledged_is_on_the_disk_whatever_the_server_was_told(postgresql, fresh):
    with psycopg.connect(postgresql.url("fresh"), autocommit=True) as connection:
        connection.execute("ALTER DATABASE fresh SET synchronous_commit = off")
    try:
        with fresh.writing() as session:
            assert session.scalar(text("SHOW synchronous_commit")) == "on"
        with psycopg.connect(postgresql.url("fresh"), autocommit=True) as connection:
            connection.execute("ALTER DATABASE fresh SET synchronous_commit = remote_write")
        fresh.engine.dispose()
        with fresh.writing() as session:
            assert session.scalar(text("SHOW synchronous_commit")) == "remote_write"
    finally:
        fresh.engine.dispose()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"password": "gehein"}, "refuses the name or the password in CARAVAN_DATABASE_URL"),
     ({"user": "nobody"}, "refuses the name or the password in CARAVAN_DATABASE_URL"),
     ({"database": "nowhere"}, r"nowhere doesn't exist on its server\. Make it")],
)  # fmt: skip
def test_a_server_that_refuses_us_is_told_and_the_password_is_not(
    postgresql, tmp_path, wrong, told
):
    address = postgresql.url(**({"database": "postgres"} | wrong))
    with pytest.raises(StateUnusable, match=told) as caught:
        Tours(Database(server_at(address, tmp_path))).listed()
    for secret in ("gehei", str(postgresql.folder)):
        assert secret not in str(caught.value)


def test_a_server_that_is_not_there_is_told(tmp_path):
    (tmp_path / "no sockets").mkdir()
    address = f"postgresql://anna:geheim@/tours?host={tmp_path / 'no sockets'}"
    with pytest.raises(StateUnusable, match=r"tours doesn't answer .*Nothing was saved") as caught:
        Tours(Database(server_at(address, tmp_path))).listed()
    assert "geheim" not in str(caught.value)


def test_a_server_that_was_started_again_is_used_again(database_server, postgresql):
    anna = Organizer.of_new_tour(Tours(database_server))
    postgresql.stop()
    with pytest.raises(StateUnusable, match="doesn't answer"):
        anna.write("two")
    postgresql.start()
    assert anna.write("two").files == files("two")


def test_a_connection_that_is_cut_saves_nothing_and_says_so(database_server):
    anna = Organizer.of_new_tour(Tours(database_server))
    with (  # noqa: PT012 all is one transaction
        pytest.raises(StateUnusable, match=r"doesn't answer .*Nothing was saved"),
        database_server.writing() as session,
    ):
        session.execute(text("UPDATE tour SET current = 7"))
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert anna.text == "one"


def test_a_child_that_is_forked_opens_connections_of_its_own(database_server):
    anna = Organizer.of_new_tour(Tours(database_server))
    code = (
        "import os, sys; sys.path[:0] = sys.argv[1:3];"
        "from saving_program import named; from caravan.store.tours import Tours;"
        "tours = Tours(named(sys.argv[3])); tours.listed();"
        "child = os.fork();"
        "count = len(tours.listed());"
        "child and os.waitpid(child, 0);"
        "os.write(1, f'{count}\\n'.encode())"
    )
    tests = PROGRAM.parent
    address = database_server.place.url.render_as_string(hide_password=False)
    done = subprocess.run(
        [sys.executable, "-c", code, str(tests), str(tests.parent), address],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("1\n1\n", "")
    assert anna.text == "one"


def test_without_the_driver_it_is_said_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    database = Database(server_at("postgresql://anna:geheim@db.example/driverless", tmp_path))
    with pytest.raises(StateUnusable, match=r"pip install 'caravan\[postgresql\]'"):
        Tours(database).listed()


@pytest.mark.parametrize("form", ["postgresql", "postgres", "postgresql+psycopg"])
def test_the_settings_choose_the_database_and_never_show_the_password(tmp_path, form):
    address = f"{form}://anna:geheim@db.example:5433/tours?password=geheim"
    settings = read_settings({"CARAVAN_STATE": str(tmp_path), "CARAVAN_DATABASE_URL": address})
    database = database_of(settings)
    assert database.name == "postgresql://db.example:5433/tours"
    assert database.place.folder == tmp_path
    for shown in (settings, database, database.place):
        assert "geheim" not in repr(shown)
        assert "geheim" not in str(shown)


def test_the_address_may_be_in_a_file(tmp_path):
    (tmp_path / "address").write_text("postgresql://db.example/tours\n", encoding="utf-8")
    environ = {"CARAVAN_STATE": "x", "CARAVAN_DATABASE_URL_FILE": str(tmp_path / "address")}
    assert read_settings(environ).database_url == "postgresql://db.example/tours"


@pytest.mark.parametrize(
    "address", ["mysql://anna:geheim@db.example/x", "geheim", "postgresql://a b:geheim@x/y"]
)
def test_an_address_that_is_none_is_refused_without_repeating_it(address):
    with pytest.raises(ImpossibleValue, match="must be the address of a PostgreSQL") as caught:
        read_settings({"CARAVAN_DATABASE_URL": address})
    assert "geheim" not in str(caught.value)


def test_a_port_that_is_none_is_refused_without_repeating_it(tmp_path):
    with pytest.raises(ImpossibleValue, match="must be the address of a PostgreSQL") as caught:
        server_at("postgresql://anna:geheim@db.example:port/x", tmp_path)
    assert "geheim" not in str(caught.value)


def test_a_text_with_a_nul_is_kept_with_a_sign_for_it(database):
    anna = Organizer.of_new_tour(Tours(database), "a\0b")
    assert anna.text == "a\N{SYMBOL FOR NULL}b"


def test_a_revision_is_named_in_the_copy_that_is_made_before_it(fresh):
    with fresh.engine.execution_options(immediate=True).begin() as connection:
        take_revisions(connection, "0001")
        connection.execute(
            text("INSERT INTO tour (public_id, current, made, changed) VALUES ('x', 1, :at, :at)"),
            {"at": NOON},
        )
    assert Tours(fresh).listed() == ()
    copies = list(fresh.place.folder.iterdir())
    assert [copy.name for copy in copies] == [f"caravan.db.before-{REVISION}"]
    found = Database(copies[0])
    with found.engine.connect() as connection:
        assert (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0001"
        )
        assert connection.execute(text("SELECT public_id, made FROM tour")).all() == [
            ("x", "2020-03-09 12:00:00.000000")
        ]
