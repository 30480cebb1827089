"""``caravan backup`` and ``caravan restore``: what they say, and with which exit code they end."""

from __future__ import annotations

import json
import os

import pytest
from kept_tours import Organizer, files

from caravan.store.audit import Audit
from caravan.store.database import database_in
from caravan.store.schema import REVISION
from caravan.store.tours import Tours


@pytest.fixture
def anna(tmp_path, monkeypatch):
    state = tmp_path / "state"
    monkeypatch.setenv("CARAVAN_STATE", str(state))
    monkeypatch.delenv("CARAVAN_DATABASE_URL", raising=False)
    return Organizer.of_new_tour(Tours(database_in(state)))


def test_a_copy_is_made_and_put_back(caravan, anna, tmp_path):
    copy = tmp_path / "copy.db"
    made = caravan("backup", copy)
    assert made.exit_code == 0
    size = f"{copy.stat().st_size / 1e6:,.1f}"
    assert made.stdout == f"The copy is in {copy}: {size} MB, looked through and whole.\n"
    anna.write("two")
    back = caravan("restore", copy)
    assert back.exit_code == 0
    before = tmp_path / "state" / "caravan.db.before-restore"
    assert back.stdout == (
        f"The database is what {copy} holds.\nWhat was there before is in {before}.\n"
    )
    assert anna.text == "one"


def test_both_answer_as_json(caravan, anna, tmp_path):
    copy = tmp_path / "copy.db"
    made = json.loads(caravan("backup", copy, "--json").stdout)
    assert made == {"file": str(copy), "bytes": copy.stat().st_size, "revision": REVISION}
    back = json.loads(caravan("restore", copy, "--json").stdout)
    before = tmp_path / "state" / "caravan.db.before-restore"
    assert back == {"file": str(copy), "before": str(before)}


def test_a_file_that_is_there_is_replaced_only_by_force(caravan, anna, tmp_path):
    copy = tmp_path / "copy.db"
    copy.write_text("precious")
    refused = caravan("backup", copy)
    assert refused.exit_code == 2
    assert "is there already" in refused.stderr
    assert copy.read_text() == "precious"
    assert caravan("backup", copy, "--force").exit_code == 0
    assert Tours(database_in(tmp_path / "state")).open(anna.id).files == files("one")


def test_a_file_that_is_no_copy_is_bad_input(caravan, anna, tmp_path):
    copy = tmp_path / "copy.db"
    copy.write_text("no database")
    refused = caravan("restore", copy, "--json")
    assert refused.exit_code == 2
    wanted = f"{copy} is no whole copy of a database of this program"
    assert json.loads(refused.stdout) == {"error": wanted}
    assert refused.stderr == f"{wanted}\n"


def test_a_database_that_can_not_be_used_is_a_failure(caravan, anna, tmp_path):
    anna.tours.database.path.write_bytes(b"spoilt" * 1000)
    failed = caravan("backup", tmp_path / "copy.db", "--json")
    assert failed.exit_code == 1
    assert "is damaged" in json.loads(failed.stdout)["error"]
    assert "is damaged" in failed.stderr


def test_what_is_no_regular_file_is_neither_replaced_nor_read(caravan, anna, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for command in (("backup", pipe), ("backup", pipe, "--force"), ("restore", pipe)):
        refused = caravan(*command)
        assert refused.exit_code == 2
        assert refused.stderr == f"{pipe} is no regular file: a copy is one, of any other name\n"
    assert pipe.is_fifo()


def test_a_state_folder_that_can_not_be_written_is_a_failure_and_no_fault_of_the_copy(
    caravan, anna, tmp_path, monkeypatch
):
    copy = tmp_path / "copy.db"
    caravan("backup", copy)

    def full(*_arguments, **_named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("caravan.store.leftovers.tempfile.mkdtemp", full)
    failed = caravan("restore", copy)
    assert failed.exit_code == 1
    place = tmp_path / "state"
    assert failed.stderr == (
        f"the state folder can't be written: the disk is full at {place}. Make room, then try"
        " again.\n"
    )


def test_every_command_fails_alike_when_the_database_can_not_be_used(caravan, anna, tmp_path):
    anna.tours.database.path.write_bytes(b"spoilt" * 1000)
    site, mail = tmp_path / "site", tmp_path / "answer.eml"
    mail.write_text("From: amina@amina.example\n\nYes.\n")
    for command in (
        ("backup", tmp_path / "copy.db"),
        ("send", "schedule.yaml"),
        ("publish", anna.id, "--to", site, "--url", "https://tour.example"),
        ("replies", "--file", mail),
    ):
        failed = caravan(*command)
        assert (failed.exit_code, "is damaged" in failed.stderr) == (1, True), command


def test_a_copy_is_noted_and_takes_the_leftovers_of_killed_runs_along(caravan, anna, tmp_path):
    state = tmp_path / "state"
    (state / ".restore-abc").mkdir()
    (tmp_path / ".copy.db.abcdefgh").touch()
    for path in (state / ".restore-abc", tmp_path / ".copy.db.abcdefgh"):
        os.utime(path, (0, 0))
    assert caravan("backup", tmp_path / "copy.db").exit_code == 0
    assert not (state / ".restore-abc").exists()
    assert not (tmp_path / ".copy.db.abcdefgh").exists()
    [line] = Audit(anna.tours.database).listed()
    assert (line.who, str(line.what)) == ("caravan backup", "wrote the copy copy.db")


def test_the_password_of_a_server_that_does_not_answer_is_not_printed(
    caravan, anna, tmp_path, monkeypatch
):
    address = f"postgresql://anna:geheim@/tours?host={tmp_path}"
    monkeypatch.setenv("CARAVAN_DATABASE_URL", address)
    for command in ("backup", "restore"):
        copy = tmp_path / "copy.db"
        if command == "restore":
            monkeypatch.delenv("CARAVAN_DATABASE_URL")
            caravan("backup", copy)
            monkeypatch.setenv("CARAVAN_DATABASE_URL", address)
        failed = caravan(command, copy)
        assert failed.exit_code == 1
        assert "tours doesn't answer" in failed.stderr
        assert "geheim" not in failed.output
