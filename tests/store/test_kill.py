"""`kill -9` while saving: every version that was acknowledged is there afterwards."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

from kept_tours import Organizer

from caravan.store.database import database_in
from caravan.store.tours import Tours

PROGRAM = Path(__file__).parent.parent / "saving_program.py"
KILLS = 20


def test_what_was_acknowledged_survives_twenty_kills(tmp_path):
    tours = Tours(database_in(tmp_path))  # waits for the disk, as it does in earnest
    id_ = Organizer.of_new_tour(tours).id
    chance = random.Random(9)
    acknowledged = {1}
    command = [sys.executable, str(PROGRAM), "killed", str(tours.database.path), id_]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        for _ in range(KILLS):
            acknowledged |= _one_child(program, chance.uniform(0.0, 0.2))
            _look(tours, id_, acknowledged)
        program.stdin.close()
        assert program.wait(30) == 0
    leftovers = {path.name for path in tmp_path.iterdir()} - {"caravan.db", "caravan.db-journal"}
    assert not leftovers


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
