from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from icalendar import Calendar
from mailing import (
    PUBLISHED,
    SCHEDULE,
    Pigeon,
    calendar_of,
    held,
    host,
    plan_with,
    text_of,
    without,
)

from caravan.plan.change import ChangeKind
from caravan.plan.invitation_state import InvitationState
from caravan.plan.publication import next_publication
from caravan.publishing import drafting
from caravan.publishing.publish import publish, to_be_told
from caravan.publishing.replies.judging import refusal_of
from caravan.publishing.replies.states import states
from caravan.store.mail import MailState, Method
from caravan.store.publications import PublishedElsewhere

AMINA, BILEL, CYRINE = host("amina"), host("bilel"), host("cyrine")
PLAN = plan_with(sbeitla=(AMINA,), sfax=(BILEL, CYRINE))


def told(office):
    return [(m.partner, m.kind.value, m.method.value) for m in office.drafts()]


def event_of(mail):
    [event] = Calendar.from_ical(calendar_of(mail)).walk("VEVENT")
    return event


def test_a_first_publication_drafts_an_invitation_for_each_partner_in_the_order_of_events(office):
    made = office.publish(PLAN)
    assert made.number == 1
    assert told(office) == [
        ("amina", "new", "REQUEST"),
        ("bilel", "new", "REQUEST"),
        ("cyrine", "new", "REQUEST"),
    ]
    assert [i.state for i in office.desk.invitations.listed(SCHEDULE)] == [
        InvitationState.NOT_SENT
    ] * 3
    assert office.desk.publications.listed(SCHEDULE)[0].notified is None


def test_publishing_is_noted_in_the_audit_trail(office):
    office.publish(PLAN)
    [line] = office.desk.audit.listed(SCHEDULE)
    assert (line.who, str(line.what)) == ("Salma", "Published number 1")


def test_whoever_has_seen_an_older_publication_publishes_nothing(office):
    office.publish(PLAN)
    with pytest.raises(PublishedElsewhere):
        publish(office.desk, SCHEDULE, PLAN, base=0, at=PUBLISHED, who="Anis")
    assert len(office.desk.mails.listed(SCHEDULE)) == 3
    assert len(office.desk.audit.listed(SCHEDULE)) == 1


def test_what_fails_midway_leaves_no_publication_and_no_mail(office, monkeypatch):
    office.publish(PLAN)
    before = office.desk.mails.listed(SCHEDULE), office.desk.invitations.listed(SCHEDULE)
    real, written = drafting.letter, []

    def letter(*given, **more):
        if written:
            raise OSError("killed")
        written.append(given)
        return real(*given, **more)

    monkeypatch.setattr(drafting, "letter", letter)
    with pytest.raises(OSError, match="killed"):
        office.publish(held(PLAN, "sfax", 600))
    assert office.desk.publications.latest_number(SCHEDULE) == 1
    assert (office.desk.mails.listed(SCHEDULE), office.desk.invitations.listed(SCHEDULE)) == before


def test_only_those_whom_a_change_touches_get_a_mail(office, pigeon):
    office.tell(PLAN, pigeon)
    office.publish(held(PLAN, "sbeitla", 540))
    assert told(office) == [("amina", "other-hour", "REQUEST")]
    [draft] = office.drafts()
    assert draft.subject == "Moved: Sbeïtla – Small caravan, now Monday 9 March at 09:00"
    assert (
        "The event in Sbeïtla has moved from Monday 9 March at 08:30 to Monday 9 March at 09:00."
        in draft.text
    )


def test_nobody_gets_a_mail_when_nothing_has_changed(office, pigeon):
    office.tell(PLAN, pigeon)
    office.publish(PLAN)
    assert office.drafts() == ()


def test_a_mail_that_was_never_sent_is_superseded_by_the_difference_to_what_was_told(
    office, pigeon
):
    office.tell(PLAN, pigeon)
    office.publish(held(PLAN, "sbeitla", 540))
    office.publish(held(PLAN, "sbeitla", 600))
    [draft] = office.drafts()
    assert "from Monday 9 March at 08:30 to Monday 9 March at 10:00" in draft.text
    assert (draft.publication, draft.told) == (3, 1)
    old = list(office.desk.mails.listed(SCHEDULE, 2))
    assert [m.state for m in old] == [MailState.SUPERSEDED]


def test_an_invitation_that_was_never_sent_is_written_anew_as_one(office):
    office.publish(PLAN)
    office.publish(held(PLAN, "sbeitla", 540))
    assert told(office)[-1] == ("amina", "new", "REQUEST")
    assert "09:00–11:00" in office.drafts()[-1].text
    assert len(office.drafts()) == 3


