"""The answer page as a document, whatever is in it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hostile import PAYLOADS
from page_reader import read_page
from samples import sample_plan

from caravan.language.language import LANGUAGES, language
from caravan.plan.invitation_state import InvitationState
from caravan.plan.publication import unpublished
from caravan.tour.names import Names
from caravan.views.answer_page.asked import Asked, Filled
from caravan.views.answer_page.page import answer_language, answer_page, answer_policy

TOUR = sample_plan().tour
REVISION = unpublished(sample_plan()).revision("sfax")
HOST = TOUR.event("sfax").partners[0]
ASKED = Asked(TOUR, REVISION, HOST, InvitationState.INVITED)
NOON = datetime(2020, 2, 25, 11, tzinfo=UTC)


def page(asked=ASKED, filled=None, code="en"):
    return answer_page(asked, filled or Filled(), "token", language(code))


def test_hours_until_midnight_end_at_24():
    asked = replace(
        ASKED,
        state=InvitationState.PROPOSES,
        answered=NOON,
        begins=datetime(2020, 3, 9, 19, tzinfo=UTC),
        ends=datetime(2020, 3, 9, 23, tzinfo=UTC),
    )
    assert "Monday 9 March 2020 20:00–24:00" in read_page(page(asked)).line


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (InvitationState.INVITED, "You haven't answered yet."),
        (InvitationState.ACCEPTED, "You accepted on Tuesday 25 February 2020."),
        (InvitationState.DECLINED, "You declined on Tuesday 25 February 2020."),
        (InvitationState.TENTATIVE, "You answered “perhaps” on Tuesday 25 February 2020."),
        (InvitationState.CANCELLED, "This event was cancelled. You don't need to answer."),
    ],
)
def test_it_says_how_the_invitation_stands(state, text):
    asked = replace(ASKED, state=state, answered=NOON)
    assert text in read_page(page(asked)).line


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_others_typed_stays_text(payload):
    names = Names.of(fr=payload)
    place = replace(REVISION.place, names=names)
    event = replace(REVISION.event, venue=names)
    asked = replace(
        ASKED,
        tour=replace(TOUR, names=names),
        partner=replace(HOST, organization=names),
        revision=replace(REVISION, place=place, event=event),
        state=InvitationState.DECLINED,
        answered=NOON,
        comment=payload,
    )
    filled = Filled("declined", payload, payload, payload, payload, (("date", payload),))
    clean, spoilt = read_page(page()), read_page(page(asked, filled))
    assert not spoilt.all("script")
    allowed = {element.tag for element in clean.all()} | {"blockquote"}
    assert {element.tag for element in spoilt.all()} <= allowed
    names = {name for element in spoilt.all() for name in element.attributes}
    assert not [name for name in names if name.startswith("on")]


def test_the_policy_knows_the_style_of_the_page():
    style = re.search(r"<style>(.*?)</style>", page(), re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in answer_policy()


def test_the_language_is_the_one_asked_for_else_that_of_the_link():
    assert answer_language("ar", "en").code == "ar"
    assert answer_language("xx", "en").code == "en"
    assert answer_language(None, "ro").code == LANGUAGES[0]
