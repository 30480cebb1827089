"""A program that is killed while it reads answers has lost none, and counts none twice."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from answering import SENT, calendar, desk_in, invite, mail, now

from caravan.plan.invitation_state import Answer, InvitationState
from caravan.store.database import FILE

MAILS = 30


@pytest.fixture
def desk(tmp_path):
    return desk_in(tmp_path)


def reading(folder) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "caravan", "replies", "--file", str(folder / "all.mbox")],
        env={**os.environ, "CARAVAN_STATE": str(folder), "CARAVAN_DATA": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
    )


def kept(folder) -> int:
    with sqlite3.connect(folder / FILE, timeout=10) as database:
        (number,) = database.execute("SELECT count(*) FROM reply").fetchone()
    return number


def test_killed_again_and_again_it_reads_each_mail_once(desk, tmp_path):
    asked = invite(desk)
    answers = [Answer.ACCEPTED, Answer.DECLINED]
    mails = [
        mail(calendar(answers[n % 2]), number=n, sent=SENT + timedelta(minutes=n))
        for n in range(MAILS)
    ]
    (tmp_path / "all.mbox").write_bytes(b"".join(b"From x\r\n" + m + b"\r\n" for m in mails))
    for part in (1, 2):
        child = reading(tmp_path)
        while child.poll() is None and kept(tmp_path) < part * MAILS // 3:
            time.sleep(0.01)
        child.send_signal(signal.SIGKILL)
        child.communicate()
    before = kept(tmp_path)
    assert before >= MAILS // 3
    child = reading(tmp_path)
    out, _ = child.communicate()
    assert child.returncode == 0
    assert f"in {MAILS} mails, {before} known before" in out or before == 0
    assert kept(tmp_path) == MAILS
    stands = now(desk, asked.id)
    assert stands.state is InvitationState.DECLINED  # that of the last mail
    assert stands.version == asked.version + MAILS
    assert len(desk.audit.listed("sample")) == MAILS