def test_who_is_told_the_old_hour_again_has_nothing_to_be_told(office, pigeon):
    office.tell(PLAN, pigeon)
    office.publish(held(PLAN, "sbeitla", 540))
    office.publish(PLAN)
    assert office.drafts() == ()
    assert MailState.SUPERSEDED in office.states().values()


def test_an_answer_counts_for_an_event_that_was_moved_and_moved_back(office, pigeon):
    office.tell(PLAN, pigeon)
    [amina, *_] = office.desk.invitations.listed(SCHEDULE)
    assert (amina.sequence, amina.stands) == (2, 2)
    office.publish(held(PLAN, "sbeitla", 540))
    today = office.now.date()
    assert states(office.desk, SCHEDULE, today)["amina", "sbeitla"] is InvitationState.NOT_SENT
    made = office.publish(PLAN)
    assert made.revision("sbeitla").sequence == 4
    [amina, *_] = office.desk.invitations.listed(SCHEDULE)
    assert (amina.sequence, amina.stands) == (2, 4)
    assert states(office.desk, SCHEDULE, today)["amina", "sbeitla"] is InvitationState.INVITED
    # The mail has the one sequence, a feed has the other.
    assert [refusal_of(amina, sequence) is None for sequence in range(6)] == [
        *(False, False),
        *(True, True, True),
        False,
    ]


def test_a_draft_that_still_says_what_is_so_is_kept_as_it_was_edited(office):
    office.publish(PLAN)
    draft = office.drafts()[1]
    office.desk.mails.edit(
        draft.id, SCHEDULE, "Mine", "{answer_link}", version=draft.version, state=MailState.DRAFT
    )
    office.publish(held(PLAN, "sbeitla", 540))
    kept = office.drafts()[0]
    assert (kept.partner, kept.subject, kept.publication, kept.id) == ("bilel", "Mine", 2, draft.id)
    assert kept.is_edited
    # Nobody else's text is kept by mistake.
    assert {m.partner for m in office.drafts() if m.is_edited} == {"bilel"}


def test_a_queued_mail_that_is_still_so_stays_queued_and_one_that_is_not_goes_nowhere(
    office, pigeon
):
    office.publish(PLAN)
    office.queue()
    office.publish(held(PLAN, "sbeitla", 540))
    tried = office.send(pigeon)
    assert [t.mail.partner for t in tried] == ["bilel", "cyrine"]
    assert [m.partner for m in office.drafts()] == ["amina"]


def test_a_visit_that_was_told_and_dropped_is_cancelled(office, pigeon):
    office.tell(PLAN, pigeon)
    office.publish(without(PLAN, "sfax"))
    assert told(office) == [
        ("bilel", "cancelled", "CANCEL"),
        ("cyrine", "cancelled", "CANCEL"),
    ]
    assert office.drafts()[0].subject == (
        "Cancelled: Sfax – Small caravan, Tuesday 10 March at 08:30"
    )
    office.queue()
    office.send(pigeon)
    event = event_of(pigeon.to("bilel")[-1])
    assert (event["UID"], event["STATUS"]) == ("sfax@sample.tour.example", "CANCELLED")
    assert event["SEQUENCE"] > event_of(pigeon.to("bilel")[0])["SEQUENCE"]
    states = {i.partner: i.state for i in office.desk.invitations.listed(SCHEDULE)}
    assert states == {
        "amina": InvitationState.INVITED,
        "bilel": InvitationState.CANCELLED,
        "cyrine": InvitationState.CANCELLED,
    }


def test_nobody_gets_a_cancellation_of_what_he_was_never_told(office):
    office.publish(PLAN)
    office.publish(without(PLAN, "sfax"))
    assert told(office) == [("amina", "new", "REQUEST")]
    states = {i.partner: i.state for i in office.desk.invitations.listed(SCHEDULE)}
    assert states["bilel"] is InvitationState.CANCELLED
    assert states["amina"] is InvitationState.NOT_SENT


def test_a_visit_that_comes_back_is_an_invitation_that_says_so(office, pigeon):
    office.tell(PLAN, pigeon)
    office.tell(without(PLAN, "sfax"), pigeon)
    office.tell(PLAN, pigeon)
    last = pigeon.to("bilel")[-1]
    assert "The event takes place after all." in text_of(last)
    sequences = [event_of(mail)["SEQUENCE"] for mail in pigeon.to("bilel")]
    assert sequences == [2, 3, 4]
    assert len({event_of(mail)["UID"] for mail in pigeon.to("bilel")}) == 1
    [state] = [i.state for i in office.desk.invitations.listed(SCHEDULE) if i.partner == "bilel"]
    assert state is InvitationState.INVITED


def test_a_visit_that_comes_back_before_its_cancellation_was_sent_is_no_news(office, pigeon):
    office.tell(PLAN, pigeon)
    office.publish(without(PLAN, "sfax"))
    office.publish(PLAN)
    assert office.drafts() == ()


