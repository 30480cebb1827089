"""``caravan replies``, as people and other programs run it."""

from __future__ import annotations

import json
import os

import pytest
from answering import AMINA, calendar, desk_in, invite, mail, now, published
from click.testing import CliRunner

from caravan.cli import main
from caravan.plan.invitation_state import Answer, InvitationState


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("CARAVAN_STATE", str(tmp_path))
    monkeypatch.setenv("CARAVAN_DATA", str(tmp_path))
    monkeypatch.delenv("CARAVAN_IMAP_HOST", raising=False)
    return tmp_path


@pytest.fixture
def desk(folder):
    desk = desk_in(folder)
    published(desk)
    return desk


def run(*arguments: object):
    return CliRunner().invoke(main, ["replies", *map(str, arguments)])


def test_a_mail_in_a_file_is_an_answer(desk, folder):
    asked = invite(desk)
    file = folder / "answer.eml"
    file.write_bytes(mail(calendar(Answer.DECLINED, "COMMENT:Travaux")))
    result = run("--file", file)
    assert result.exit_code == 0
    assert result.stdout == ("1 new answer in 1 mail\n  commune-sfax, sfax: declines (Travaux)\n")
    assert now(desk, asked.id).state is InvitationState.DECLINED
    assert run("--file", file).stdout == "no new answer in 1 mail, 1 known before\n"


def test_a_mailbox_in_a_file_is_read_mail_by_mail_and_one_bad_one_stops_nothing(desk, folder):
    asked = invite(desk)
    file = folder / "all.mbox"
    mails = [
        mail(calendar(), sender="mallory@else.example", number=1),
        b"\x00\xff" * 500 + b"\r\n",
        mail(sender="news@else.example", number=2),
        mail(calendar(Answer.TENTATIVE), number=3),
    ]
    file.write_bytes(b"".join(b"From someone\r\n" + each + b"\r\n" for each in mails))
    result = run("--file", file)
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "1 new answer in 4 mails\n"
        "  commune-sfax, sfax: may come\n"
        f"  not counted: mallory@else.example: it answers for “{AMINA}”, but was sent by"
        " “mallory@else.example”\n"
        "2 mails of other people left alone\n"
    ).replace("1 new answer", "2 new answers")
    assert now(desk, asked.id).state is InvitationState.TENTATIVE


def test_other_programs_read_json(desk, folder):
    invite(desk)
    file = folder / "answer.ics"
    file.write_text(calendar(Answer.PROPOSES))
    result = run("--file", file, "--json")
    (reply,) = json.loads(result.stdout)["replies"]
    assert reply["partner"] == "commune-sfax"
    assert reply["answer"] == "proposes"
    assert reply["begins"] == "2020-03-11T08:00:00+00:00"
    lines = run("--file", file, "--progress", "json").stdout.splitlines()
    assert json.loads(lines[-1])["result"] == "read"


def test_answers_to_other_tours_can_be_kept_out(desk, folder):
    asked = invite(desk, "another")
    file = folder / "answer.eml"
    file.write_bytes(mail(calendar()))
    assert "another tour" in run("--file", file, "--schedule", "sample").stdout
    assert now(desk, asked.id, "another") == asked


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        ((), 2, "CARAVAN_IMAP_HOST"),
        (("--file", "nowhere.eml"), 2, "nowhere.eml can't be read"),
        (("--schedule", "unknown", "--file", "x"), 2, "“unknown” is not published"),
        (("--json", "--progress", "json"), 2, "both want the output"),
    ],
)
def test_what_is_wrong_is_told(desk, arguments, code, why):
    result = run(*arguments)
    assert result.exit_code == code
    assert why in result.stderr


def test_a_pipe_to_which_nobody_writes_is_not_waited_for(desk, folder):
    os.mkfifo(folder / "pipe.eml")
    for path in (folder / "pipe.eml", "/dev/zero"):
        result = run("--file", path)
        assert result.exit_code == 2
        assert f"{path} is no regular file" in result.stderr


def test_a_mailbox_that_cannot_be_reached_is_a_failure(desk, monkeypatch):
    for name, value in {"HOST": "127.0.0.1", "PORT": "1", "TLS": "none", "USER": "tour"}.items():
        monkeypatch.setenv(f"CARAVAN_IMAP_{name}", value)
    result = run()
    assert result.exit_code == 1
    assert "the mailbox of 127.0.0.1 can't be read" in result.stderr
    failed = json.loads(run("--progress", "json").stdout.splitlines()[-1])
    assert failed["result"] == "failed"
    assert failed["template"].startswith("the mailbox of {host}")
