"""How an invitation stands, in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from caravan.language.codes import LANGUAGES
from caravan.language.language import language
from caravan.plan.invitation_state import InvitationState
from caravan.views.invitation_text import most_urgent, proposal_text, state_text, state_tone


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_state_has_a_word_of_its_own_in_each_language(code):
    speech = language(code)
    assert len({state_text(state, speech) for state in InvitationState}) == len(InvitationState)


def test_only_what_somebody_has_to_look_at_is_coloured():
    tones = {state: state_tone(state) for state in InvitationState}
    assert tones[InvitationState.ACCEPTED] == "good"
    assert tones[InvitationState.DECLINED] == "fault"
    assert tones[InvitationState.OVERDUE] == "open"
    assert tones[InvitationState.INVITED] == tones[InvitationState.CANCELLED] == "quiet"


def test_of_several_partners_the_one_who_refuses_comes_first():
    states = [InvitationState.ACCEPTED, InvitationState.DECLINED, InvitationState.OVERDUE]
    assert most_urgent(states) is InvitationState.DECLINED
    assert most_urgent([InvitationState.ACCEPTED, InvitationState.INVITED]) is (
        InvitationState.INVITED
    )
    assert most_urgent([]) is None
    assert {most_urgent([state]) for state in InvitationState} == set(InvitationState)


def test_a_proposal_is_told_in_the_zone_of_the_tour():
    begins = datetime(2020, 3, 11, 13, tzinfo=UTC)
    ends = datetime(2020, 3, 11, 15, 30, tzinfo=UTC)
    assert proposal_text(begins, ends, "Africa/Tunis", language("en")) == (
        "Wednesday 11 March, 14:00–16:30"
    )
