"""`kill -9` while publishing and while sending: nothing is lost, and nothing is sent twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from cli.processes import environment
from icalendar import Calendar
from mail_server import Postmaster, mail_server
from mailing import KILLED_PLAN, SCHEDULE, Office, calendar_of, held

from caravan.store.mail import MailState

PROGRAM = Path(__file__).parent.parent / "sending_program.py"
KILLS = {"sqlite": 10, "postgresql": 4}
# How likely a kill is when the server gets there; ANSWER: it has the mail and hasn't said so.
MOMENTS = {"MAIL": 0.03, "RCPT": 0.03, "DATA": 0.05, "CONTENT": 0.05, "ANSWER": 0.2}


class Deadly(Postmaster):
    """Kills whoever sends, now and then, at a moment of the conversation that chance chooses."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance = chance
        self.victims: list[int] = []
        self.kills = 0
        self.is_deadly = True

    async def _trouble(self, at, server):
        if self.is_deadly and self.victims and self.chance.random() < MOMENTS[at]:
            self.kill()
        return await super()._trouble(at, server)

    def kill(self) -> None:
        if self.is_deadly and self.victims:
            victim = self.victims.pop(self.chance.randrange(len(self.victims)))
            self.kills += 1
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)


def program(*arguments: object, **variables: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(**variables),
    )


def lines_of(running: subprocess.Popen[str]):
    """What it says about one round."""
    running.stdin.write("go\n")
    running.stdin.flush()
    for line in running.stdout:
        match line.split():
            case ["ended"]:
                return
            case words:
                yield words
    raise AssertionError("the program has ended by itself")


@dataclass(frozen=True)
class Place:
    """Where it is all kept.

    Attributes:
        kills: how many there are.
        variables: what tells a program of it.
    """

    office: Office
    kills: int
    variables: dict[str, str]


@pytest.fixture(params=list(KILLS))
def place(request, state):
    variables = {"CARAVAN_STATE": str(state)}
    url = ""
    if request.param == "postgresql":
        url = variables["CARAVAN_DATABASE_URL"] = request.getfixturevalue("empty_server")
    office = Office.in_folder(state, database_url=url)
    return Place(office, KILLS[request.param], variables)


def test_whoever_sends_is_killed_at_random_and_nobody_gets_two_mails_of_one_revision(place):
    office = place.office
    master = Deadly(random.Random(5))
    with mail_server(postmaster=master) as server:
        variables = {
            **place.variables,
            "CARAVAN_SMTP_HOST": server.settings.host,
            "CARAVAN_SMTP_PORT": str(server.settings.port),
            "CARAVAN_SMTP_TLS": "none",
            "CARAVAN_SMTP_TIMEOUT": "0.5",
        }
        more = (SCHEDULE, "--url", "https://tour.example", "--progress", "none")
        with program("send", *more, **variables) as running:
            # Chance may spare nearly everybody: then there is more to send.
            for publications, begins in enumerate(range(510, 630, 5), start=1):
                office.publish(held(KILLED_PLAN, "sbeitla", begins))
                office.queue()
                enough = master.kills + place.kills // 2
                while master.kills < enough and not is_settled(office):
                    round_of(running, master)
                master.is_deadly = False
                while not is_settled(office):
                    round_of(running, master)
                master.is_deadly = True
                if publications > 1 and master.kills >= place.kills // 2:
                    break
            running.stdin.close()
            assert running.wait(30) == 0
    mails = office.desk.mails.listed(SCHEDULE)
    got = Counter(
        (taken.recipients[0], sequence_of(taken.mail)) for taken in server.postmaster.taken
    )
    assert master.kills >= place.kills // 2
    assert set(got.values()) == {1}
    assert {m.state for m in mails} <= {MailState.SENT, MailState.UNCLEAR}
    # What is told to be sent has arrived; what has arrived is told to be sent, or unclear.
    sent = {(m.recipient, m.sequence) for m in mails if m.state is MailState.SENT}
    assert sent <= set(got) <= {(m.recipient, m.sequence) for m in mails}
    assert len(mails) == publications * len(KILLED_PLAN.tour.events[0].partners)
    # Only a mail in the hands of somebody who was killed is unclear.
    assert sum(m.state is MailState.UNCLEAR for m in mails) <= master.kills


def is_settled(office):
    return office.desk.mail_queue.next_due(SCHEDULE) is None


def round_of(running, master):
    """Two at once; one may be killed before it says a word to the server."""
    timers = []
    for _, pid in lines_of(running):
        master.victims.append(int(pid))
        timers.append(threading.Timer(master.chance.uniform(0.0, 3.0), master.kill))
        timers[-1].start()
    for timer in timers:
        timer.cancel()
    master.victims.clear()


def sequence_of(mail):
    [event] = Calendar.from_ical(calendar_of(mail)).walk("VEVENT")
    return int(event["SEQUENCE"])


def test_whoever_publishes_is_killed_at_random_and_each_publication_is_whole(place):
    office = place.office
    chance = random.Random(7)
    acknowledged = victim = 0
    with program("publish", office.desk.settings.state, **place.variables) as running:
        for _ in range(place.kills):
            killing = None
            for kind, number in lines_of(running):
                if kind == "began":
                    victim = int(number)
                    continue
                acknowledged = int(number)
                if killing is None:
                    seconds = chance.uniform(0.0, 0.3)
                    killing = threading.Timer(seconds, os.kill, (victim, signal.SIGKILL))
                    killing.start()
            killing.join()
            look(office, acknowledged)
        running.stdin.close()
        assert running.wait(30) == 0
    assert acknowledged >= place.kills


def look(office, acknowledged):
    """As a program does that starts after the kill."""
    numbers = [imprint.number for imprint in office.desk.publications.listed(SCHEDULE)]
    latest = len(numbers)
    assert numbers == list(range(latest, 0, -1))
    # One more may have been written, killed before it was told.
    assert latest >= acknowledged
    if latest:
        published = office.desk.publications.latest(SCHEDULE)
        partners = {p.id for p in KILLED_PLAN.tour.events[0].partners}
        assert {m.partner for m in office.drafts()} == partners
        [begins] = {r.begins for r in published.held if r.event.id == "sbeitla"}
        assert all(f"{begins:%H:%M}–" in m.text for m in office.drafts())
        assert len(office.desk.audit.listed(SCHEDULE, last=10_000)) == latest
