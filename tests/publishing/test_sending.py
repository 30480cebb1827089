"""The queue as senders use it: order, leases, crashes, clocks, and what overtakes a mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from mailing import PUBLISHED, SCHEDULE, Pigeon, held, host, plan_with, without
from sqlalchemy import select

from caravan.errors import ImpossibleValue, msg
from caravan.plan.invitation_state import InvitationState
from caravan.publishing import prepared
from caravan.publishing.carrier import CarrierAway, Fate, Outcome
from caravan.publishing.patience import Patience
from caravan.store.invitations import InvitationChanged
from caravan.store.link import LinkKind
from caravan.store.mail import MailState
from caravan.store.mails import MailChanged
from caravan.store.schema import InvitationRow, LinkRow

AMINA, BILEL, CYRINE = host("amina"), host("bilel"), host("cyrine")
PLAN = plan_with(sbeitla=(AMINA,), sfax=(BILEL, CYRINE))
LATER = Outcome(Fate.LATER, msg("busy"))
UNCLEAR = Outcome(Fate.UNCLEAR, msg("cut off"))
REFUSED = Outcome(Fate.REFUSED, msg("no such user"))


class Killed(BaseException):
    """As a process that isn't there any more: nothing is tidied up in the database."""


@pytest.fixture
def queued(office):
    office.publish(PLAN)
    office.queue()
    return office


def partners(tried):
    return [t.mail.partner for t in tried]


def mail_to(office, partner):
    return [m for m in office.desk.mails.listed(SCHEDULE) if m.partner == partner][-1]


def invitation(office, partner):
    return next(i for i in office.desk.invitations.listed(SCHEDULE) if i.partner == partner)


def test_drafts_are_not_sent(office, pigeon):
    office.publish(PLAN)
    assert office.send(pigeon) == []


def test_mails_are_sent_in_the_order_of_events_whatever_the_order_of_partners(office, pigeon):
    office.publish(plan_with(sfax=(CYRINE, BILEL), sbeitla=(AMINA,)))
    office.queue()
    assert partners(office.send(pigeon)) == ["amina", "bilel", "cyrine"]


def test_sending_again_sends_nothing(queued, pigeon):
    assert len(queued.send(pigeon)) == 3
    assert queued.send(pigeon) == []
    assert queued.queue() == 0
    assert queued.send(pigeon) == []


def test_pressing_send_notes_the_first_time_at_the_publication(queued):
    [imprint] = queued.desk.publications.listed(SCHEDULE)
    assert imprint.notified == queued.now
    assert str(queued.desk.audit.listed(SCHEDULE)[0].what) == ("Had 3 mails of publication 1 sent")


def test_told_to_stop_a_sender_takes_no_other_mail(queued, pigeon):
    tried = []
    queued.sender(pigeon).send_due(tried.append, lambda: len(tried) == 1)
    assert partners(tried) == ["amina"]
    assert partners(queued.send(pigeon)) == ["bilel", "cyrine"]


def test_two_senders_never_take_the_same_mail(queued):
    other = Pigeon()

    def meanwhile():
        mine.before = None
        queued.send(other)

    mine = Pigeon(before=meanwhile)
    queued.send(mine)
    assert [str(m["To"]) for m in mine.mails] == ["Town of amina <amina@amina.example>"]
    assert len(other.mails) == 2


def test_a_sender_whose_lease_was_over_does_not_send_what_another_has_taken(queued):
    """It was stopped for an hour in the middle, as when a laptop sleeps."""
    other = Pigeon()

    def sleeps():
        mine.before = None
        queued.now += timedelta(hours=1)
        queued.send(other)

    mine = Pigeon(before=sleeps)
    queued.send(mine)
    assert len(other.mails) == 3
    assert mine.mails == []


def test_a_sender_that_was_killed_before_the_mark_has_sent_nothing_and_another_sends_it(queued):
    def killed():
        raise Killed

    with pytest.raises(Killed):
        queued.send(Pigeon(before=killed))
    other = Pigeon()
    # The claim of the dead one holds for a while.
    assert partners(queued.send(other)) == ["bilel", "cyrine"]
    queued.now += timedelta(minutes=2)
    assert partners(queued.send(other)) == ["amina"]


class _DiesAfterwards(Pigeon):
    """Is killed when it has handed the mail over, before anybody hears of it."""

    def hand_over(self, parcel):
        super().hand_over(parcel)
        raise Killed


def test_a_sender_that_was_killed_after_the_mark_leaves_the_mail_unclear(queued):
    dying, other = _DiesAfterwards(), Pigeon()
    with pytest.raises(Killed):
        queued.send(dying)
    assert len(dying.mails) == 1
    queued.send(other)
    assert mail_to(queued, "amina").state is MailState.SENDING
    assert queued.desk.mail_queue.next_due(SCHEDULE) == queued.now + timedelta(minutes=2)
    queued.now += timedelta(minutes=2)
    assert queued.send(other) == []
    amina = mail_to(queued, "amina")
    assert amina.state is MailState.UNCLEAR
    assert "It may have arrived" in str(amina.error)
    # He may have it, so his answer counts.
    assert invitation(queued, "amina").state is InvitationState.INVITED
    assert queued.desk.mail_queue.next_due(SCHEDULE) is None


