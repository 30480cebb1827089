"""Answers are kept once, and change an invitation with the same stroke."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from caravan.errors import msg
from caravan.plan.invitation_state import Answer, InvitationState
from caravan.store.audit import Audit
from caravan.store.invitations import InvitationChanged, Invitations, ask_anew, new_row
from caravan.store.replies import NoSuchReply, Replies
from caravan.store.reply import About, Judgement, NewReply, ReplySource
from caravan.store.schema import InvitationRow

NOON = datetime(2020, 3, 1, 12, tzinfo=UTC)
NEW = NewReply("d1", ReplySource.MAIL, "a@b.example", NOON, Answer.DECLINED, 2, comment="Non")
WHY = msg("because of “{what}”", what="that")


@pytest.fixture
def replies(database):
    return Replies(database)


@pytest.fixture
def asked(database):
    with database.writing() as session:
        row = new_row(session, "tour", "host", "event", "uid")
        ask_anew(row, email="a@b.example", sequence=2)
        id_ = row.id
    return Invitations(database).numbered(id_, "tour")


def counts(found):
    return Judgement("tour", found[0])


def refused(found):
    return Judgement("tour", found[0], WHY)


def stands(replies, asked):
    return Invitations(replies.database).numbered(asked.id, "tour")


def test_what_counts_changes_the_invitation_and_is_noted(replies, asked):
    kept, is_new = replies.keep(NEW, counts, About(uid="uid"), at=NOON)
    assert is_new
    assert replies.listed("tour") == (kept,)
    after = stands(replies, asked)
    assert (after.state, after.answered, after.comment) == (InvitationState.DECLINED, NOON, "Non")
    (line,) = Audit(replies.database).listed("tour")
    assert (line.who, str(line.what)) == ("a@b.example", "“host” declines “event”")


def test_the_same_answer_is_kept_once(replies, asked):
    first, _ = replies.keep(NEW, counts, About(uid="uid"), at=NOON)
    again, is_new = replies.keep(NEW, refused, About(uid="uid"), at=NOON)
    assert (again, is_new) == (first, False)
    assert len(replies.listed("tour")) == 1


def test_two_who_read_the_same_mailbox_at_once_count_it_once(replies, asked):
    found = []
    both = threading.Barrier(2)

    def read():
        both.wait()
        found.append(replies.keep(NEW, counts, About(uid="uid"), at=NOON))

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(is_new for _, is_new in found) == [False, True]
    assert stands(replies, asked).version == asked.version + 1


def test_what_is_refused_changes_nothing_and_can_be_counted_later_once(replies, asked):
    kept, _ = replies.keep(NEW, refused, About(invitation=asked.id), at=NOON)
    assert kept.refusal == WHY
    assert stands(replies, asked) == asked
    assert replies.refused("tour") == (kept,)
    with pytest.raises(NoSuchReply):
        replies.count_anyway(kept.id, "another", at=NOON, who="Salma")
    counted = replies.count_anyway(kept.id, "tour", at=NOON, who="Salma")
    assert counted == replace(kept, refusal=None)
    assert stands(replies, asked).state is InvitationState.DECLINED
    with pytest.raises(NoSuchReply):
        replies.count_anyway(kept.id, "tour", at=NOON, who="Salma")


def test_nothing_counts_for_a_cancelled_invitation(replies, asked):
    kept, _ = replies.keep(NEW, refused, About(uid="uid"), at=NOON)
    with replies.database.writing() as session:
        session.get(InvitationRow, asked.id).state = InvitationState.CANCELLED.value
    with pytest.raises(NoSuchReply):
        replies.count_anyway(kept.id, "tour", at=NOON, who="Salma")


def test_what_is_none_of_ours_is_not_kept(replies, asked):
    assert replies.keep(NEW, lambda _: None, About(uid="uid"), at=NOON) is None
    assert replies.listed("tour") == ()


def test_when_judging_fails_nothing_is_kept(replies, asked):
    def fails(_found):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        replies.keep(NEW, fails, About(uid="uid"), at=NOON)
    assert replies.listed("tour") == ()


def test_an_answer_of_nobody_is_shown_to_no_tour_and_without_its_words(replies, asked):
    def nobody(found):
        assert found == ()
        return Judgement("", None, WHY)

    kept, _ = replies.keep(NEW, nobody, About(uid="other"), at=NOON)
    assert (kept.comment, kept.invitation) == ("", None)
    assert replies.refused("tour") == replies.refused("another") == ()
    assert replies.unplaced() == (kept,)
    with pytest.raises(NoSuchReply):
        replies.count_anyway(kept.id, "tour", at=NOON, who="Salma")


def test_invitations_are_found_by_uid_else_by_who_was_invited(replies, asked):
    seen = []

    def look(found):
        seen.append([one.id for one in found])

    for about in (
        About(uid="uid"),
        About(uid="other", sender="a@b.example"),
        About(sender="a@b.example"),
        About(invitation=asked.id),
        About(uid="other", sender="x@y.example"),
        About(),
        About(invitation=999),
    ):
        replies.keep(NEW, look, about, at=NOON)
    assert seen == [[asked.id]] * 4 + [[]] * 3


def test_answers_are_listed_the_latest_first(replies, asked):
    for hour in (1, 3, 2):
        new = replace(NEW, digest=f"d{hour}", received=NOON + timedelta(hours=hour))
        replies.keep(new, refused, About(uid="uid"), at=NOON)
    hours = [3, 2, 1]
    assert [r.received for r in replies.listed("tour")] == [
        NOON + timedelta(hours=h) for h in hours
    ]
    assert [r.received for r in replies.of_invitation(asked.id, "tour")] == [
        NOON + timedelta(hours=h) for h in hours
    ]
    assert len(replies.listed("tour", last=1)) == 1
    assert replies.of_invitation(asked.id, "another") == ()


def test_a_settled_answer_is_settled_by_one_organizer_of_that_tour(replies, asked):
    with pytest.raises(InvitationChanged):
        replies.settle(asked.id, "another", version=asked.version, at=NOON, who="Salma")
    after = replies.settle(asked.id, "tour", version=asked.version, at=NOON, who="Salma")
    assert (after.settled, after.version) == (NOON, asked.version + 1)
    with pytest.raises(InvitationChanged):
        replies.settle(asked.id, "tour", version=asked.version, at=NOON, who="Amor")
    # One line, of the one that did it.
    [line] = Audit(replies.database).listed("tour")
    assert (line.at, line.who) == (NOON, "Salma")
    assert str(line.what) == "Settled the answer of “host” about “event”"
    replies.keep(NEW, counts, About(uid="uid"), at=NOON)
    assert stands(replies, asked).settled is None


def test_an_answer_on_the_page_tells_which_hours_its_partner_has_seen(replies, asked):
    for source, sequence in ((ReplySource.MAIL, 2), (ReplySource.LINK, 5)):
        new = replace(NEW, digest=source.value, source=source, sequence=5)
        replies.keep(new, counts, About(invitation=asked.id), at=NOON)
        assert stands(replies, asked).sequence == sequence


def test_hours_of_a_proposal_are_kept_as_instants(replies, asked):
    hours = {"begins": NOON, "ends": NOON + timedelta(hours=3)}
    new = replace(NEW, answer=Answer.PROPOSES, **hours)
    kept, _ = replies.keep(new, counts, About(uid="uid"), at=NOON)
    after = stands(replies, asked)
    assert (kept.begins, kept.ends) == (after.proposal_begins, after.proposal_ends)
    assert after.proposal_begins == NOON
