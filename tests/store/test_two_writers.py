"""Several people, tabs and processes on one tour: nothing is overwritten, nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from kept_tours import Organizer, files
from saving_program import add_word, written

from caravan.errors import msg
from caravan.store.database import database_in
from caravan.store.tours import EditedElsewhere, Tours

PROGRAM = Path(__file__).parent.parent / "saving_program.py"


def test_the_second_to_save_sees_both_versions(anna):
    anna.write("two")
    bilel = anna.another()
    anna.write("Anna's")
    with pytest.raises(EditedElsewhere, match="nothing is overwritten") as caught:
        bilel.write("Bilel's")
    latest = caught.value.latest
    assert latest == anna.tours.open(anna.id)
    assert (latest.files, latest.undoes) == (files("Anna's"), msg("wrote {text}", text="Anna's"))
    # What Bilel began with can still be read, and he can save after Anna.
    assert anna.tours.files_at_version(anna.id, bilel.seen) == files("two")
    bilel.seen = latest.kept.version
    assert bilel.write("both").undoes == msg("wrote {text}", text="both")
    assert bilel.undo().files == files("Anna's")


def test_a_version_that_never_was_is_an_edit_elsewhere_too(anna):
    anna.seen = 99
    with pytest.raises(EditedElsewhere):
        anna.write("two")
    assert anna.text == "one"


def test_two_who_save_the_same_are_of_one_mind(anna):
    bilel = anna.another()
    anna.write("two")
    assert bilel.write("two").kept.version == 2


def test_threads_that_add_words_lose_none(database):
    anna = Organizer.of_new_tour(Tours(database), "words:")
    words = [f"word{number}" for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        refused = sum(pool.map(lambda word: add_word(anna.tours, anna.id, word), words))
    assert sorted(anna.text.split()[1:]) == sorted(words)
    assert len(anna.tours.versions(anna.id)) == 41
    assert refused > 0, "the threads never met: this test shows nothing"


def test_processes_that_add_words_lose_none(database):
    anna = Organizer.of_new_tour(Tours(database), "words:")
    command = [sys.executable, str(PROGRAM), "adds", written(database), anna.id]
    running = [subprocess.Popen([*command, name, "8"]) for name in "abc"]
    assert [process.wait(120) for process in running] == [0, 0, 0]
    wanted = [f"{name}{number}" for name in "abc" for number in range(8)]
    assert sorted(anna.text.split()[1:]) == wanted
    assert len(anna.tours.versions(anna.id)) == 25
    assert len(anna.tours.listed()) == 4


def test_processes_that_start_at_once_on_no_database_make_one(tmp_path):
    state = tmp_path / "state"
    code = (
        "import sys; sys.path[:0] = sys.argv[1:3]; from pathlib import Path;"
        "from kept_tours import Organizer; from caravan.store.tours import Tours;"
        "from caravan.store.database import database_in;"
        "sys.stdin.readline(); Organizer.of_new_tour(Tours(database_in(Path(sys.argv[3]))))"
    )
    tests = PROGRAM.parent
    command = [sys.executable, "-c", code, str(tests), str(tests.parent), str(state)]
    running = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(3)]
    for process in running:
        process.communicate(b"go\n", timeout=120)
    assert [process.returncode for process in running] == [0, 0, 0]
    assert len(Tours(database_in(state)).listed()) == 3


def test_threads_that_start_at_once_on_no_database_make_one(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        list(
            pool.map(
                lambda _: Organizer.of_new_tour(Tours(database_in(tmp_path / "state"))), range(8)
            )
        )
    assert len(Tours(database_in(tmp_path / "state")).listed()) == 8