def test_a_sender_that_was_only_slow_tells_that_it_was_sent_after_all(queued):
    class Slow(Pigeon):
        def hand_over(self, parcel):
            outcome = super().hand_over(parcel)
            if len(self.mails) == 1:
                queued.now += timedelta(hours=1)
                queued.desk.mail_queue.tidy(SCHEDULE, queued.now)
                assert mail_to(queued, "amina").state is MailState.UNCLEAR
            return outcome

    queued.send(Slow())
    assert mail_to(queued, "amina").state is MailState.SENT
    assert mail_to(queued, "amina").error is None


def test_a_clock_that_jumps_back_keeps_no_mail_waiting_for_years(queued):
    queued.send(Pigeon(fates={AMINA.email: [LATER]}))
    queued.now -= timedelta(days=365)
    pigeon = Pigeon()
    assert partners(queued.send(pigeon)) == ["amina"]


def test_after_nine_attempts_a_mail_is_given_up(queued):
    pigeon = Pigeon(fates={AMINA.email: [LATER] * 20})
    attempts = 0
    for _ in range(40):
        attempts += sum(1 for t in queued.send(pigeon) if t.mail.partner == "amina")
        queued.now += timedelta(hours=6)
    assert attempts == 9
    assert mail_to(queued, "amina").state is MailState.FAILED
    assert invitation(queued, "amina").state is InvitationState.NOT_SENT


def test_a_mail_at_which_the_server_goes_away_each_time_is_given_up_and_holds_up_no_other(queued):
    away = CarrierAway(msg("gone"))
    pigeon = Pigeon(fates={AMINA.email: [away] * 20})
    first = queued.send(pigeon, patience=Patience(attempts=2))
    assert [t.state for t in first] == [MailState.QUEUED, MailState.SENT, MailState.SENT]
    queued.now += timedelta(minutes=1)
    [second] = queued.send(pigeon, patience=Patience(attempts=2))
    assert second.state is MailState.FAILED


def test_a_newer_publication_overtakes_a_mail_that_a_sender_has_in_its_hands(queued):
    def published():
        mine.before = None
        queued.publish(held(PLAN, "sbeitla", 540))

    mine = Pigeon(before=published)
    queued.send(mine)
    assert mine.to("amina") == []
    assert mail_to(queued, "amina").state is MailState.DRAFT
    assert "09:00–11:00" in mail_to(queued, "amina").text


def test_a_mail_that_failed_while_it_was_overtaken_is_never_sent(queued):
    """The publication took it for one that its partner knows: it was being sent."""

    class Refusing(Pigeon):
        def hand_over(self, parcel):
            self.parcels.append(parcel)
            parcel.content()
            if "amina" in parcel.recipient:
                queued.publish(held(PLAN, "sbeitla", 540))
                return LATER
            return Outcome(Fate.TAKEN)

    queued.send(Refusing())
    states = [m.state for m in queued.desk.mails.listed(SCHEDULE) if m.partner == "amina"]
    assert states == [MailState.SUPERSEDED, MailState.DRAFT]


def test_a_cancellation_of_what_then_was_not_sent_goes_nowhere(queued):
    class Refusing(Pigeon):
        def hand_over(self, parcel):
            if "amina" in parcel.recipient:
                parcel.content()
                queued.publish(without(PLAN, "sbeitla"))
                return REFUSED
            return super().hand_over(parcel)

    queued.send(Refusing())
    queued.queue()
    pigeon = Pigeon()
    queued.send(pigeon)
    assert pigeon.to("amina") == []
    assert mail_to(queued, "amina").state is MailState.SUPERSEDED


def test_an_unclear_mail_counts_as_told_so_its_cancellation_is_sent(queued):
    queued.send(Pigeon(fates={AMINA.email: [UNCLEAR]}))
    pigeon = Pigeon()
    queued.tell(without(PLAN, "sbeitla"), pigeon)
    assert [str(m["Subject"]).split(":")[0] for m in pigeon.to("amina")] == ["Cancelled"]


def test_only_mails_in_a_row_that_get_no_answer_hold_up_the_others(office):
    office.publish(plan_with(sbeitla=tuple(host(f"town-{number}") for number in range(7))))
    office.queue()
    fates = {f"town-{n}@town-{n}.example": [UNCLEAR] for n in (0, 1, 3, 4)}
    fates["town-2@town-2.example"] = [REFUSED]
    tried = office.send(Pigeon(fates=fates))
    assert [t.state.value for t in tried] == [
        *["unclear", "unclear", "failed"],
        *["unclear", "unclear", "sent", "sent"],
    ]


