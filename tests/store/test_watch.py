"""The stamp of a database changes with every change, whoever makes it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime

import pytest

from caravan.store.database import FILE, database_in
from caravan.store.link import LinkKind
from caravan.store.links import Links
from caravan.store.watch import Watch

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    database = database_in(tmp_path)
    with database.writing():
        pass
    return database


def make(database, label):
    links = Links(database, lambda _: True)
    return links.make(LinkKind.TOUR, "a", "", label=label, language="fr", at=NOW)


def test_nothing_changes_as_long_as_nobody_writes(database):
    make(database, "one")
    watch = Watch(database)
    stamps = {watch.stamp() for _ in range(5)}
    Links(database, lambda _: True).listed("a")
    assert stamps == {watch.stamp()}
    assert None not in stamps


def test_every_change_changes_it(database):
    watch = Watch(database)
    stamps = [watch.stamp()]
    secret = make(database, "one").secret
    stamps.append(watch.stamp())
    links = Links(database, lambda _: True)
    assert links.opened(secret, {LinkKind.TOUR}, date(2026, 3, 1))  # notes the day of its use
    stamps.append(watch.stamp())
    [link] = links.listed("a")
    links.revoke(link.id, "a", NOW)
    stamps.append(watch.stamp())
    assert len(set(stamps)) == 4


def test_a_file_put_in_its_place_is_another_database(database, tmp_path):
    watch = Watch(database)
    before = watch.stamp()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("VACUUM INTO ?", [str(tmp_path / "copy.db")])
    (tmp_path / "copy.db").replace(tmp_path / FILE)
    assert watch.stamp() not in (before, None)


def test_it_is_not_known_while_somebody_writes_and_known_again_afterwards(database, tmp_path):
    watch = Watch(database)
    before = watch.stamp()
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert watch.stamp() is None
    other.execute("ROLLBACK")
    other.close()
    assert watch.stamp() == before  # nothing was written after all


def test_a_database_that_is_not_there_has_none_and_is_not_made(tmp_path):
    assert Watch(database_in(tmp_path / "nowhere")).stamp() is None
    assert Watch(database_in(tmp_path)).stamp() is None
    assert not (tmp_path / FILE).exists()
