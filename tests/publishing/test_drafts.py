from __future__ import annotations

import pytest
from mailing import SCHEDULE, host, plan_with, text_of

from caravan.publishing.drafts import drafts, edit_draft, queue, results
from caravan.publishing.placeholders import UnusableText
from caravan.store.mail import MailState
from caravan.store.mails import MailChanged

PLAN = plan_with(sbeitla=(host("amina"),), sfax=(host("bilel"),))


@pytest.fixture
def draft(office):
    office.publish(PLAN)
    return office.drafts()[0]


def edited(office, draft, *, subject="Come", text="Yes or no?\n{answer_link}"):
    return edit_draft(
        office.desk, SCHEDULE, draft.id, version=draft.version, subject=subject, text=text
    )


def test_what_an_organizer_writes_is_what_is_sent(office, draft, pigeon):
    changed = edited(office, draft, text="{organization}, {date}, {hours}, {place}\n{answer_link}")
    assert changed.is_edited
    assert not draft.is_edited
    office.queue()
    office.send(pigeon)
    [mail] = pigeon.to("amina")
    assert str(mail["Subject"]) == "Come"
    assert text_of(mail).startswith(
        "Town of amina, Monday 9 March 2020, 08:30–10:30, Sbeïtla\nhttps://tour.example/answer/"
    )


def test_the_second_to_edit_a_draft_sees_it_as_it_is_and_changes_nothing(office, draft):
    first = edited(office, draft)
    with pytest.raises(MailChanged) as raised:
        edited(office, draft, subject="Mine")
    assert raised.value.latest == first
    assert drafts(office.desk, SCHEDULE)[0].subject == "Come"


def test_what_cannot_be_said_is_not_saved(office, draft):
    with pytest.raises(UnusableText):
        edited(office, draft, text="Come!")
    assert drafts(office.desk, SCHEDULE)[0] == draft


def test_a_mail_that_is_queued_is_no_draft_to_edit(office, draft):
    office.queue()
    with pytest.raises(MailChanged):
        edited(office, draft)


def test_another_tours_draft_is_not_there(office, draft):
    with pytest.raises(MailChanged):
        edit_draft(office.desk, "other", draft.id, version=draft.version, subject="x", text="x")


def test_only_the_drafts_that_were_seen_as_they_are_leave(office, draft):
    other = office.drafts()[1]
    seen = {draft.id: draft.version, other.id: other.version}
    edited(office, draft)
    assert queue(office.desk, SCHEDULE, at=office.now, who="Salma", seen=seen) == 1
    assert [m.id for m in office.drafts()] == [draft.id]
    assert queue(office.desk, SCHEDULE, at=office.now, who="Salma", seen={}) == 0


def test_results_tell_of_each_mail_of_a_publication(office, draft, pigeon):
    assert [m.state for m in results(office.desk, SCHEDULE)] == [MailState.DRAFT] * 2
    office.queue()
    assert [m.state for m in results(office.desk, SCHEDULE)] == [MailState.QUEUED] * 2
    office.send(pigeon)
    found = results(office.desk, SCHEDULE)
    assert [(m.partner, m.state) for m in found] == [
        ("amina", MailState.SENT),
        ("bilel", MailState.SENT),
    ]
    office.publish(PLAN)
    assert results(office.desk, SCHEDULE) == ()
    assert results(office.desk, SCHEDULE, 1) == found


def test_a_tour_that_was_never_published_has_no_drafts(office):
    assert drafts(office.desk, SCHEDULE) == ()
    assert queue(office.desk, SCHEDULE, at=office.now, who="Salma") == 0