def test_an_answer_to_the_same_question_stays_when_a_mail_is_sent_again(queued):
    queued.send(Pigeon(fates={AMINA.email: [UNCLEAR]}))
    answered(queued, "amina", InvitationState.ACCEPTED)
    mail = mail_to(queued, "amina")
    queued.desk.mails.send_again(mail.id, SCHEDULE, version=mail.version, at=queued.now)
    queued.send(Pigeon())
    assert invitation(queued, "amina").state is InvitationState.ACCEPTED


def test_an_answer_to_what_has_moved_is_asked_for_anew(queued, pigeon):
    queued.send(pigeon)
    answered(queued, "amina", InvitationState.ACCEPTED)
    queued.publish(held(PLAN, "sbeitla", 540))
    # The partner knows nothing of it before the mail is sent.
    assert invitation(queued, "amina").state is InvitationState.ACCEPTED
    queued.queue()
    queued.send(pigeon)
    asked = invitation(queued, "amina")
    assert (asked.state, asked.answered, asked.comment) == (InvitationState.INVITED, None, "")
    assert asked.sequence == 3


def answered(office, partner, state):
    with office.desk.invitations.database.writing() as session:
        row = session.get(InvitationRow, invitation(office, partner).id)
        row.state, row.answered, row.comment = state.value, PUBLISHED, "Gladly"


def test_sending_can_be_held_and_goes_on_from_there(queued, pigeon):
    assert queued.desk.mails.hold(SCHEDULE, at=queued.now) == 3
    assert queued.send(pigeon) == []
    assert len(queued.drafts()) == 3
    queued.queue()
    assert len(queued.send(pigeon)) == 3


def test_holding_stops_a_mail_that_a_sender_has_claimed(queued):
    mine = Pigeon(before=lambda: queued.desk.mails.hold(SCHEDULE, at=queued.now))
    queued.send(mine)
    assert mine.mails == []
    assert set(queued.states().values()) == {MailState.DRAFT}


def test_nobody_sends_a_sent_mail_again_nor_one_that_a_later_one_has_followed(queued, pigeon):
    queued.send(Pigeon(fates={AMINA.email: [UNCLEAR]}))
    bilel = mail_to(queued, "bilel")
    with pytest.raises(MailChanged):
        queued.desk.mails.send_again(bilel.id, SCHEDULE, version=bilel.version, at=queued.now)
    amina = mail_to(queued, "amina")
    queued.publish(held(PLAN, "sbeitla", 540))
    with pytest.raises(MailChanged):
        queued.desk.mails.send_again(amina.id, SCHEDULE, version=amina.version, at=queued.now)


def test_a_mail_of_another_tour_is_not_there(queued):
    amina = mail_to(queued, "amina")
    assert queued.desk.mails.numbered(amina.id, "other") is None
    with pytest.raises(MailChanged):
        queued.desk.mails.send_again(amina.id, "other", version=amina.version, at=queued.now)
    [first, *_] = queued.desk.invitations.listed(SCHEDULE)
    assert queued.desk.invitations.numbered(first.id, "other") is None
    with pytest.raises(InvitationChanged):
        queued.desk.invitations.set_reply_by(first.id, "other", None, version=first.version)


def test_a_mail_that_cannot_be_written_is_refused_and_the_others_go(queued, pigeon):
    with queued.desk.mail_queue.database.writing() as session:
        from caravan.store.schema import MailRow

        session.get(MailRow, mail_to(queued, "amina").id).publication = 7
    tried = queued.send(pigeon)
    assert [t.state for t in tried] == [MailState.FAILED, MailState.SENT, MailState.SENT]
    assert "isn't there any more" in str(tried[0].reason)


def test_a_mail_whose_calendar_cannot_be_written_is_refused_before_it_is_marked(
    queued, pigeon, monkeypatch
):
    """Marked first, it would stay as one that may have arrived, and no other would be sent."""
    write = prepared.invitation

    def failing(publication, event, partner, **more):
        if partner == "amina":
            raise ImpossibleValue(msg("the event ends before it begins"))
        return write(publication, event, partner, **more)

    monkeypatch.setattr(prepared, "invitation", failing)
    tried = queued.send(pigeon)
    assert [t.state for t in tried] == [MailState.FAILED, MailState.SENT, MailState.SENT]
    assert str(mail_to(queued, "amina").error) == "the event ends before it begins"
    assert mail_to(queued, "amina").sent is None
    assert invitation(queued, "amina").state is InvitationState.NOT_SENT
    # The carrier never heard of it, and no link to answer was made for it.
    assert [parcel.recipient for parcel in pigeon.parcels] == [BILEL.email, CYRINE.email]
    assert {link.subject for link in answer_links(queued)} == {"bilel", "cyrine"}


def answer_links(office):
    with office.desk.links.database.reading() as session:
        return session.scalars(select(LinkRow).where(LinkRow.kind == LinkKind.ANSWER.value)).all()
