"""The database fails, or the sender is killed, at each single write of a run: nobody gets two."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from mailing import SCHEDULE, Office, Pigeon, host, plan_with

from caravan.errors import msg
from caravan.store.database import Database
from caravan.store.mail import MailState
from caravan.store.state_folder import StateUnusable
from caravan.store.unusable import DatabaseUnusable

PLAN = plan_with(sbeitla=(host("amina"),), sfax=(host("bilel"),))
WRITES = 7
"""Of a run that sends two mails: three claims, the last in vain, two marks, two results."""


class Killed(BaseException):
    """As a process that isn't there any more."""


@dataclass
class Failing:
    """A database whose write of a number fails, or is the last thing that happens."""

    database: Database
    number: int
    how: str
    writes: int = 0

    def reading(self):
        return self.database.reading()

    @contextmanager
    def writing(self):
        self.writes += 1
        if self.writes == self.number and self.how == "full disk":
            raise DatabaseUnusable(msg("nothing was saved: the disk is full"))
        if self.writes == self.number and self.how == "killed before":
            raise Killed
        with self.database.writing() as session:
            yield session
        if self.writes == self.number and self.how == "killed after":
            raise Killed


@pytest.fixture(scope="module")
def queued(tmp_path_factory, empty_state):
    """A state folder with two mails in the queue."""
    folder = tmp_path_factory.mktemp("queued")
    shutil.copy(empty_state, folder)
    office = Office.in_folder(folder)
    office.publish(PLAN)
    office.queue()
    return folder, office.now


@pytest.mark.parametrize("number", range(1, WRITES + 1))
@pytest.mark.parametrize("how", ["full disk", "killed before", "killed after"])
def test_whatever_is_cut_off_nobody_gets_two_mails_and_none_is_lost(queued, tmp_path, how, number):
    folder, now = queued
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    office, pigeon = Office.in_folder(tmp_path), Pigeon()
    office.now = now
    queue = office.desk.mail_queue
    office.desk.mail_queue = replace(queue, database=Failing(queue.database, number, how))
    with pytest.raises((StateUnusable, Killed)):
        office.send(pigeon)
    office.desk.mail_queue = queue
    # Somebody starts it again, at once, and when all claims are over.
    for _ in range(2):
        office.send(pigeon)
        office.now += timedelta(minutes=2)
    office.send(pigeon)
    to = [str(mail["To"].addresses[0].username) for mail in pigeon.mails]
    assert len(to) == len(set(to))
    mails = office.desk.mails.listed(SCHEDULE)
    assert {mail.state for mail in mails} <= {MailState.SENT, MailState.UNCLEAR}
    for mail in mails:
        # What is said to be sent was; what wasn't handed over is unclear at worst.
        assert mail.state is MailState.UNCLEAR or mail.partner in to
    assert sum(mail.state is MailState.UNCLEAR for mail in mails) <= 1


def test_a_run_without_faults_has_just_these_writes(queued, tmp_path):
    folder, now = queued
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    office = Office.in_folder(tmp_path)
    office.now = now
    queue = office.desk.mail_queue
    counted = Failing(queue.database, 0, "")
    office.desk.mail_queue = replace(queue, database=counted)
    office.send(Pigeon())
    assert counted.writes == WRITES
