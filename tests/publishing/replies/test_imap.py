"""Answers in a mailbox: a real server, and servers that fail."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

import pytest
from answering import AMINA, NOW, SENT, calendar, desk_in, invite, mail, now
from imap_server import ImapServer, imap_server
from mail_server import certificate_in

from caravan.errors import CaravanError, msg
from caravan.plan.invitation_state import Answer, InvitationState
from caravan.publishing.replies.imap import PASSED_OVER, MailboxUnusable, _quoted, fetch_replies
from caravan.publishing.replies.receiving import receive
from caravan.store.mail_settings import Tls

STRANGER = mail(sender="news@else.example", number=77)


@pytest.fixture(scope="module")
def running():
    with imap_server() as server:
        yield server


@pytest.fixture
def server(running):
    running.empty()
    return running


@pytest.fixture
def desk(tmp_path):
    return desk_in(tmp_path)


def fetch(desk, settings):
    return fetch_replies(
        settings, lambda arrival: receive(desk, arrival, now=NOW).is_ours, lambda: NOW
    )


def test_answers_are_recorded_then_marked_as_read_and_nothing_else_is(server, desk):
    asked = invite(desk)
    server.deliver(mail(calendar()), STRANGER, at=SENT + timedelta(hours=5))
    got = fetch(desk, server.settings())
    assert (got.read, got.ours, got.waiting, got.unmarked) == (2, 1, 0, 0)
    stands = now(desk, asked.id)
    assert stands.state is InvitationState.ACCEPTED
    assert stands.answered == SENT + timedelta(hours=5)  # the server's clock, not the sender's
    assert server.flags() == [{"\\Seen"}, {PASSED_OVER}]
    assert fetch(desk, server.settings()).read == 0


def test_what_a_person_has_read_before_is_left_alone(server, desk):
    invite(desk)
    server.deliver(mail(calendar()))
    with server.opened() as client:
        client.store("1", "+FLAGS", "\\Seen")
    assert fetch(desk, server.settings()).read == 0


def test_after_an_older_copy_of_the_database_was_restored_all_mails_can_be_read_again(
    server, desk, tmp_path
):
    asked = invite(desk)
    server.deliver(mail(calendar()))
    fetch(desk, server.settings())
    (tmp_path / "copy").mkdir()
    copy = desk_in(tmp_path / "copy")
    assert invite(copy).id == asked.id
    assert fetch(copy, server.settings()).read == 0
    fetch_replies(
        server.settings(),
        lambda arrival: receive(copy, arrival, now=NOW).is_ours,
        lambda: NOW,
        again=True,
    )
    assert now(copy, asked.id).state is InvitationState.ACCEPTED


def test_a_mail_that_could_not_be_recorded_comes_again(server, desk):
    asked = invite(desk)
    server.deliver(mail(calendar(Answer.DECLINED)))

    def full_disk(_arrival):
        raise CaravanError(msg("disk full"))

    with pytest.raises(CaravanError, match="disk full"):
        fetch_replies(server.settings(), full_disk, lambda: NOW)
    assert server.flags() == [set()]
    fetch(desk, server.settings())
    assert now(desk, asked.id).state is InvitationState.DECLINED


def test_one_mail_that_is_far_too_large_does_not_stop_those_after_it(server, desk):
    asked = invite(desk)
    large = mail(calendar()) + b"x" * 76 + b"\r\n"
    large += (b"y" * 76 + b"\r\n") * 130_000  # 10 MB
    server.deliver(large, mail(calendar(Answer.DECLINED), number=2))
    got = fetch(desk, server.settings())
    assert got.read == 2
    refused, counted = sorted(desk.replies.listed("sample"), key=lambda r: r.refusal is None)
    assert "larger than 4 MB" in str(refused.refusal)
    assert (refused.sender, refused.invitation) == (AMINA, asked.id)
    assert counted.answer is Answer.DECLINED
    assert now(desk, asked.id).state is InvitationState.DECLINED
    assert server.flags() == [{"\\Seen"}, {"\\Seen"}]


def test_a_folder_of_its_own_may_have_any_name(server, desk):
    asked = invite(desk)
    name = 'Réponses & "قفصة"'
    with server.opened() as client:
        client.create(_quoted(name))
    server.deliver(mail(calendar()), folder=_quoted(name))
    assert fetch(desk, server.settings(folder=name)).ours == 1
    assert now(desk, asked.id).state is InvitationState.ACCEPTED


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"password": "wrong"}, "refuses"),
        ({"folder": "nowhere"}, "no folder “nowhere”"),
        ({"port": 1}, "can't be read"),
    ],
)
def test_what_stands_in_the_way_is_told(server, desk, change, why):
    with pytest.raises(MailboxUnusable, match=why):
        fetch(desk, server.settings(**change))


@contextmanager
def scripted(*answers: bytes):
    """A server that says these, one to each line it gets, and nothing after them."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            client, _ = listening.accept()
            with suppress(OSError), client, client.makefile("rb") as lines:
                client.sendall(b"* OK ready\r\n")
                for answer in answers:
                    line = lines.readline()
                    tag = line.split()[0] if line.strip() else b"*"
                    client.sendall(answer.replace(b"TAG", tag))
                if not answers[-1].endswith(b"bye"):
                    lines.readline()
                    lines.readline()

        thread = threading.Thread(target=serve)
        thread.start()
        yield ImapServer(listening.getsockname()[1])
        thread.join(10)


