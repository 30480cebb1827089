from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from answering import AMINA, NOW, SENT, UID, calendar, cancel, desk_in, invite, mail, now, published

from caravan.plan.invitation_state import Answer, InvitationState
from caravan.publishing.replies.receiving import receive
from caravan.publishing.replies.reply_file import read_calendar
from caravan.publishing.replies.reply_mail import read_mail
from caravan.store.invitations import ask_anew
from caravan.store.reply import ReplySource
from caravan.store.schema import InvitationRow, MailRow


@pytest.fixture
def desk(tmp_path):
    return desk_in(tmp_path)


def _receive(desk, content: bytes, received: datetime | None = None, only: str | None = None):
    arrival = read_mail(content, received, NOW)
    (reply,) = receive(desk, arrival, now=NOW, only=only).kept
    return reply


@pytest.mark.parametrize("answer", [Answer.ACCEPTED, Answer.DECLINED, Answer.TENTATIVE])
def test_an_answer_changes_the_invitation_and_is_kept(desk, answer):
    asked = invite(desk)
    reply = _receive(desk, mail(calendar(answer, "COMMENT:Avec plaisir\\, vraiment")))
    assert (reply.refusal, reply.answer, reply.invitation) == (None, answer, asked.id)
    assert (reply.schedule, reply.source, reply.sender) == ("sample", ReplySource.MAIL, AMINA)
    stands = now(desk, asked.id)
    assert stands.state is answer.state
    assert stands.comment == "Avec plaisir, vraiment"
    assert stands.answered == SENT + timedelta(days=1)
    assert stands.version == asked.version + 1
    assert len(desk.audit.listed("sample")) == 1


def test_a_proposal_keeps_its_hours_as_instants(desk):
    asked = invite(desk)
    _receive(desk, mail(calendar(Answer.PROPOSES)))
    stands = now(desk, asked.id)
    assert stands.state is InvitationState.PROPOSES
    assert stands.proposal_begins == datetime(2020, 3, 11, 8, tzinfo=UTC)  # Tunis is an hour ahead
    assert stands.proposal_ends == datetime(2020, 3, 11, 11, tzinfo=UTC)


def test_hours_without_a_zone_are_those_of_the_tour(desk):
    published(desk)
    asked = invite(desk)
    text = calendar(Answer.PROPOSES).replace(";TZID=Africa/Tunis", "")
    _receive(desk, mail(text))
    assert now(desk, asked.id).proposal_begins == datetime(2020, 3, 11, 8, tzinfo=UTC)


def test_the_same_mail_read_twice_counts_once(desk):
    asked = invite(desk)
    arrival = read_mail(mail(calendar()), None, NOW)
    first = receive(desk, arrival, now=NOW)
    again = receive(desk, arrival, now=NOW + timedelta(days=1))
    assert (len(first.new), len(again.new)) == (1, 0)
    assert first.kept == again.kept
    assert now(desk, asked.id).version == asked.version + 1
    assert len(desk.replies.listed("sample")) == 1


def test_the_last_answer_by_the_time_of_receipt_wins_whatever_is_read_last(desk):
    asked = invite(desk)
    first, second = SENT + timedelta(hours=1), SENT + timedelta(hours=2)
    _receive(desk, mail(calendar(Answer.DECLINED), number=2), second)
    late = _receive(desk, mail(calendar(Answer.ACCEPTED), number=1), first)
    assert str(late.refusal) == "the partner has given another answer since"
    assert now(desk, asked.id).state is InvitationState.DECLINED
    _receive(desk, mail(calendar(Answer.ACCEPTED), number=3), second + timedelta(hours=1))
    assert now(desk, asked.id).state is InvitationState.ACCEPTED


def test_a_mail_from_another_address_than_the_one_that_answers_is_refused_and_shown(desk):
    asked = invite(desk)
    reply = _receive(desk, mail(calendar(), sender="mallory@else.example"))
    assert "was sent by “mallory@else.example”" in str(reply.refusal)
    assert now(desk, asked.id) == asked
    assert desk.replies.refused("sample") == (reply,)


def test_an_organizer_may_count_a_refused_answer(desk):
    asked = invite(desk)
    reply = _receive(desk, mail(calendar(), sender="mairie@else.example"))
    assert reply.may_count
    counted = desk.replies.count_anyway(reply.id, "sample", at=NOW, who="Salma")
    assert counted.refusal is None
    assert now(desk, asked.id).state is InvitationState.ACCEPTED
    assert [line.who for line in desk.audit.listed("sample")] == ["Salma"]
    assert desk.replies.refused("sample") == ()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"attendee": "other@sfax.example"}, "“other@sfax.example” was not invited"),
        ({"uid": "x@y"}, "nobody here has sent"),
        ({"sequence": 1}, "has been moved since"),
        ({"sequence": None}, "has been moved since"),
        ({"sequence": 3}, "never sent"),
    ],
)
def test_what_does_not_fit_is_refused_and_kept(desk, change, why):
    asked = invite(desk)
    sender = change.get("attendee", AMINA)
    reply = _receive(desk, mail(calendar(**change), sender=sender))
    assert why in str(reply.refusal)
    assert now(desk, asked.id) == asked
    assert desk.replies.refused("sample") == (reply,)


def test_an_answer_to_a_cancelled_event_is_refused(desk):
    asked = invite(desk)
    cancel(desk, asked.id)
    assert "was cancelled" in str(_receive(desk, mail(calendar())).refusal)
    assert now(desk, asked.id).state is InvitationState.CANCELLED


