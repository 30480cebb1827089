from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from answering import NOW, desk_in, invite, now, published
from samples import MONDAY, TUESDAY, sample_plan, sample_tour

from caravan.plan.invitation_state import InvitationState
from caravan.publishing.replies.questions import confirmations, open_questions, settle
from caravan.publishing.replies.states import states
from caravan.store.invitations import InvitationChanged
from caravan.store.schema import InvitationRow
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import ConfirmPartner, FreeDate, LeaveOut, OnlyWindow, RefuseDate
from caravan.tour.names import Names
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.pin import Pin

TOUR = sample_tour()


@pytest.fixture
def desk(tmp_path):
    desk = desk_in(tmp_path)
    published(desk)
    return desk


def answered(desk, id_, state, hours=(None, None)):
    with desk.invitations.database.writing() as session:
        row = session.get(InvitationRow, id_)
        row.state, row.answered = state.value, NOW
        row.proposal_begins, row.proposal_ends = hours
        row.version += 1


def with_event(**changes):
    events = (replace(e, **changes) if e.id == "sfax" else e for e in TOUR.events)
    return replace(TOUR, events=tuple(events))


def test_nobody_asks_anything_before_somebody_answers(desk):
    invite(desk)
    assert open_questions(desk, "sample", TOUR) == ()


def test_a_refusal_takes_the_date_out_of_the_tour(desk):
    asked = invite(desk)
    answered(desk, asked.id, InvitationState.DECLINED)
    (question,) = open_questions(desk, "sample", TOUR)
    assert question.adjustments == (RefuseDate("sfax", TUESDAY),)
    assert (question.is_proposal, question.is_taken_over, question.obstacle) == (False, False, None)
    after = adjusted(TOUR, *question.adjustments)
    assert {window.date for window in after.windows(after.event("sfax"))} == {MONDAY}
    (question,) = open_questions(desk, "sample", after)
    assert question.is_taken_over


@pytest.mark.parametrize("held", [{"pin": Pin(TUESDAY)}, {"date": TUESDAY}])
def test_what_held_the_event_on_the_refused_date_gives_way(desk, held):
    asked = invite(desk)
    answered(desk, asked.id, InvitationState.DECLINED)
    tour = with_event(**held)
    (question,) = open_questions(desk, "sample", tour)
    assert question.adjustments == (FreeDate("sfax"), RefuseDate("sfax", TUESDAY))
    adjusted(tour, *question.adjustments)


def test_who_refuses_the_last_date_is_left_out(desk):
    asked = invite(desk)
    answered(desk, asked.id, InvitationState.DECLINED)
    (question,) = open_questions(desk, "sample", with_event(not_on=(MONDAY,)))
    assert question.adjustments == (LeaveOut("sfax"),)


def test_a_proposal_becomes_a_window_and_the_other_hours_are_refused(desk):
    asked = invite(desk)
    hours = (datetime(2020, 3, 9, 13, tzinfo=UTC), datetime(2020, 3, 9, 16, 30, tzinfo=UTC))
    answered(desk, asked.id, InvitationState.PROPOSES, hours)
    (question,) = open_questions(desk, "sample", TOUR)
    assert question.is_proposal
    assert question.adjustments == (OnlyWindow("sfax", MONDAY, Hours(840, 1050)),)
    after = adjusted(TOUR, *question.adjustments)
    assert after.windows(after.event("sfax")) == (TimeWindow(MONDAY, Hours(840, 1050)),)
    assert open_questions(desk, "sample", after)[0].is_taken_over


@pytest.mark.parametrize(
    ("begins", "minutes", "why"),
    [
        (datetime(2020, 3, 12, 8, tzinfo=UTC), 180, "is not one of the tour"),
        (datetime(2020, 3, 9, 8, tzinfo=UTC), 179, "shorter than the event"),
        (datetime(2020, 3, 9, 21, tzinfo=UTC), 240, "shorter than the event"),
    ],
)
def test_a_proposal_that_the_tour_has_no_room_for_says_so(desk, begins, minutes, why):
    asked = invite(desk)
    hours = (begins, begins + timedelta(minutes=minutes))
    answered(desk, asked.id, InvitationState.PROPOSES, hours)
    (question,) = open_questions(desk, "sample", TOUR)
    assert question.adjustments == ()
    assert why in str(question.obstacle)


