"""The stamp of a database changes with every change, whoever makes it."""

from __future__ import annotations

import os
import sqlite3
import time
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


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_no_change_is_missed_however_long_nothing_had_changed(database, tmp_path, mode):
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    assert other.execute(f"PRAGMA journal_mode = {mode}").fetchone() == (mode,)
    watch = Watch(database)
    time.sleep(0.15)  # until its file's time of change is one that no other change can have
    seen = [watch.stamp(), watch.stamp()]
    assert seen[0] == seen[1]
    for number in range(4):  # two of them within one step of any clock
        other.execute("UPDATE tour_text SET text = text")
        other.execute("CREATE TABLE t (a)" if number == 0 else "INSERT INTO t VALUES (1)")
        seen.append(watch.stamp())
        if number == 2:
            time.sleep(0.15)
            assert watch.stamp() == seen[-1]
    assert len(set(seen)) == 5
    other.close()


def test_a_clock_that_jumps_back_hides_no_change(database, tmp_path):
    watch = Watch(database)
    time.sleep(0.15)
    before = watch.stamp()
    make(database, "one")
    earlier = (tmp_path / FILE).stat().st_mtime_ns - 3_600_000_000_000
    os.utime(tmp_path / FILE, ns=(earlier, earlier))
    assert watch.stamp() != before
