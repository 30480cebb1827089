"""ical.js (Thunderbird, Nextcloud) finds what the plan says and nothing besides."""

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from samples import sample_plan
from views.calendar.expected import by_name, instants, jcal_events
from views.calendar.of_plan import calendar_files, invitation, tour_feed, town_feed
from views.calendar.plans import cleaned, hostile_plan, hostile_texts, plan_at
from views.calendar.test_feeds import ZONES, dates_near_a_change, hours, is_plain

from caravan.language.language import language

FRENCH = language("fr")
# The one process of node serves all examples.
LIVELY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)


def events_of(answer):
    assert "error" not in answer, answer
    return [by_name(part) for part in answer["jcal"][2] if part[0] == "vevent"]


def test_the_feed_of_the_sample_says_field_by_field_what_the_plan_says(ical_js):
    answer = ical_js(tour_feed(sample_plan(), FRENCH, "https://caravan.example/tour.ics"))
    assert events_of(answer) == jcal_events(sample_plan(), "fr")
    assert answer["instants"] == instants(sample_plan())
    _, properties, parts = answer["jcal"]
    assert [part[0] for part in parts] == ["vtimezone", "vevent", "vevent", "vevent"]
    assert [(name, value) for name, _, _, value in properties if name != "description"] == [
        ("version", "2.0"),
        ("prodid", "-//caravan//touring events//EN"),
        ("name", "Petite caravane"),
        ("x-wr-calname", "Petite caravane"),
        ("source", "https://caravan.example/tour.ics"),
        ("color", "teal"),
        ("x-apple-calendar-color", "#008080"),
        ("refresh-interval", "PT1H"),
        ("x-published-ttl", "PT1H"),
    ]


def test_the_start_is_the_instant_that_a_person_works_out_by_hand(ical_js):
    # 9 March 2020, 8:30 in Tunis is 7:30 UTC: 18,330 days and 27,000 seconds after 1970.
    [first, *_] = ical_js(tour_feed(sample_plan(), FRENCH))["instants"]
    assert first == [18_330 * 86_400 + 27_000, 18_330 * 86_400 + 34_200]


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_all_files_of_the_sample_are_read(ical_js, code):
    for content in calendar_files(sample_plan(), language(code)).values():
        assert "error" not in ical_js(content)


def test_an_empty_feed_is_read_as_a_calendar_with_its_zone(ical_js):
    answer = ical_js(town_feed(sample_plan(), "gafsa", FRENCH))
    assert [part[0] for part in answer["jcal"][2]] == ["vtimezone"]


def test_what_is_no_calendar_is_noticed(ical_js):
    assert "error" in ical_js(b"BEGIN:VCALENDAR\r\nhello\r\nEND:VCALENDAR\r\n")


@LIVELY
@given(text=hostile_texts)
def test_hostile_words_stay_words_in_a_feed(ical_js, text):
    plan = hostile_plan(text)
    found = events_of(ical_js(tour_feed(plan, FRENCH)))
    assert found == jcal_events(plan, "fr")


@LIVELY
@given(text=hostile_texts)
def test_hostile_words_stay_words_in_an_invitation(ical_js, text):
    # Else the first organizer would have an address, as only the second has here.
    assume(":" in text or not re.fullmatch(r"[^@\s]+@[^@\s]+", cleaned(text)))
    plan = hostile_plan(text)
    answer = ical_js(invitation(plan, "sfax", "commune-sfax"))
    [found] = events_of(answer)
    expected = jcal_events(plan, "fr")[1] | {"transp": [{}, "text", "OPAQUE"]}
    del expected["color"]  # the partner's calendar has its own colours
    organizer, attendee = found.pop("organizer"), found.pop("attendee")
    assert found == expected
    name = cleaned(text).replace("\\", "/")
    assert attendee == [
        {
            "cn": name or "amina@sfax.example",
            "cutype": "INDIVIDUAL",
            "role": "REQ-PARTICIPANT",
            "partstat": "NEEDS-ACTION",
            "rsvp": "TRUE",
        },
        "cal-address",
        "mailto:amina@sfax.example",
    ]
    assert organizer == [
        {"cn": name or "hello@tour.example"},
        "cal-address",
        "mailto:hello@tour.example",
    ]
    [event] = [part for part in answer["jcal"][2] if part[0] == "vevent"]
    [[kind, alarm, _]] = event[2]
    assert kind == "valarm"
    assert [name for name, *_ in alarm] == ["action", "trigger", "description"]


@LIVELY
@given(
    zone=st.sampled_from(ZONES),
    first=dates_near_a_change,
    held=st.tuples(hours, hours, hours),
)
def test_instants_are_the_plans_in_zones_with_summer_time(ical_js, zone, first, held):
    plan = plan_at(zone, first, held)
    for day, stop in plan.kept:
        assume(all(is_plain(plan.tour.instant(day.date, at)) for at in (stop.begins, stop.ends)))
    assert ical_js(tour_feed(plan, FRENCH))["instants"] == instants(plan)


def test_bucharest_before_and_after_its_clocks_change(ical_js):
    days = ((600, 660),) * 3  # 10:00 to 11:00 on 28, 29 and 30 March 2020
    answer = ical_js(tour_feed(plan_at("Europe/Bucharest", date(2020, 3, 28), days), FRENCH))
    starts = [start for start, _ in answer["instants"]]
    # 28 March is 18,349 days after 1970; 10:00 is 8:00 UTC before the change and 7:00 after it.
    assert starts == [18_349 * 86_400 + 28_800, 18_350 * 86_400 + 25_200, 18_351 * 86_400 + 25_200]
