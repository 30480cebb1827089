"""What a server does at its start waits for the database."""

from __future__ import annotations

import logging
import re

import pytest

from caravan.errors import CaravanError, msg
from caravan.store.access_settings import AccessMode, AccessSettings
from caravan.store.database import database_of
from caravan.store.desk import Desk
from caravan.store.settings import Settings, read_settings
from caravan.store.state_folder import StateUnusable
from caravan.ui import first_plan
from caravan.ui.access.first_account import announce_first_account
from caravan.ui.patient_start import until_done


def accounts_in(folder):
    return Desk(Settings((), folder, access=AccessSettings(AccessMode.ACCOUNTS)))


def test_the_first_account_and_the_first_plan_wait_for_the_database(tmp_path, capsys, caplog):
    """The state folder's place is taken by a file, until the third attempt."""
    state = tmp_path / "state"
    state.write_text("")
    here, planned, pauses = accounts_in(state), [], []

    def mended(seconds):
        pauses.append(seconds)
        if len(pauses) == 2:
            state.unlink()
        return False

    steps = (lambda: announce_first_account(here), lambda: planned.append(here.shelf.latest("x")))
    until_done(steps, mended)
    assert pauses == [30, 30]
    assert planned == [None]
    assert len(re.findall("/access/password/", capsys.readouterr().err)) == 1
    [line] = caplog.records
    assert (line.levelno, line.exc_info) == (logging.ERROR, None)
    assert str(state) in line.getMessage()


def test_a_server_of_databases_that_is_not_there_is_one_line_without_the_password(tmp_path, caplog):
    (tmp_path / "schedule.yaml").write_text("events: []")
    settings = read_settings(
        {
            "CARAVAN_DATABASE_URL": "postgresql://tour:swordfish@127.0.0.1:1/tour",
            "CARAVAN_DATA": str(tmp_path),
            "CARAVAN_STATE": str(tmp_path / "state"),
        }
    )
    assert "127.0.0.1" in database_of(settings).name
    left = iter([False, False, True])
    until_done((lambda: first_plan.plan_first(Desk(settings)),), lambda _seconds: next(left))
    [line] = caplog.records
    assert line.exc_info is None
    assert "\n" not in line.getMessage()
    assert "swordfish" not in line.getMessage()


def test_attempts_end_with_the_server():
    done = []

    def down():
        done.append("tried")
        raise StateUnusable(first_plan.read_settings().state, "down")

    until_done((down, lambda: done.append("other")), lambda _seconds: True)
    assert done == ["tried"]


def test_another_reason_is_another_line(tmp_path, caplog):
    reasons = ["down", "down", "full", "down"]

    def failing():
        if reasons:
            raise StateUnusable(tmp_path, reasons.pop(0))

    until_done((failing,), lambda _seconds: False)
    assert [re.search("down|full", line.getMessage())[0] for line in caplog.records] == [
        "down",
        "full",
        "down",
    ]


def test_what_waiting_does_not_mend_is_not_tried_again():
    def faulty():
        raise CaravanError(msg("the file of the tour is wrong"))

    with pytest.raises(CaravanError, match="the file of the tour"):
        until_done((faulty,), lambda _seconds: pytest.fail("it waited"))
