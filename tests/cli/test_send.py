from __future__ import annotations

import json
import os
import shutil

import pytest
from cli.processes import command, environment, run
from click.testing import CliRunner
from mail_server import Postmaster, mail_server
from mailing import SCHEDULE, Office, host, parsed, plan_with

from caravan.cli import main
from caravan.store.database import database_in
from caravan.store.mail import MailState
from caravan.store.tours import Tours

AMINA, BILEL = host("amina"), host("bilel")
PLAN = plan_with(sbeitla=(AMINA,), sfax=(BILEL,))
URL = ("--url", "https://tour.example")


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    database = database_in(tmp_path_factory.mktemp("empty"))
    Tours(database).listed()
    return database.path


@pytest.fixture
def office(tmp_path, empty):
    shutil.copy(empty, tmp_path)
    return Office.in_folder(tmp_path)


def variables(office, server=None, **more):
    found = {"CARAVAN_STATE": str(office.desk.settings.state), "CARAVAN_DATA": "/nowhere", **more}
    if server is not None:
        found |= {
            "CARAVAN_SMTP_HOST": server.settings.host,
            "CARAVAN_SMTP_PORT": str(server.settings.port),
            "CARAVAN_SMTP_TLS": "none",
            "CARAVAN_SMTP_TIMEOUT": "2",
        }
    return found


def send(office, *arguments, server=None, **more):
    env = {name: None for name in environment() if name.startswith("CARAVAN_")}
    env |= variables(office, server, **more)
    return CliRunner().invoke(main, ["send", SCHEDULE, *arguments], env=env)


def test_without_a_mail_server_mails_become_files_that_lead_to_this_computer(office):
    office.publish(PLAN)
    done = send(office, "--drafts")
    assert (done.exit_code, done.stderr) == (0, "")
    folder = office.desk.settings.state / "outbox"
    assert done.stdout == f"2 written as files, not sent\nThe files are in {folder}.\n"
    mails = [parsed(path.read_bytes()) for path in sorted(folder.iterdir())]
    assert [m["To"].addresses[0].addr_spec for m in mails] == [AMINA.email, BILEL.email]
    assert "http://localhost:8501/answer/" in mails[0].get_body(("plain",)).get_content()


def test_drafts_that_nobody_has_sent_stay_drafts(office):
    office.publish(PLAN)
    done = send(office)
    assert (done.exit_code, done.stdout) == (0, "2 drafts, to be read first\n")


def test_mails_are_sent_and_each_refusal_is_told(office):
    office.publish(PLAN)
    office.queue()
    with mail_server(postmaster=Postmaster(says={BILEL.email: ["550 No such user"]})) as server:
        done = send(office, *URL, server=server)
    assert done.exit_code == 1
    assert done.stdout == (
        "1 sent\n1 refused\n  bilel, sfax: the mail server answered: 550 No such user\n"
    )
    assert [taken.recipients for taken in server.postmaster.taken] == [[AMINA.email]]


def test_the_answer_as_json_has_each_mail_and_no_address(office):
    office.publish(PLAN)
    done = send(office, "--drafts", "--json")
    answer = json.loads(done.stdout)
    assert answer["counts"] == {"written": 2}
    assert answer["mails"][0] == {
        "id": 1,
        "publication": 1,
        "partner": "amina",
        "event": "sbeitla",
        "method": "REQUEST",
        "change": "new",
        "state": "written",
        "attempts": 0,
        "next_try": None,
        "error": None,
    }
    assert "@" not in done.stdout


def test_progress_is_a_line_for_each_mail_and_one_at_the_end(office):
    office.publish(PLAN)
    office.queue()
    master = Postmaster(says={BILEL.email: ["451 Busy"]})
    with mail_server(postmaster=master) as server:
        # The program that starts it keeps the input open, as pages do.
        open_input, kept = os.pipe()
        done = run(
            command("send", SCHEDULE, *URL, "--progress", "json"),
            env=environment(**variables(office, server)),
            stdin=open_input,
        )
        os.close(open_input)
        os.close(kept)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [(x["phase"], x["done"], x["wanted"]) for x in lines[:-1]] == [
        ("mails", 1, 2),
        ("mails", 1, 2),
    ]
    assert [x["mail"]["state"] for x in lines[:-1]] == ["sent", "queued"]
    assert lines[1]["mail"]["values"] == {"reason": "451 Busy"}
    assert (lines[-1]["result"], lines[-1]["counts"]) == ("sent", {"sent": 1, "queued": 1})


def test_waiting_ends_when_the_last_mail_is_through(office, monkeypatch):
    office.publish(PLAN)
    office.queue()
    monkeypatch.setattr("caravan.publishing.patience.Patience.after", lambda *_: _moment())
    with mail_server(postmaster=Postmaster(says={BILEL.email: ["451 Busy"]})) as server:
        done = send(office, "--wait", *URL, server=server)
    assert (done.exit_code, done.stdout) == (0, "2 sent\n")


def _moment():
    from datetime import timedelta

    return timedelta(seconds=0.1)


def test_a_wrong_login_is_told_and_leaves_everything_as_it_was(office):
    office.publish(PLAN)
    office.queue()
    with mail_server(login=True) as server:
        done = send(
            office,
            *URL,
            server=server,
            CARAVAN_SMTP_USER="tour",
            CARAVAN_SMTP_PASSWORD="guess",
        )
    assert done.exit_code == 2
    assert "doesn't accept the login of tour" in done.stderr
    assert "guess" not in done.stderr
    assert set(office.states().values()) == {MailState.QUEUED}


def test_mails_for_a_server_need_an_address_for_their_links(office):
    office.publish(PLAN)
    with mail_server() as server:
        done = send(office, "--drafts", server=server)
        assert done.exit_code == 2
        assert "--url or CARAVAN_URL" in done.stderr
        assert set(office.states().values()) == {MailState.DRAFT}
        done = send(office, "--drafts", server=server, CARAVAN_URL="https://tour.example/")
    assert done.exit_code == 0
    mail = server.postmaster.taken[0].mail
    assert "https://tour.example/answer/" in mail.get_body(("plain",)).get_content()


def test_an_address_that_is_none_is_refused(office):
    office.publish(PLAN)
    assert (
        "must be an address like https://tour.example"
        in send(office, "--url", "javascript:x").stderr
    )


def test_a_tour_that_is_not_published_is_named_with_those_that_are(office):
    done = send(office)
    assert done.exit_code == 2
    assert "“sample” is not published. Nothing is published yet." in done.stderr


def test_two_outputs_are_refused(office):
    assert send(office, "--json", "--progress", "json").exit_code == 2