@pytest.mark.parametrize(
    ("needed", "said"), [(180, "3 h."), (150, "2 h 30."), (125, "2 h 05."), (45, "45 min.")]
)
def test_how_long_an_event_takes_is_said_as_everywhere(desk, needed, said):
    asked = invite(desk)
    begins = datetime(2020, 3, 9, 8, tzinfo=UTC)
    hours = (begins, begins + timedelta(minutes=needed - 1))
    answered(desk, asked.id, InvitationState.PROPOSES, hours)
    (question,) = open_questions(desk, "sample", with_event(service_minutes=needed))
    assert str(question.obstacle).endswith(f"which takes {said}")


def test_an_event_that_left_the_tour_says_so(desk):
    asked = invite(desk)
    answered(desk, asked.id, InvitationState.DECLINED)
    tour = replace(TOUR, events=tuple(e for e in TOUR.events if e.id != "sfax"))
    assert "any more" in str(open_questions(desk, "sample", tour)[0].obstacle)


def test_what_is_settled_asks_no_more_until_another_answer_comes(desk):
    asked = invite(desk)
    answered(desk, asked.id, InvitationState.DECLINED)
    seen = now(desk, asked.id)
    settle(desk, seen, at=NOW, who="Salma")
    assert open_questions(desk, "sample", TOUR) == ()
    with pytest.raises(InvitationChanged):
        settle(desk, seen, at=NOW, who="Amor")
    assert [line.who for line in desk.audit.listed("sample")] == ["Salma"]


def test_an_event_published_at_another_time_asks_no_more(desk):
    asked = invite(desk)
    answered(desk, asked.id, InvitationState.DECLINED)
    answered_by_other_school = invite(desk, partner="school", email="s@x.example")
    answered(desk, answered_by_other_school.id, InvitationState.ACCEPTED)
    moved = replace(sample_plan(), tour=with_event(venue=Names.of(fr="Stade")))
    desk.publications.publish("sample", moved, base=1, at=NOW, who="Salma")
    assert open_questions(desk, "sample", TOUR) == ()
    assert confirmations(desk, "sample", TOUR) == ()


def test_who_accepts_is_confirmed_with_the_next_change_of_the_tour(desk):
    asked = invite(desk)
    assert confirmations(desk, "sample", TOUR) == ()
    answered(desk, asked.id, InvitationState.ACCEPTED)
    (change,) = confirmations(desk, "sample", TOUR)
    assert change == ConfirmPartner("commune-sfax")
    after = adjusted(TOUR, change)
    assert after.event("sfax").is_confirmed
    assert confirmations(desk, "sample", after) == ()


def test_the_states_are_those_of_a_date(desk):
    asked = invite(desk, reply_by=date(2020, 3, 1))
    key = ("commune-sfax", "sfax")
    assert states(desk, "sample", date(2020, 3, 1)) == {key: InvitationState.INVITED}
    assert states(desk, "sample", date(2020, 3, 2)) == {key: InvitationState.OVERDUE}
    assert states(desk, "sample", date(2020, 3, 11)) == {key: InvitationState.NO_ANSWER}
    answered(desk, asked.id, InvitationState.ACCEPTED)
    assert states(desk, "sample", date(2020, 3, 11)) == {key: InvitationState.ACCEPTED}
    moved = replace(sample_plan(), tour=with_event(venue=Names.of(fr="Stade")))
    desk.publications.publish("sample", moved, base=1, at=NOW, who="Salma")
    assert states(desk, "sample", date(2020, 3, 2)) == {key: InvitationState.NOT_SENT}
    assert states(desk, "another", date(2020, 3, 2)) == {}


def test_an_event_that_was_moved_and_moved_back_before_anybody_knew_asks_as_before(desk):
    asked = invite(desk)
    answered(desk, asked.id, InvitationState.ACCEPTED)
    there = replace(sample_plan(), tour=with_event(venue=Names.of(fr="Stade")))
    desk.publications.publish("sample", there, base=1, at=NOW, who="Salma")
    desk.publications.publish("sample", sample_plan(), base=2, at=NOW, who="Salma")
    with desk.invitations.database.writing() as session:
        session.get(InvitationRow, asked.id).stands = 4  # as drafting finds
    key = ("commune-sfax", "sfax")
    assert states(desk, "sample", date(2020, 3, 2)) == {key: InvitationState.ACCEPTED}
    assert confirmations(desk, "sample", TOUR) == (ConfirmPartner("commune-sfax"),)
