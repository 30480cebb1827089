"""A program that is killed while it reads answers has lost none, and counts none twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from answering import SENT, calendar, desk_in, invite, mail, now
from sqlalchemy import func, select

from caravan.plan.invitation_state import Answer, InvitationState
from caravan.store.desk import Desk
from caravan.store.schema import ReplyRow
from caravan.store.settings import Settings

MAILS = 30


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request, tmp_path):
    if request.param == "sqlite":
        return desk_in(tmp_path)
    url = request.getfixturevalue("empty_server")
    return Desk(Settings(data=(), state=tmp_path, database_url=url))


def reading(desk) -> subprocess.Popen[str]:
    folder, url = desk.settings.state, desk.settings.database_url
    kept = {"CARAVAN_STATE": str(folder), "CARAVAN_DATA": str(folder)}
    return subprocess.Popen(
        [sys.executable, "-m", "caravan", "replies", "--file", str(folder / "all.mbox")],
        env={**os.environ, **kept, **({"CARAVAN_DATABASE_URL": url} if url else {})},
        stdout=subprocess.PIPE,
        text=True,
    )


def kept(desk) -> int:
    with desk.replies.database.reading() as session:
        return session.scalar(select(func.count()).select_from(ReplyRow))


def test_killed_again_and_again_it_reads_each_mail_once(desk, tmp_path):
    asked = invite(desk)
    answers = [Answer.ACCEPTED, Answer.DECLINED]
    mails = [
        mail(calendar(answers[n % 2]), number=n, sent=SENT + timedelta(minutes=n))
        for n in range(MAILS)
    ]
    (tmp_path / "all.mbox").write_bytes(b"".join(b"From x\r\n" + m + b"\r\n" for m in mails))
    for part in (1, 2):
        child = reading(desk)
        while child.poll() is None and kept(desk) < part * MAILS // 3:
            time.sleep(0.01)
        child.send_signal(signal.SIGKILL)
        child.communicate()
    before = kept(desk)
    assert before >= MAILS // 3
    child = reading(desk)
    out, _ = child.communicate()
    assert child.returncode == 0
    assert f"in {MAILS} mails, {before} known before" in out
    assert kept(desk) == MAILS
    stands = now(desk, asked.id)
    assert stands.state is InvitationState.DECLINED  # that of the last mail
    assert stands.version == asked.version + MAILS
    assert len(desk.audit.listed("sample")) == MAILS
