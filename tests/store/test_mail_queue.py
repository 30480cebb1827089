"""The queue of mails, on both kinds of databases: one sender takes each mail, and marks it once."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from caravan.errors import msg
from caravan.plan.invitation_state import InvitationState
from caravan.store.invitations import Invitations, new_row
from caravan.store.mail import MailState, Method
from caravan.store.mail_queue import MailQueue
from caravan.store.mail_rows import mail_key, text_digest
from caravan.store.mails import MailChanged, Mails
from caravan.store.schema import MailRow

NOW = datetime(2020, 2, 20, 9, tzinfo=UTC)
LEASE = timedelta(minutes=2)


@pytest.fixture
def queue(database):
    return MailQueue(database)


@pytest.fixture
def mails(database):
    return Mails(database)


def add(database, number, *, state=MailState.QUEUED, method=Method.REQUEST, schedule="sample"):
    """A mail to the partner of this number, about its own event."""
    partner = f"town-{number}"
    with database.writing() as session:
        invitation = new_row(session, schedule, partner, "sfax", "sfax@sample.tour.example")
        session.add(
            MailRow(
                key=mail_key(schedule, 1, partner, "sfax", method),
                schedule=schedule,
                publication=1,
                invitation_id=invitation.id,
                method=method.value,
                kind="new",
                told=0,
                sequence=2,
                recipient=f"{partner}@town.example",
                language="fr",
                subject="Invitation",
                text="{answer_link}",
                original=text_digest("Invitation", "{answer_link}"),
                state=state.value,
                attempts=0,
                made=NOW,
                version=1,
            )
        )


def claim(queue, at=NOW, schedule="sample"):
    return queue.claim(schedule, at, at + LEASE)


def begin(queue, mail, at=NOW):
    with queue.database.writing() as session:
        return queue.begin(session, mail, at, at + LEASE)


def test_a_claimed_mail_is_nobody_elses_until_the_lease_is_over(database, queue):
    add(database, 1)
    mine = claim(queue)
    assert mine.partner == "town-1"
    assert claim(queue) is None
    theirs = claim(queue, NOW + LEASE)
    assert theirs.id == mine.id
    # Whoever comes back late finds that it isn't his any more.
    assert not begin(queue, mine, NOW + LEASE)
    assert begin(queue, theirs, NOW + LEASE)
    assert not begin(queue, theirs, NOW + LEASE)


def test_a_mail_is_marked_with_the_moment_of_its_date(database, queue, mails):
    add(database, 1)
    assert begin(queue, claim(queue))
    [mail] = mails.listed("sample")
    assert (mail.state, mail.sent) == (MailState.SENDING, NOW)


def test_what_was_taken_says_so_at_the_invitation(database, queue, mails):
    add(database, 1)
    mail = claim(queue)
    begin(queue, mail)
    queue.taken(mail, MailState.SENT)
    [invitation] = Invitations(database).listed("sample")
    assert (invitation.state, invitation.sequence) == (InvitationState.INVITED, 2)
    assert invitation.email == "town-1@town.example"
    assert queue.next_due("sample") is None


def test_mails_of_another_schedule_are_left_alone(database, queue):
    add(database, 1, schedule="other")
    assert claim(queue) is None
    assert claim(queue, schedule="other").partner == "town-1"


def test_a_cancellation_of_what_was_never_sent_is_never_given(database, queue, mails):
    add(database, 1, method=Method.CANCEL)
    add(database, 2)
    assert claim(queue).partner == "town-2"
    assert [m.state for m in mails.listed("sample")] == [MailState.SUPERSEDED, MailState.QUEUED]


def test_what_was_put_off_is_due_later_and_keeps_its_reason(database, queue, mails):
    add(database, 1)
    queue.put_off(claim(queue), msg("busy {time}", time="now"), NOW + timedelta(minutes=5))
    [mail] = mails.listed("sample")
    assert (mail.state, mail.attempts, str(mail.error)) == (MailState.QUEUED, 1, "busy now")
    assert queue.next_due("sample") == NOW + timedelta(minutes=5)
    assert claim(queue, NOW + timedelta(minutes=4)) is None
    assert claim(queue, NOW + timedelta(minutes=5)).id == mail.id


def test_all_that_is_due_is_put_off_at_once_but_not_what_another_sender_has(database, queue):
    for number in range(3):
        add(database, number)
    claim(queue)
    later = NOW + timedelta(minutes=1)
    assert queue.put_off_due("sample", NOW, later, msg("away")) == 2
    assert claim(queue) is None
    assert claim(queue, later).partner == "town-1"


def test_only_what_a_dead_sender_has_left_becomes_unclear(database, queue, mails):
    for number in range(2):
        add(database, number)
    begin(queue, claim(queue))
    begin(queue, claim(queue, NOW + LEASE / 2), NOW + LEASE / 2)
    assert queue.tidy("sample", NOW + LEASE) == 1
    assert [m.state for m in mails.listed("sample")] == [MailState.UNCLEAR, MailState.SENDING]


def test_eight_senders_share_twenty_mails_and_none_is_taken_twice(database, queue, mails):
    for number in range(20):
        add(database, number)
    taken, failures = [], []

    def send():
        try:
            while (mail := claim(queue)) is not None:
                if begin(queue, mail):
                    taken.append(mail.id)
                    queue.taken(mail, MailState.SENT)
        except Exception as error:  # noqa: BLE001 told by the test below
            failures.append(error)

    senders = [threading.Thread(target=send) for _ in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert failures == []
    assert Counter(taken) == Counter(mail.id for mail in mails.listed("sample"))
    assert {mail.state for mail in mails.listed("sample")} == {MailState.SENT}


def test_two_who_edit_one_draft_at_once_lose_neither_text(database, mails):
    add(database, 1, state=MailState.DRAFT)
    [draft] = mails.listed("sample")
    saved, refused = [], []

    def edit(text):
        try:
            found = mails.edit(
                *(draft.id, "sample", text, text),
                version=draft.version,
                state=MailState.DRAFT,
            )
            saved.append(found.subject)
        except MailChanged as error:
            refused.append(error.latest.subject)

    both = [threading.Thread(target=edit, args=(text,)) for text in ("one", "two")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    # The second sees the text of the first, and has its own still in the page.
    assert len(saved) == 1
    assert refused == saved
