"""What was left behind by a run that was killed goes with the next one, and nothing else does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from caravan.store.leftovers import remove_half_copies, remove_leftovers, working_folder
from caravan.store.state_folder import StateUnusable

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
HALF = b"SQLite format 3\0 and more"
WORKING = """
import pathlib, sys, time
from caravan.store.leftovers import working_folder
with working_folder(pathlib.Path(sys.argv[1])) as own:
    (own / "caravan.db").write_text("Amina, 71 234 567")
    print(own, flush=True)
    time.sleep(60)
"""


def aged(path, **age):
    """Nothing has changed it for so long."""
    at = (NOW - timedelta(**age)).timestamp()
    os.utime(path, (at, at))
    return path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def killed(tmp_path):
    """A process that works in a folder of its own; ended in any case."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKING, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    process.folder = process.stdout.readline().strip()
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_folder_is_private_and_gone_afterwards(tmp_path):
    with working_folder(tmp_path) as own:
        assert own.stat().st_mode & 0o777 == 0o700
        (own / "caravan.db").write_text("x")
    assert names(tmp_path) == []


def test_what_a_killed_run_leaves_is_removed_and_what_another_works_on_is_not(tmp_path, killed):
    aged(killed.folder, days=2)
    remove_leftovers(tmp_path, NOW)
    assert len(names(tmp_path)) == 1
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    aged(killed.folder, seconds=59)
    remove_leftovers(tmp_path, NOW)
    assert len(names(tmp_path)) == 1
    aged(killed.folder, seconds=61)
    remove_leftovers(tmp_path, NOW)
    assert names(tmp_path) == []


def test_half_copies_of_the_database_are_removed_after_a_day(tmp_path):
    halves = [".caravan.db.before-restore.abcd_123", ".caravan.db.before-restore-2.abcdefgh",
              ".caravan.db.abcdefgh", ".caravan.db.before-0003.abcdefgh"]  # fmt: skip
    for name in halves:
        (tmp_path / name).write_bytes(HALF)
        aged(tmp_path / name, hours=23)
    remove_leftovers(tmp_path, NOW)
    assert names(tmp_path) == sorted(halves)
    for name in halves:
        aged(tmp_path / name, hours=25)
    remove_leftovers(tmp_path, NOW)
    assert names(tmp_path) == []


def test_nothing_else_is_touched_however_old(tmp_path):
    files = ["caravan.db", "caravan.db.before-restore", "caravan.db.damaged", "secret",
             ".caravan.db", ".caravan.db-journal", ".copy.db.abcdefgh", ".restore-file",
             ".caravan.db.ABCDEFGH"]  # fmt: skip
    for name in files:
        (tmp_path / name).write_bytes(HALF)
    (tmp_path / ".caravan.db.settings").write_text("somebody's own")
    (tmp_path / "restore-x").mkdir()
    (tmp_path / ".restore-link").symlink_to(tmp_path / "restore-x")
    before = names(tmp_path)
    for name in before:
        aged(tmp_path / name, days=400)
    remove_leftovers(tmp_path, NOW)
    assert names(tmp_path) == before


def test_half_copies_of_one_name_are_removed_beside_it(tmp_path):
    for name in (
        ".copy.db.abcdefgh",
        ".other.db.abcdefgh",
        ".copy.db.abcdefg",
        ".copy.db.empty_01",
    ):
        (tmp_path / name).write_bytes(b"" if "empty" in name else HALF)
        aged(tmp_path / name, days=2)
    remove_half_copies(tmp_path / "copy.db", NOW)
    assert names(tmp_path) == [".copy.db.abcdefg", ".other.db.abcdefgh"]


def test_what_a_clock_calls_the_future_stays(tmp_path):
    (tmp_path / ".restore-abc").mkdir()
    aged(tmp_path / ".restore-abc", days=-3)
    remove_leftovers(tmp_path, NOW)
    assert names(tmp_path) == [".restore-abc"]


def test_a_folder_that_is_not_there_is_said_and_has_no_leftovers(tmp_path):
    remove_leftovers(tmp_path / "nowhere", NOW)
    with (
        pytest.raises(StateUnusable, match="No such file"),
        working_folder(tmp_path / "nowhere"),
    ):
        raise AssertionError("there is no such folder")