def test_a_partner_who_takes_no_part_any_more_is_told_so_and_the_others_nothing(office, pigeon):
    office.tell(PLAN, pigeon)
    office.tell(plan_with(sbeitla=(AMINA,), sfax=(BILEL,)), pigeon)
    [mail] = pigeon.mails[3:]
    assert mail["To"].addresses[0].addr_spec == "cyrine@cyrine.example"
    assert "You are no longer expected at the event in Sfax" in text_of(mail)
    event = event_of(mail)
    assert "STATUS" not in event  # RFC 5546, 3.2.5: the event itself is held
    assert event["ATTENDEE"] == "mailto:cyrine@cyrine.example"


def test_a_new_address_gets_the_invitation(office, pigeon):
    office.tell(PLAN, pigeon)
    office.tell(
        plan_with(sbeitla=(replace(AMINA, email="new@amina.example"),), sfax=(BILEL, CYRINE)),
        pigeon,
    )
    [mail] = pigeon.mails[3:]
    assert mail["To"].addresses[0].addr_spec == "new@amina.example"
    assert "now goes to this address" in text_of(mail)
    assert event_of(mail)["SEQUENCE"] == 2


def test_whoever_has_no_address_is_named_and_gets_no_draft(office):
    plan = plan_with(
        sbeitla=(replace(AMINA, email=""),), sfax=(replace(BILEL, email="a b@c"), CYRINE)
    )
    candidate = next_publication(plan, None, schedule=SCHEDULE, made=PUBLISHED)
    due = to_be_told(office.desk, candidate)
    assert [(d.change.partner.id, d.obstacle and str(d.obstacle)) for d in due] == [
        ("amina", "the partner “amina” has no e-mail address"),
        ("bilel", "“a b@c” of the partner “bilel” is not an e-mail address"),
        ("cyrine", None),
    ]
    office.publish(plan)
    assert told(office) == [("cyrine", "new", "REQUEST")]


def test_without_an_organizer_with_an_address_nobody_is_written_to(office):
    office.publish(replace(PLAN, tour=replace(PLAN.tour, organizers=())))
    assert office.drafts() == ()


def test_an_address_that_is_taken_away_takes_its_draft_along_but_not_the_visit(office):
    office.publish(PLAN)
    office.publish(plan_with(sbeitla=(replace(AMINA, email=""),), sfax=(BILEL, CYRINE)))
    assert [partner for partner, *_ in told(office)] == ["bilel", "cyrine"]
    assert office.desk.invitations.listed(SCHEDULE)[0].state is InvitationState.NOT_SENT


def test_what_would_be_told_is_what_is_drafted_then(office, pigeon):
    office.tell(PLAN, pigeon)
    plan = held(without(PLAN, "sbeitla"), "sfax", 540)
    before = office.desk.publications.latest(SCHEDULE)
    candidate = next_publication(plan, before, schedule=SCHEDULE, made=office.now)
    due = [
        (d.change.partner.id, d.change.kind, d.method) for d in to_be_told(office.desk, candidate)
    ]
    office.publish(plan)
    assert due == [(m.partner, m.kind, m.method) for m in office.drafts()]
    assert due == [
        ("bilel", ChangeKind.OTHER_HOUR, Method.REQUEST),
        ("cyrine", ChangeKind.OTHER_HOUR, Method.REQUEST),
        ("amina", ChangeKind.CANCELLED, Method.CANCEL),
    ]


def test_the_reply_is_asked_for_a_week_before_the_event_and_anew_for_another_day(office, pigeon):
    office.tell(PLAN, pigeon)
    assert office.desk.invitations.listed(SCHEDULE)[0].reply_by == date(2020, 3, 2)
    office.publish(held(PLAN, "sbeitla", 540, day=1))
    assert office.desk.invitations.listed(SCHEDULE)[0].reply_by == date(2020, 3, 3)


def test_a_mail_that_was_refused_stays_refused_until_something_changes(office):
    from caravan.errors import msg
    from caravan.publishing.carrier import Fate, Outcome

    refusing = Pigeon(fates={"amina@amina.example": [Outcome(Fate.REFUSED, msg("no such user"))]})
    office.tell(PLAN, refusing)
    office.publish(PLAN)
    [mail] = list(office.desk.mails.listed(SCHEDULE, 2))
    assert (mail.partner, mail.state) == ("amina", MailState.FAILED)
    office.publish(
        plan_with(sbeitla=(replace(AMINA, email="right@amina.example"),), sfax=(BILEL, CYRINE))
    )
    [draft] = office.drafts()
    assert (draft.recipient, draft.kind) == ("right@amina.example", ChangeKind.NEW)
