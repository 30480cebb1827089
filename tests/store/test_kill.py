"""`kill -9` while saving and publishing: all that was acknowledged is there afterwards."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from kept_tours import Organizer
from saving_program import PROGRAM, written

from caravan.store.backup import back_up
from caravan.store.copying import check_copy
from caravan.store.database import Database, database_in
from caravan.store.publications import Publications
from caravan.store.schema import REVISION
from caravan.store.tours import Tours

if TYPE_CHECKING:
    from collections.abc import Callable

KILLS = 20
LONG = " a line that is there very often\n" * 20_000


def test_what_was_acknowledged_survives_twenty_kills(tmp_path):
    tours = Tours(database_in(tmp_path))  # waits for the disk, as it does in earnest
    id_ = Organizer.of_new_tour(tours).id
    _kill(tours.database, "killed", id_, KILLS, lambda saved: _look(tours, id_, {1} | saved))
    leftovers = {path.name for path in tmp_path.iterdir()} - {"caravan.db", "caravan.db-journal"}
    assert not leftovers


def test_publications_that_were_acknowledged_survive_the_kills(tmp_path):
    database = database_in(tmp_path)
    Publications(database).latest_number("summer")
    _kill(database, "kills", "summer", 10, lambda saved: _look_at_publications(database, saved))


@pytest.mark.parametrize("do", ["killed", "kills"])
def test_on_a_server_nothing_acknowledged_is_lost_either(database_server, do):
    """The server has to notice that its client is gone, and to let the next one write."""
    tours = Tours(database_server)
    subject = Organizer.of_new_tour(tours).id
    count = 3

    def look(saved: set[int]) -> None:
        if do == "kills":
            _look_at_publications(database_server, saved, subject)
        else:
            assert {1} | saved <= {version.number for version in tours.versions(subject)}

    _kill(database_server, do, subject, count, look)


def test_a_restore_that_is_killed_was_done_or_was_not(tmp_path):
    """Two copies of some length are put back turn by turn; one of them is there, and all of it."""
    database = database_in(tmp_path / "state")
    anna = Organizer.of_new_tour(Tours(database), f"one{LONG}")
    copies = [back_up(database, tmp_path / "one.db").path]
    anna.write(f"two{LONG}")
    copies.append(back_up(database, tmp_path / "two.db").path)

    def look(_: set[int]) -> None:
        assert check_copy(database.path) == REVISION
        text = anna.text
        assert text in {f"one{LONG}", f"two{LONG}"}
        # What is still being written has another name, with a dot before it.
        for copy in (tmp_path / "state").glob("caravan.db.before-restore*"):
            assert check_copy(copy) == REVISION
            copy.unlink()

    _kill(database, "restores", str(copies[0]), 4, look, str(copies[1]), enough=1)


def _kill(
    database: Database,
    do: str,
    subject: str,
    times: int,
    look: Callable[[set[int]], None],
    *more: str,
    enough: int = 0,
) -> None:
    """Let children save and kill them, so many times; after each look at what it acknowledged."""
    chance = random.Random(9)
    acknowledged: set[int] = set()
    command = [sys.executable, str(PROGRAM), do, written(database), subject, *more]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        for _ in range(times):
            acknowledged |= _one_child(program, chance.uniform(0.0, 1.0 if enough else 0.2))
            look(acknowledged)
        program.stdin.close()
        assert program.wait(30) == 0
    assert len(acknowledged) >= (enough or times)


def _one_child(program: subprocess.Popen[str], seconds: float) -> set[int]:
    """Let a child save for so many seconds after its first save, kill it; what it acknowledged."""
    program.stdin.write("go\n")
    program.stdin.flush()
    saved = set()
    for line in program.stdout:
        match line.split():
            case ["saved", number, "by", pid]:
                if not saved:
                    threading.Timer(seconds, os.kill, (int(pid), signal.SIGKILL)).start()
                saved.add(int(number))
            case ["ended"]:
                return saved
    raise AssertionError("the program that saves has ended by itself")


def _look(tours: Tours, id_: str, acknowledged: set[int]) -> None:
    """As a program does that starts after the kill."""
    versions = {version.number for version in tours.versions(id_)}
    assert acknowledged <= versions
    # One more may have been written, killed before it was told.
    assert len(versions - acknowledged) <= KILLS
    newest = tours.open(id_)
    assert newest.kept.version == max(versions)
    for number in sorted(versions - {1})[-5:]:
        text = tours.files_at_version(id_, number).schedule.text
        assert text.startswith(f"version {number}\n")
        assert len(text) > 40_000
    with sqlite3.connect(tours.database.path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def _look_at_publications(
    database: Database, acknowledged: set[int], schedule: str = "summer"
) -> None:
    """As a program does that starts after the kill."""
    publications = Publications(database)
    listed = publications.listed(schedule)
    numbers = [imprint.number for imprint in listed]
    assert acknowledged <= set(numbers)
    assert len(numbers) - len(acknowledged) <= KILLS
    # Without gaps, each after the one before, though the clock of the program stands still.
    assert numbers == list(range(len(numbers), 0, -1))
    instants = [imprint.made for imprint in listed]
    assert instants == sorted(set(instants), reverse=True)
    assert [imprint.note for imprint in listed] == [f"note {number}" for number in numbers]
    for number in numbers[:3]:
        found = publications.numbered(schedule, number)
        # It moves with each publication, so that its count rises with each; it begins at 2.
        assert found.held[0].sequence == number + 1
