"""Mails that wait leave by themselves, through a real mail server, while a server runs."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from kept_tours import in_haste
from mail_server import mail_server
from mailing import PUBLISHED, SCHEDULE, URL, host, plan_with

from caravan.publishing.background_sender import BackgroundSender, sends_by_itself
from caravan.publishing.smtp import SmtpCarrier
from caravan.store.desk import Desk
from caravan.store.mail import MailState
from caravan.store.mail_settings import MailSettings, Tls
from caravan.store.settings import Settings
from caravan.store.state_folder import StateUnusable

AMINA, BILEL, CYRINE = host("amina"), host("bilel"), host("cyrine")
PLAN = plan_with(sbeitla=(AMINA,), sfax=(BILEL, CYRINE))
NOBODY = MailSettings("127.0.0.1", 1, Tls.NONE, timeout=0.5)
"""A mail server at a port where none is."""


@pytest.fixture
def queued(office):
    office.publish(PLAN)
    office.queue()
    return office


@pytest.fixture
def server():
    with mail_server() as running:
        yield running


class Clock:
    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


def restarted(office, mail, *, clock=None, every=timedelta(minutes=1), url=URL):
    """The sender of a server that starts anew on the same database."""
    desk = Desk(replace(office.desk.settings, mail=mail, url=url))
    in_haste(desk.mail_queue.database)
    desk.has = lambda schedule: schedule == SCHEDULE
    return BackgroundSender.of(desk, clock or (lambda: office.now), every)


def recipients(server):
    return sorted(taken.recipients[0] for taken in server.postmaster.taken)


def wait_for(condition):
    until = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def states(office):
    return [mail.state for mail in office.desk.mails.listed(SCHEDULE)]


ALL = sorted(partner.email for partner in (AMINA, BILEL, CYRINE))


def test_what_was_queued_before_a_restart_is_delivered_once(queued, server):
    sender = restarted(queued, server.settings)
    sender.start()
    wait_for(lambda: states(queued) == [MailState.SENT] * 3)
    sender.stop()
    restarted(queued, server.settings).look()
    assert recipients(server) == ALL
    [first, *_] = server.postmaster.taken
    assert f"{URL}/answer/" in first.mail.get_body(("plain",)).get_content()


def test_what_is_queued_while_it_runs_leaves_at_the_next_look(office, server):
    office.publish(PLAN)
    sender = restarted(office, server.settings, every=timedelta(seconds=0.05))
    sender.start()
    time.sleep(0.2)
    assert recipients(server) == []  # drafts stay
    office.queue()
    wait_for(lambda: states(office) == [MailState.SENT] * 3)
    sender.stop()
    assert recipients(server) == ALL


def test_two_servers_on_one_database_send_each_mail_once(queued, server):
    starts = threading.Barrier(2)

    def work():
        sender = restarted(queued, server.settings)
        starts.wait()
        sender.look()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert recipients(server) == ALL
    assert states(queued) == [MailState.SENT] * 3


def test_what_was_put_off_is_tried_again_when_its_time_has_come(queued, server):
    server.postmaster.says[AMINA.email] = ["451 try later"]
    clock = Clock(queued.now)
    sender = restarted(queued, server.settings, clock=clock)
    sender.look()
    assert recipients(server) == [BILEL.email, CYRINE.email]
    clock.now += timedelta(seconds=59)
    sender.look()
    assert recipients(server) == [BILEL.email, CYRINE.email]
    clock.now += timedelta(seconds=1)
    sender.look()
    assert recipients(server) == ALL


def test_a_mail_server_that_is_away_is_asked_ever_more_seldom(queued):
    clock = Clock(queued.now)
    sender = restarted(queued, NOBODY, clock=clock)
    tries = []
    for _ in range(90):
        sender.look()
        tries.append(queued.desk.mail_queue.next_due(SCHEDULE) - clock.now)
        clock.now += timedelta(minutes=1)
    # At once, after 1 minute, 4 more, 16 more, 64 more.
    waits = [int(t.total_seconds()) // 60 for t in tries]
    assert [n for n, wait in enumerate(waits) if n == 0 or wait > waits[n - 1]] == [0, 1, 5, 21, 85]
    assert states(queued) == [MailState.QUEUED] * 3


def test_a_wrong_password_is_shown_ever_more_seldom_and_said_once(queued, caplog):
    with mail_server(login=True) as server:
        sender = restarted(queued, replace(server.settings, password="wrong"))
        waits = [sender.look() for _ in range(4)]
        assert waits == [timedelta(minutes=minutes) for minutes in (1, 4, 16, 64)]
        assert len(caplog.messages) == 1
        assert "doesn't accept the login" in caplog.text
        sender._senders[SCHEDULE] = queued.sender(SmtpCarrier(server.settings))
        assert sender.look() == timedelta(minutes=1)
        assert recipients(server) == ALL


def test_it_never_dies_of_what_fails_and_says_it_once(queued, server, caplog, monkeypatch):
    sender = restarted(queued, server.settings)
    due = sender._desk.mail_queue.due
    with monkeypatch.context() as patch:
        for error in (RuntimeError("surprise"), StateUnusable(queued.desk.settings.state, "full")):
            patch.setattr(type(sender._desk.mail_queue), "due", _raising(error))
            assert {sender.look(), sender.look()} == {timedelta(minutes=1)}
    assert [record.levelno for record in caplog.records] == [logging.ERROR, logging.WARNING]
    assert "surprise" in caplog.text
    assert due(queued.now) == (SCHEDULE,)
    sender.look()
    assert recipients(server) == ALL


def _raising(error):
    def fails(*_):
        raise error

    return fails


def test_a_schedule_that_fails_keeps_no_other_from_being_sent(queued, server, caplog):
    sender = restarted(queued, server.settings)
    sender._desk.has = lambda _: True
    sender._senders["a"] = None
    sender._desk.mail_queue = _Two(sender._desk.mail_queue)
    sender.look()
    assert recipients(server) == ALL
    assert "sending mails failed" in caplog.text


class _Two:
    """A queue in which mails of another schedule are due, too, before ours."""

    def __init__(self, inner):
        self._inner = inner

    def due(self, at):
        return ("a", *self._inner.due(at))

    def __getattr__(self, name):
        return getattr(self._inner, name)


def test_a_tour_that_was_deleted_and_one_of_another_server_send_nothing(queued, server):
    sender = restarted(queued, server.settings)
    sender._desk.has = lambda _: False
    sender.look()
    assert recipients(server) == []


def test_nothing_is_asked_of_the_mail_server_when_nothing_waits(office, server):
    restarted(office, server.settings).look()
    assert server.postmaster.connections == 0


def test_it_ends_at_once_when_told_also_while_the_mail_server_hangs(queued, monkeypatch):
    with mail_server(timeout=60) as server:
        server.postmaster.hangs = {"RCPT"}
        monkeypatch.setattr("caravan.publishing.background_sender._GRACE_SECONDS", 0.2)
        sender = restarted(queued, server.settings)
        sender.start()
        wait_for(lambda: server.postmaster.connections == 1)
        began = time.monotonic()
        sender.stop()
        assert time.monotonic() - began < 30
        server.postmaster.hangs = set()
        server.postmaster.released.set()
        sender._thread.join(10)
        assert len(server.postmaster.taken) <= 1  # the one that was on its way
    waiting = restarted(queued, NOBODY)
    waiting.start()
    began = time.monotonic()
    waiting.stop()
    assert time.monotonic() - began < 30
    assert not waiting._thread.is_alive()


def test_what_a_dead_sender_was_handing_over_is_said_to_be_unclear(queued, server):
    mail = queued.desk.mail_queue.claim(SCHEDULE, queued.now, queued.now + timedelta(minutes=2))
    with queued.desk.mail_queue.database.writing() as session:
        queued.desk.mail_queue.begin(session, mail, queued.now, queued.now + timedelta(minutes=2))
    sender = restarted(queued, server.settings)
    sender.look()
    assert MailState.SENDING in states(queued)
    queued.now += timedelta(minutes=2)
    sender.look()
    assert sorted(states(queued)) == [MailState.SENT, MailState.SENT, MailState.UNCLEAR]
    assert len(recipients(server)) == 2


@pytest.mark.parametrize(
    ("mail", "url", "sends"), [(NOBODY, URL, True), (NOBODY, "", False), (None, URL, False)]
)
def test_a_dry_run_and_a_server_that_knows_no_address_of_its_own_send_nothing(
    office, mail, url, sends
):
    settings = Settings((), office.desk.settings.state, url=url, mail=mail)
    assert sends_by_itself(settings) is sends
    assert (BackgroundSender.of(Desk(settings), lambda: PUBLISHED) is not None) is sends


def test_a_server_sends_from_its_start_to_its_end(queued, server, monkeypatch):
    from caravan.store import desk as desks
    from caravan.ui import first_plan

    settings = replace(queued.desk.settings, mail=server.settings, url=URL)
    here = desks.desk(settings)
    monkeypatch.setattr(here, "has", lambda schedule: schedule == SCHEDULE)
    monkeypatch.setattr(first_plan, "read_settings", lambda: settings)
    monkeypatch.setattr(first_plan, "_load_heavy_libraries", lambda: None)
    monkeypatch.setattr(first_plan, "_now", lambda: datetime(2020, 3, 1, tzinfo=UTC))

    async def run():
        async with first_plan.lifespan(None):
            await asyncio.to_thread(wait_for, lambda: states(queued) == [MailState.SENT] * 3)

    asyncio.run(run())
    assert recipients(server) == ALL
    assert not [t for t in threading.enumerate() if t.name == "background sender"]
