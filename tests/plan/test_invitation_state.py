from __future__ import annotations

from datetime import date

import pytest

from caravan.plan.invitation_state import Answer, InvitationState

_REPLY_BY = date(2020, 3, 1)
_HELD = date(2020, 3, 10)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2020, 2, 29), InvitationState.INVITED),
        (date(2020, 3, 1), InvitationState.INVITED),
        (date(2020, 3, 2), InvitationState.OVERDUE),
        (date(2020, 3, 10), InvitationState.OVERDUE),
        (date(2020, 3, 11), InvitationState.NO_ANSWER),
    ],
)
def test_who_was_asked_is_overdue_after_the_date_and_without_answer_after_the_event(today, state):
    assert InvitationState.INVITED.on(today, _REPLY_BY, _HELD) is state


def test_without_a_date_to_answer_by_nobody_is_overdue():
    assert InvitationState.INVITED.on(_HELD, None, _HELD) is InvitationState.INVITED
    assert InvitationState.INVITED.on(date(2021, 1, 1), None, None) is InvitationState.INVITED


@pytest.mark.parametrize("state", [s for s in InvitationState if s is not InvitationState.INVITED])
def test_no_other_state_changes_with_the_date(state):
    assert state.on(date(2021, 1, 1), _REPLY_BY, _HELD) is state


def test_each_answer_leads_to_a_state_that_is_one():
    assert [answer.state.is_answer for answer in Answer] == [True] * 4
    assert sum(state.is_answer for state in InvitationState) == len(Answer)