_CAPABLE = b"* CAPABILITY IMAP4rev1\r\nTAG OK\r\n"


@pytest.mark.parametrize(
    "answers",
    [
        (_CAPABLE, b""),  # never answers the login
        (_CAPABLE, b"TAG OK\r\n", b"TAG OK\r\n", b"bye"),  # hangs up on the search
        (b"\xff" * 100 + b"\r\n",),
        (_CAPABLE, b"TAG OK\r\n", b"TAG OK\r\n", b"* SEARCH 1\r\nTAG OK\r\n", b"* 1 FETCH {9"),
    ],
)
def test_a_server_that_hangs_or_talks_nonsense_ends_the_run_with_a_message(desk, answers):
    with scripted(*answers) as server, pytest.raises(MailboxUnusable) as caught:
        fetch(desk, server.settings(timeout=0.3))
    assert "127.0.0.1" in str(caught.value)


def test_a_server_that_sends_a_letter_now_and_then_is_not_listened_to_for_ever(desk):
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            client, _ = listening.accept()
            with suppress(OSError), client, client.makefile("rb") as lines:
                client.sendall(b"* OK ready\r\n")
                client.sendall(_CAPABLE.replace(b"TAG", lines.readline().split()[0]))
                lines.readline()
                while not ended.wait(0.05):
                    client.sendall(b"*")

        thread = threading.Thread(target=drip)
        thread.start()
        server = ImapServer(listening.getsockname()[1])
        with pytest.raises(MailboxUnusable):
            fetch(desk, server.settings(timeout=0.2))
        ended.set()
        thread.join(10)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return certificate_in(tmp_path_factory.mktemp("certificate"))


def test_the_way_is_encrypted_and_a_server_that_nobody_vouches_for_hears_no_password(
    desk, certificate, monkeypatch
):
    asked = invite(desk)
    with imap_server(certificate) as server:
        server.deliver(mail(calendar()))
        ways = [
            server.settings(host="localhost", tls=Tls.TLS, port=server.tls_port),
            server.settings(host="localhost", tls=Tls.STARTTLS),
        ]
        for settings in ways:
            with pytest.raises(MailboxUnusable, match="can't show that it is itself"):
                fetch(desk, settings)
        assert now(desk, asked.id) == asked
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.path))
        assert [fetch(desk, settings).ours for settings in ways] == [1, 0]
    assert now(desk, asked.id).state is InvitationState.ACCEPTED


def test_names_of_folders_are_written_as_rfc_3501_does():
    assert _quoted("INBOX") == '"INBOX"'
    assert _quoted("~peter/mail/台北/日本語") == '"~peter/mail/&U,BTFw-/&ZeVnLIqe-"'
    assert _quoted('a & "b"\\') == '"a &- \\"b\\"\\\\"'


def test_the_time_of_receipt_is_never_in_the_future(server, desk):
    asked = invite(desk)
    server.deliver(mail(calendar()), at=datetime(2031, 1, 1, tzinfo=UTC))
    fetch(desk, server.settings())
    assert now(desk, asked.id).answered == NOW
