"""Every fault of a mail server: who gets what, what is said, and that nothing is sent twice."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from mail_server import Postmaster, certificate_in, mail_server
from mailing import SCHEDULE, host, plan_with

from caravan.publishing.carrier import CarrierUnusable, Fate, Parcel
from caravan.publishing.smtp import SmtpCarrier
from caravan.store.mail import MailState
from caravan.store.mail_settings import MailSettings, Tls

AMINA, BILEL, CYRINE = host("amina"), host("bilel"), host("cyrine")
PLAN = plan_with(sbeitla=(AMINA,), sfax=(BILEL, CYRINE))
TO_AMINA, TO_BILEL, TO_CYRINE = (p.email for p in (AMINA, BILEL, CYRINE))
IMPATIENT = 0.4
"""Seconds, where it doesn't matter at which command nobody waits any longer."""
PATIENT = 3.0
"""Seconds, where everything has to be answered in time but the one at which the server hangs."""
"""Seconds that these tests wait for a server that hangs."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return certificate_in(tmp_path_factory.mktemp("certificate"))


def carrier_of(server):
    return SmtpCarrier(server.settings, server.trust)


def outcomes(tried):
    return [(t.mail.partner, t.state.value) for t in tried]


def recipients(server):
    return [taken.recipients for taken in server.postmaster.taken]


def test_several_mails_go_over_one_connection_to_one_recipient_each(office):
    with mail_server() as server:
        tried = office.tell(PLAN, carrier_of(server))
    assert outcomes(tried) == [("amina", "sent"), ("bilel", "sent"), ("cyrine", "sent")]
    assert recipients(server) == [[TO_AMINA], [TO_BILEL], [TO_CYRINE]]
    assert {taken.connection for taken in server.postmaster.taken} == {1}
    assert {taken.sender for taken in server.postmaster.taken} == {"hello@tour.example"}


@pytest.mark.parametrize("tls", [Tls.STARTTLS, Tls.TLS])
def test_the_way_is_encrypted_before_anybody_logs_in(office, certificate, tls):
    with mail_server(certificate, tls=tls, login=True) as server:
        tried = office.tell(PLAN, carrier_of(server))
    assert [t.state for t in tried] == [MailState.SENT] * 3


def test_a_server_that_takes_mails_and_never_answers_makes_three_unclear_not_all(office):
    """After each wait, ever longer, it gets one more; when it answers, all that are left leave."""
    office.publish(plan_with(sbeitla=tuple(host(f"town-{number}") for number in range(7))))
    office.queue()
    with mail_server(timeout=PATIENT, postmaster=Postmaster(hangs={"CONTENT"})) as server:
        sender = office.sender(carrier_of(server))

        def send():
            tried = []
            sender.send_due(tried.append, lambda: False)
            return [t.state.value for t in tried]

        assert send() == ["unclear"] * 3
        waiting = [m for m in office.desk.mails.listed(SCHEDULE) if m.state is MailState.QUEUED]
        assert {(m.attempts, m.next_try) for m in waiting} == {
            (0, office.now + timedelta(minutes=1))
        }
        assert "gave no answer to several mails" in str(waiting[0].error)
        assert send() == []
        office.now += timedelta(minutes=1)
        assert send() == ["unclear"]
        office.now += timedelta(minutes=1)
        assert send() == []
        server.postmaster.hangs.clear()
        office.now += timedelta(minutes=3)
        assert send() == ["sent"] * 3
        assert len(server.postmaster.taken) == 3


def test_a_wrong_login_sends_nothing_and_says_which_setting_to_look_at(office, certificate):
    with mail_server(certificate, tls=Tls.STARTTLS, login=True) as server:
        wrong = SmtpCarrier(replace(server.settings, password="guess"), server.trust)
        office.publish(PLAN)
        office.queue()
        with pytest.raises(CarrierUnusable) as raised:
            office.send(wrong)
        assert not server.postmaster.taken
        told = str(raised.value)
        assert "doesn't accept the login of tour: 535" in told
        assert "Nothing was sent" in told
        assert "CARAVAN_SMTP_PASSWORD" in told
        assert "guess" not in told
        # With the right one they leave at once, and no attempt was counted.
        assert {m.attempts for m in office.desk.mails.listed(SCHEDULE)} == {0}
        assert [t.state for t in office.send(carrier_of(server))] == [MailState.SENT] * 3


def test_a_server_without_encryption_gets_nothing(office):
    with mail_server() as server:
        strict = SmtpCarrier(replace(server.settings, tls=Tls.STARTTLS))
        office.publish(PLAN)
        office.queue()
        with pytest.raises(CarrierUnusable, match=r"can't be encrypted.*CARAVAN_SMTP_TLS"):
            office.send(strict)
    assert not server.postmaster.taken
    assert set(office.states().values()) == {MailState.QUEUED}


def test_a_certificate_that_nobody_vouches_for_gets_nothing(office, certificate):
    with mail_server(certificate, tls=Tls.STARTTLS) as server:
        office.publish(PLAN)
        office.queue()
        with pytest.raises(CarrierUnusable, match=r"can't be encrypted: .*CERTIFICATE"):
            office.send(SmtpCarrier(server.settings))
    assert not server.postmaster.taken


def test_a_server_that_wants_a_login_and_gets_none_is_said_so(office, certificate):
    with mail_server(certificate, tls=Tls.STARTTLS, login=True) as server:
        nobody = SmtpCarrier(replace(server.settings, user=""), server.trust)
        office.publish(PLAN)
        office.queue()
        with pytest.raises(CarrierUnusable, match=r"takes no mail from hello@tour.example: 530"):
            office.send(nobody)


def test_a_login_at_a_server_that_knows_none_is_said_so(office):
    with mail_server() as server:
        office.publish(PLAN)
        office.queue()
        with pytest.raises(CarrierUnusable, match=r"Nobody can log in"):
            office.send(SmtpCarrier(replace(server.settings, user="tour", password="x")))


def test_one_refused_recipient_stops_nobody_else(office):
    master = Postmaster(says={TO_BILEL: ["550 5.1.1 No such user\x07here"]})
    with mail_server(postmaster=master) as server:
        tried = office.tell(PLAN, carrier_of(server))
    assert outcomes(tried) == [("amina", "sent"), ("bilel", "failed"), ("cyrine", "sent")]
    assert str(tried[1].reason) == "the mail server answered: 550 5.1.1 No such user here"
    [mail] = [m for m in office.desk.mails.listed(SCHEDULE) if m.partner == "bilel"]
    assert (mail.state, str(mail.error)) == (MailState.FAILED, str(tried[1].reason))
    # The link that he would have answered with is no good to anybody.
    assert [link.revoked for link in office.desk.links.listed(SCHEDULE)] == [None, None]


def test_a_recipient_who_cannot_be_reached_now_is_tried_again_later_and_later(office):
    master = Postmaster(says={TO_BILEL: ["451 4.2.0 Mailbox busy"] * 2})
    with mail_server(postmaster=master) as server:
        carrier = carrier_of(server)
        assert outcomes(office.tell(PLAN, carrier))[1] == ("bilel", "queued")
        assert office.send(carrier) == []
        [mail] = [m for m in office.desk.mails.listed(SCHEDULE) if m.state is MailState.QUEUED]
        assert mail.next_try == office.now + timedelta(minutes=1)
        office.now += timedelta(minutes=1)
        assert outcomes(office.send(carrier)) == [("bilel", "queued")]
        [mail] = [m for m in office.desk.mails.listed(SCHEDULE) if m.state is MailState.QUEUED]
        assert mail.next_try == office.now + timedelta(minutes=4)
        office.now += timedelta(minutes=4)
        assert outcomes(office.send(carrier)) == [("bilel", "sent")]
    assert len(server.postmaster.to(TO_BILEL)) == 1


def test_a_refusal_of_the_content_is_no_delivery(office):
    master = Postmaster(at_data=["554 5.6.0 Spam", "452 4.3.1 Disk full"])
    with mail_server(postmaster=master) as server:
        tried = office.tell(PLAN, carrier_of(server))
        assert outcomes(tried) == [("amina", "failed"), ("bilel", "queued"), ("cyrine", "sent")]
        links = office.desk.links.listed(SCHEDULE)
        assert [link.revoked is not None for link in links] == [True, True, False]
        office.now += timedelta(minutes=1)
        office.send(carrier_of(server))
    assert recipients(server) == [[TO_CYRINE], [TO_BILEL]]


def test_a_sender_that_the_server_does_not_want_stops_all_and_is_named(office):
    with mail_server(postmaster=Postmaster(at_mail=["550 5.7.1 Not you"])) as server:
        office.publish(PLAN)
        office.queue()
        with pytest.raises(CarrierUnusable, match=r"550 5.7.1 Not you.*CARAVAN_SMTP_FROM"):
            office.send(carrier_of(server))
    assert set(office.states().values()) == {MailState.QUEUED}


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_hangs_before_it_has_a_mail_is_left_and_the_mail_waits(office, command):
    with mail_server(postmaster=Postmaster(hangs={command}), timeout=IMPATIENT) as server:
        office.publish(PLAN)
        office.queue()
        began = time.monotonic()
        tried = office.send(carrier_of(server))
        assert time.monotonic() - began < 60
        assert {state for _, state in outcomes(tried)} == {"queued"}
        assert set(office.states().values()) == {MailState.QUEUED}
        # One that is cut off is not worth an attempt for each of hundreds.
        assert len(tried) == 3
        assert office.send(carrier_of(server)) == []
        server.postmaster.hangs.clear()
        office.now += timedelta(minutes=5)
        office.send(carrier_of(server))
    assert sorted(recipients(server)) == [[TO_AMINA], [TO_BILEL], [TO_CYRINE]]


def test_a_server_that_hangs_when_it_has_a_mail_leaves_it_unclear_for_ever(office):
    with mail_server(postmaster=Postmaster(hangs={"ANSWER"}), timeout=PATIENT) as server:
        office.publish(plan_with(sbeitla=(AMINA,)))
        office.queue()
        tried = office.send(carrier_of(server))
        assert outcomes(tried) == [("amina", "unclear")]
        assert "It may have arrived" in str(tried[0].reason)
        server.postmaster.hangs.clear()
        for _ in range(3):
            office.now += timedelta(days=1)
            assert office.send(carrier_of(server)) == []
    assert len(server.postmaster.taken) == 1


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_dies_before_it_has_a_mail_gets_it_later(office, command):
    with mail_server(postmaster=Postmaster(dies=[command])) as server:
        tried = office.tell(PLAN, carrier_of(server))
        assert outcomes(tried) == [("amina", "queued"), ("bilel", "sent"), ("cyrine", "sent")]
        assert "went away" in str(tried[0].reason)
        office.now += timedelta(minutes=1)
        assert outcomes(office.send(carrier_of(server))) == [("amina", "sent")]
    assert recipients(server) == [[TO_BILEL], [TO_CYRINE], [TO_AMINA]]


@pytest.mark.parametrize(("command", "arrived"), [("CONTENT", 0), ("ANSWER", 1)])
def test_a_server_that_dies_with_a_mail_in_its_hands_leaves_it_unclear_and_gets_the_others(
    office, command, arrived
):
    with mail_server(postmaster=Postmaster(dies=[command])) as server:
        tried = office.tell(PLAN, carrier_of(server))
        assert outcomes(tried) == [("amina", "unclear"), ("bilel", "sent"), ("cyrine", "sent")]
        office.now += timedelta(days=2)
        assert office.send(carrier_of(server)) == []
        assert len(server.postmaster.to(TO_AMINA)) == arrived
        # Only a person has it sent again; programs see that it is the same mail.
        [mail] = [m for m in office.desk.mails.listed(SCHEDULE) if m.state is MailState.UNCLEAR]
        office.desk.mails.send_again(mail.id, SCHEDULE, version=mail.version, at=office.now)
        assert outcomes(office.send(carrier_of(server))) == [("amina", "sent")]
    messages = {taken.mail["Message-ID"] for taken in server.postmaster.to(TO_AMINA)}
    assert len(messages) == 1


def test_a_server_that_dies_again_and_again_lets_all_mails_wait_together(office):
    with mail_server(postmaster=Postmaster(dies=["MAIL"] * 3)) as server:
        plan = plan_with(sbeitla=tuple(host(f"town-{n}") for n in range(6)))
        tried = office.tell(plan, carrier_of(server))
        assert len(tried) == 3
        assert office.send(carrier_of(server)) == []
        assert set(office.states().values()) == {MailState.QUEUED}
        office.now += timedelta(minutes=1)
        office.send(carrier_of(server))
        assert set(office.states().values()) == {MailState.SENT}


def test_a_server_that_cannot_be_reached_lets_all_mails_wait_and_blames_none(office):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    carrier = SmtpCarrier(MailSettings("127.0.0.1", port, Tls.NONE, timeout=IMPATIENT))
    tried = office.tell(PLAN, carrier)
    assert outcomes(tried) == [("amina", "queued")]
    assert "can't be reached or went away: Connection refused" in str(tried[0].reason)
    mails = office.desk.mails.listed(SCHEDULE)
    assert {(m.state, m.attempts, m.next_try) for m in mails} == {
        (MailState.QUEUED, 0, office.now + timedelta(minutes=1))
    }


def test_a_server_that_never_greets_is_not_waited_for_for_ever(office):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        carrier = SmtpCarrier(MailSettings("127.0.0.1", port, Tls.NONE, timeout=IMPATIENT))
        began = time.monotonic()
        assert outcomes(office.tell(PLAN, carrier)) == [("amina", "queued")]
    assert time.monotonic() - began < 60


def test_a_server_that_sends_a_letter_now_and_then_is_not_listened_to_for_ever(office):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        ended = threading.Event()
        dripping = threading.Thread(target=drip, args=(listening, ended))
        dripping.start()
        port = listening.getsockname()[1]
        carrier = SmtpCarrier(MailSettings("127.0.0.1", port, Tls.NONE, timeout=IMPATIENT))
        began = time.monotonic()
        tried = office.tell(plan_with(sbeitla=(AMINA,)), carrier)
        assert time.monotonic() - began < 60
        ended.set()
        dripping.join(10)
    assert outcomes(tried) == [("amina", "queued")]
    assert set(office.states().values()) == {MailState.QUEUED}


def drip(listening, ended):
    """Greet, and answer to MAIL with a word that has no end."""
    connection, _ = listening.accept()
    with connection, contextlib.suppress(OSError):
        connection.sendall(b"220 hello\r\n")
        for _ in range(2):
            command = connection.recv(1000)
            if command.startswith(b"MAIL"):
                break
            connection.sendall(b"250 hello\r\n")
        while not ended.wait(IMPATIENT / 4):
            connection.sendall(b"2")


def parcel(recipient):
    return Parcel("x", "hello@tour.example", recipient, lambda: b"Subject: x\r\n\r\nx\r\n")


def test_a_local_part_with_other_letters_needs_a_server_that_takes_it():
    amina = "آمنة@sfax.example"
    with mail_server(utf8=False) as server:
        carrier = carrier_of(server)
        carrier.open()
        outcome = carrier.hand_over(parcel(amina))
        assert (outcome.fate, str(outcome.reason)) == (
            Fate.REFUSED,
            f"the mail server takes no address with such letters: {amina}",
        )
        assert carrier.hand_over(parcel(TO_BILEL)).fate is Fate.TAKEN
        carrier.close()
    with mail_server() as server:
        carrier = carrier_of(server)
        carrier.open()
        assert carrier.hand_over(parcel(amina)).fate is Fate.TAKEN
        carrier.close()
    assert recipients(server) == [[amina]]


def test_an_address_that_breaks_a_line_reaches_no_server():
    with mail_server() as server:
        carrier = carrier_of(server)
        carrier.open()
        outcome = carrier.hand_over(parcel("a@b.example>\r\nDATA"))
        assert outcome.fate is Fate.REFUSED
        assert "is not an e-mail address" in str(outcome.reason)
        carrier.close()
    assert not server.postmaster.taken


def test_a_line_that_begins_with_a_dot_arrives_as_it_is(office):
    with mail_server() as server:
        office.publish(plan_with(sbeitla=(AMINA,)))
        [draft] = office.drafts()
        office.desk.mails.edit(
            draft.id,
            SCHEDULE,
            "Dots",
            "Hello\n.\n..two\n{answer_link}",
            version=draft.version,
            state=MailState.DRAFT,
        )
        office.queue()
        office.send(carrier_of(server))
    [taken] = server.postmaster.taken
    assert "Hello\n.\n..two\n" in taken.mail.get_body(("plain",)).get_content().replace("\r", "")
