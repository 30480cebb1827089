"""The revisions: from nothing to all tables, the same tables as the code knows, all or none."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import inspect

from caravan.store.migrating import bring_up_to_date
from caravan.store.revisions import configuration, revision_of
from caravan.store.schema import REVISION, Base
from caravan.store.sqlite import sqlite_engine
from caravan.store.unusable import DatabaseUnusable


def described(inspector, look, table):
    """What a look at a table gives, in an order that depends on nothing."""
    found = getattr(inspector, look)(table)
    return sorted(map(str, found)) if isinstance(found, list) else found


@pytest.fixture
def engine(tmp_path):
    return sqlite_engine(tmp_path / "caravan.db")


def test_an_empty_file_gets_the_tables_that_the_code_knows(engine, tmp_path):
    bring_up_to_date(engine, tmp_path)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert revision_of(connection) == REVISION
        tables = set(inspect(connection).get_table_names())
    assert tables == {*Base.metadata.tables, "alembic_version"}


def test_revisions_make_the_very_tables_that_the_code_would_make(engine, tmp_path):
    bring_up_to_date(engine, tmp_path)
    direct = sqlite_engine(tmp_path / "direct.db")
    Base.metadata.create_all(direct)
    with engine.connect() as one, direct.connect() as other:
        for table in Base.metadata.tables:
            mine, theirs = inspect(one), inspect(other)
            for look in ("get_pk_constraint", "get_unique_constraints", "get_foreign_keys",
                         "get_indexes", "get_check_constraints"):  # fmt: skip
                assert described(mine, look, table) == described(theirs, look, table)
            columns = [
                [(c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(table)]
                for found in (mine, theirs)
            ]
            assert columns[0] == columns[1]


def test_every_revision_can_be_taken_back_and_taken_again(engine, tmp_path):
    bring_up_to_date(engine, tmp_path)
    with engine.connect() as connection, connection.begin():
        command.downgrade(configuration(connection), "base")
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}
    bring_up_to_date(engine, tmp_path)
    with engine.connect() as connection:
        assert revision_of(connection) == REVISION


def test_revisions_follow_one_another_and_the_last_is_the_one_that_the_code_asks_for(engine):
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(configuration(connection))
    assert scripts.get_heads() == [REVISION]
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)


def test_revisions_are_part_of_the_installed_package():
    versions = importlib.import_module("caravan.store.migrations.versions")
    names = [module.name for module in pkgutil.iter_modules(versions.__path__)]
    assert max(names).startswith(f"r{REVISION}_")


def test_a_revision_that_fails_in_the_middle_has_changed_nothing(engine, tmp_path, monkeypatch):
    def fail(*_arguments, **_more):
        raise CommandError("in the middle")

    def upgrade_then_fail(config, to):
        with monkeypatch.context() as patched:
            patched.setattr("alembic.op.create_index", fail)
            original(config, to)

    original = command.upgrade
    monkeypatch.setattr(command, "upgrade", upgrade_then_fail)
    with pytest.raises(CommandError, match="in the middle"):
        bring_up_to_date(engine, tmp_path)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    monkeypatch.undo()
    bring_up_to_date(engine, tmp_path)


def test_rows_that_lost_what_they_refer_to_stop_a_revision(engine, tmp_path, monkeypatch):
    original = command.upgrade

    def leave_an_orphan(config, to):
        original(config, to)
        config.attributes["connection"].exec_driver_sql("INSERT INTO latest_plan VALUES ('x', 7)")

    monkeypatch.setattr(command, "upgrade", leave_an_orphan)
    with pytest.raises(DatabaseUnusable, match="is damaged"):
        bring_up_to_date(engine, tmp_path)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
