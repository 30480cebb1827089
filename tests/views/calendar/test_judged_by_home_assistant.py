"""Home Assistant's `ical` checks types, enumerations and control characters."""

import pytest
from hypothesis import given, settings
from ical.calendar_stream import IcsCalendarStream
from ical.types import Geo
from samples import sample_plan
from views.calendar.of_plan import calendar_files, invitation, tour_feed, town_feed
from views.calendar.plans import cleaned, hostile_plan, hostile_texts

from caravan.language.language import LANGUAGES, language

FRENCH = language("fr")


def parsed(content):
    return IcsCalendarStream.calendar_from_ics(content.decode())


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_file_of_the_sample_is_read(code):
    for content in calendar_files(sample_plan(), language(code)).values():
        parsed(content)


def test_the_feed_has_the_plans_events():
    plan = sample_plan()
    events = parsed(tour_feed(plan, FRENCH)).events
    for (day, stop), event in zip(plan.kept, events, strict=True):
        place = plan.tour.place(stop.place)
        assert event.uid == f"{stop.event}@sample.tour.example"
        assert event.dtstart == plan.tour.instant(day.date, stop.begins)
        assert event.dtend == plan.tour.instant(day.date, stop.ends)
        assert event.summary == f"{place.names.in_language('fr')} – Petite caravane"
        assert event.geo == Geo(lat=place.latitude, lng=place.longitude)
        assert event.sequence == 2
        assert event.status == "CONFIRMED"
        assert event.dtstamp == plan.tour.revision.time
        assert event.organizer is None
        assert event.attendees == []
        assert event.alarm == []
        assert [extra.name for extra in event.extras] == ["x-apple-structured-location"]


def test_an_empty_feed_is_an_empty_calendar():
    assert parsed(town_feed(sample_plan(), "gafsa", FRENCH)).events == []


def test_the_invitation_asks_one_guest_for_an_answer():
    calendar = parsed(invitation(sample_plan(), "sfax", "commune-sfax"))
    assert calendar.method == "REQUEST"
    [event] = calendar.events
    [guest] = event.attendees
    assert (guest.uri, guest.common_name, guest.rsvp) == (
        "mailto:amina@sfax.example",
        "Amina Ben Salah",
        True,
    )
    assert (guest.user_type, guest.role, guest.status) == (
        "INDIVIDUAL",
        "REQ-PARTICIPANT",
        "NEEDS-ACTION",
    )
    assert event.organizer.uri == "mailto:hello@tour.example"
    [alarm] = event.alarm
    assert alarm.action == "DISPLAY"
    assert alarm.description


@settings(max_examples=60)
@given(hostile_texts)
def test_hostile_words_are_read_back_as_they_are(text):
    calendar = parsed(tour_feed(hostile_plan(text), FRENCH))
    assert len(calendar.events) == 3
    for event in calendar.events:
        if cleaned(text):
            assert event.summary == f"{cleaned(text)} – {cleaned(text)}"
        assert [extra.name for extra in event.extras] == ["x-apple-structured-location"]
