"""vobject checks that each component has what it must have, and reads times with dateutil."""

import pytest
import vobject
from hypothesis import given, settings
from samples import sample_plan
from views.calendar.content_lines import plain, read
from views.calendar.of_plan import calendar_files, invitation, tour_feed
from views.calendar.plans import cleaned, hostile_plan, hostile_texts

from caravan.language.language import LANGUAGES, language

FRENCH = language("fr")


def parsed(content):
    [calendar] = vobject.readComponents(content.decode())
    assert calendar.validate(raiseException=True)
    return calendar


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_file_of_the_sample_has_all_that_is_required(code):
    for content in calendar_files(sample_plan(), language(code)).values():
        parsed(content)


def test_times_and_texts_are_the_plans():
    plan = sample_plan()
    feed = tour_feed(plan, FRENCH)
    for (day, stop), event, ours in zip(
        plan.kept, parsed(feed).vevent_list, read(feed).all("VEVENT"), strict=True
    ):
        assert event.dtstart.value == plan.tour.instant(day.date, stop.begins)
        assert event.dtend.value == plan.tour.instant(day.date, stop.ends)
        assert event.description.value == plain(ours.values("DESCRIPTION")[0])
        assert event.uid.value == f"{stop.event}@sample.tour.example"


def test_the_invitation_has_one_guest_and_an_alarm():
    event = parsed(invitation(sample_plan(), "sfax", "commune-sfax")).vevent
    assert [guest.value for guest in event.attendee_list] == ["mailto:amina@sfax.example"]
    assert event.attendee.params["RSVP"] == ["TRUE"]
    assert event.valarm.trigger.value.total_seconds() == -86_400


@settings(max_examples=60)
@given(hostile_texts)
def test_hostile_words_add_nothing(text):
    plan = hostile_plan(text)
    calendar = parsed(tour_feed(plan, FRENCH))
    assert {child.name for child in calendar.components()} == {"VTIMEZONE", "VEVENT"}
    for event in calendar.vevent_list:
        town = cleaned(text)
        if town:
            assert event.summary.value == f"{town} – {town}"
        assert not {"attendee", "organizer", "valarm"} & set(event.contents)