def test_the_uid_of_another_tour_is_refused_where_one_tour_is_read(desk):
    asked = invite(desk, "another")
    reply = _receive(desk, mail(calendar()), only="sample")
    assert "of another tour" in str(reply.refusal)
    assert now(desk, asked.id, "another") == asked


def test_a_tour_and_its_copy_are_told_apart_by_sequence_else_neither_is_answered(desk):
    one, copy = invite(desk, "sample", sequence=2), invite(desk, "copy", sequence=4)
    assert _receive(desk, mail(calendar(sequence=4))).invitation == copy.id
    assert now(desk, one.id) == one
    with desk.invitations.database.writing() as session:
        ask_anew(session.get(InvitationRow, one.id), email=AMINA, sequence=4)
    reply = _receive(desk, mail(calendar(Answer.DECLINED, sequence=4), number=2))
    assert "several tours" in str(reply.refusal)
    assert desk.replies.unplaced() == (reply,)


def test_what_is_read_for_one_tour_stays_with_it_whatever_becomes_of_it(desk):
    for event in ("sfax", "sbeitla"):
        invite(desk, event=event)
    reply = _receive(desk, mail(calendar(Answer.DECLINED)), only="sample")
    assert "several tours" in str(reply.refusal)
    assert desk.replies.refused("sample") == (reply,)
    assert desk.replies.unplaced() == ()


def test_an_event_that_moved_asks_anew(desk):
    asked = invite(desk)
    _receive(desk, mail(calendar(Answer.DECLINED)))
    with desk.invitations.database.writing() as session:
        ask_anew(session.get(InvitationRow, asked.id), email=AMINA, sequence=3)
    assert now(desk, asked.id).state is InvitationState.INVITED
    _receive(desk, mail(calendar(sequence=3), number=2))
    assert now(desk, asked.id).state is InvitationState.ACCEPTED


def test_partners_of_one_event_answer_for_themselves_alone(desk):
    one = invite(desk)
    other = invite(desk, partner="school", email="school@sfax.example")
    _receive(
        desk,
        mail(
            calendar(Answer.DECLINED, attendee="School@Sfax.example"), sender="school@sfax.EXAMPLE"
        ),
    )
    assert now(desk, one.id).state is InvitationState.INVITED
    assert now(desk, other.id).state is InvitationState.DECLINED


def test_a_mail_without_an_answer_is_kept_and_says_so(desk):
    invite(desk)
    reply = _receive(desk, mail())
    assert (reply.answer, reply.sender) == (None, AMINA)
    assert "no answer of a calendar program" in str(reply.refusal)
    assert not reply.may_count


def test_a_mail_of_a_stranger_without_an_answer_is_none_of_ours(desk):
    invite(desk)
    arrival = read_mail(mail(sender="news@else.example"), None, NOW)
    got = receive(desk, arrival, now=NOW)
    assert (got.kept, got.is_ours) == ((), False)
    assert desk.replies.refused("sample") == ()


def test_a_notice_that_a_mail_was_not_delivered_is_shown_with_its_invitation(desk):
    asked = invite(desk)
    with desk.invitations.database.writing() as session:
        session.add(
            MailRow(
                key="k",
                schedule="sample",
                publication=1,
                invitation_id=asked.id,
                method="REQUEST",
                sequence=2,
                recipient=AMINA,
                language="fr",
                subject="s",
                text="t",
                original="",
                state="sent",
                attempts=0,
                message_id="invite-1@tour.example",
                made=SENT,
                version=1,
                kind="new",
                told=0,
            )
        )
    notice = (
        b"From: MAILER-DAEMON@mail.example\r\nMessage-ID: <9@mail.example>\r\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="r"\r\n\r\n'
        b"--r\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        b"Message-ID: <invite-1@tour.example>\r\n\r\n--r--\r\n"
    )
    got = receive(desk, read_mail(notice, None, NOW), now=NOW)
    assert got.is_ours
    (reply,) = got.kept
    assert reply.invitation == asked.id
    assert "could not be delivered" in str(reply.refusal)
    assert now(desk, asked.id) == asked


def test_a_calendar_without_a_mail_is_vouched_for_by_who_brings_it(desk):
    asked = invite(desk)
    arrival = read_calendar(calendar(Answer.DECLINED).encode(), NOW)
    receive(desk, arrival, now=NOW)
    stands = now(desk, asked.id)
    assert stands.state is InvitationState.DECLINED
    assert stands.answered == datetime(2020, 2, 21, 8, tzinfo=UTC)  # its DTSTAMP


def test_an_unknown_uid_of_somebody_who_was_invited_is_shown_in_that_tour_alone(desk):
    invite(desk)
    text = calendar(Answer.ACCEPTED, "COMMENT:Oui", uid="other@x")
    reply = _receive(desk, mail(text))
    assert (reply.schedule, reply.comment) == ("sample", "Oui")
    assert desk.replies.refused("another") == ()


def test_an_answer_to_a_uid_of_nobody_is_shown_in_no_tour(desk):
    reply = _receive(desk, mail(calendar(Answer.ACCEPTED, "COMMENT:Private", uid=UID)))
    assert reply.comment == ""
    assert reply.schedule == ""
    assert desk.replies.refused("sample") == desk.replies.refused("another") == ()
    assert desk.replies.unplaced() == (reply,)
    assert desk.replies.listed("sample") == ()
