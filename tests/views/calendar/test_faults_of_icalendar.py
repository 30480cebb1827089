"""Faults of the icalendar library (7.3.0), each shown to be there and shown not to be ours.

When the first half of a test fails after an update, the fault is mended there, and what we do
against it may go.
"""

# ruff: noqa: DTZ001 - a time without a zone is the fault shown

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import icalendar
import pytest
from samples import sample_plan
from views.calendar.content_lines import plain, read, unfolded
from views.calendar.of_plan import invitation, tour_feed
from views.calendar.plans import hostile_plan

from caravan.language.language import language
from caravan.plan.publication import unpublished
from caravan.tour.names import Names
from caravan.views import calendar
from caravan.views.calendar.document import calendar_bytes

FRENCH = language("fr")
ROOT = Path(__file__).parents[3]


def feed_of(text):
    return read(tour_feed(hostile_plan(text), FRENCH))


def test_no_uid_made_by_chance_is_in_the_calendar():
    assert icalendar.Calendar.new().get("UID") != icalendar.Calendar.new().get("UID")
    assert "UID" not in read(tour_feed(sample_plan(), FRENCH)).names
    assert "UID" not in read(invitation(sample_plan(), "sfax", "commune-sfax")).names


def test_the_refresh_interval_says_that_it_is_a_duration():
    theirs = icalendar.Calendar()
    theirs.add("REFRESH-INTERVAL", icalendar.vDuration.from_ical("PT1H"))
    assert b"REFRESH-INTERVAL:PT1H" in theirs.to_ical()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in unfolded(tour_feed(sample_plan(), FRENCH))


def test_the_time_zone_is_minimal_without_comment_or_lists_of_dates():
    theirs = icalendar.Calendar()
    event = icalendar.Event()
    event.add("DTSTART", sample_plan().tour.instant(date(2020, 3, 9), 510))
    theirs.add_component(event)
    theirs.add_missing_timezones()
    assert b"COMMENT" in theirs.to_ical()
    assert b"RDATE" in theirs.to_ical()
    [zone] = read(tour_feed(sample_plan(), FRENCH)).all("VTIMEZONE")
    assert zone.names == ["TZID"]
    [standard] = zone.parts
    assert standard.names == ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"]


def test_x_properties_are_escaped():
    theirs = icalendar.Calendar()
    theirs.add("X-WR-CALNAME", "a;b,c\\d")
    assert b"X-WR-CALNAME:a;b,c\\d" in theirs.to_ical()
    assert feed_of("a;b,c\\d").values("X-WR-CALNAME") == ["a\\;b\\,c\\\\d"]


def test_a_backslash_before_a_capital_n_is_kept():
    assert icalendar.vText(r"C:\Nord").to_ical() == rb"C:\nord"
    feed = feed_of(r"C:\Nord")
    assert [plain(text) for text in feed.values("NAME")] == [r"C:\Nord"]
    [event, *_] = feed.all("VEVENT")
    assert plain(event.values("SUMMARY")[0]) == r"C:\Nord – C:\Nord"
    assert event.values("CATEGORIES") == ["C:/Nord,C:/Nord"]


def test_control_characters_that_nobody_can_read_back_are_taken_out():
    theirs = icalendar.Event()
    theirs.add("LOCATION", icalendar.vUri("a"), parameters={"X-TITLE": "a\x07b"})
    assert "LOCATION" not in icalendar.Event.from_ical(theirs.to_ical())
    feed = feed_of("Sf\x07ax\x00")
    for event in feed.all("VEVENT"):
        assert event.values("SUMMARY") == ["Sfax – Sfax"]
        assert event.parameters("X-APPLE-STRUCTURED-LOCATION")["X-TITLE"] == "Sfax"


def test_coordinates_out_of_range_are_not_written():
    assert icalendar.vGeo((float("nan"), 999)).to_ical() == "nan;999.0"
    plan = sample_plan()
    place = replace(plan.tour.places[0])
    object.__setattr__(place, "latitude", float("nan"))  # around the guard of Place itself
    tour = replace(plan.tour, places=(place, *plan.tour.places[1:]))
    publication = unpublished(replace(plan, tour=tour))
    feed = calendar.tour_feed(publication, FRENCH, at=publication.made)
    assert b"nan" not in feed.content.lower()
    [bad] = feed.left_out
    assert bad.event.id == "sbeitla"
    assert "latitude" in str(bad.reason)


def test_small_coordinates_are_not_in_scientific_notation():
    assert icalendar.vGeo((0.00001, 0)).to_ical() == "1e-05;0.0"
    plan = sample_plan()
    place = replace(plan.tour.places[0], latitude=0.00001, longitude=-0.00000001)
    tour = replace(plan.tour, places=(place, *plan.tour.places[1:]))
    [event, *_] = read(tour_feed(replace(plan, tour=tour), FRENCH)).all("VEVENT")
    assert event.values("GEO") == ["0.000010;0.000000"]


def test_no_start_is_without_its_zone():
    theirs = icalendar.Event()
    theirs.add("DTSTART", datetime(2020, 3, 9, 8, 30))
    assert b"DTSTART:20200309T083000\r\n" in theirs.to_ical()
    for zone in ("Africa/Tunis", "UTC", "Etc/UTC", "Zulu", "GMT", "Etc/GMT+1"):
        plan = sample_plan()
        feed = read(tour_feed(replace(plan, tour=replace(plan.tour, zone=zone)), FRENCH))
        [tzid] = feed.all("VTIMEZONE")[0].values("TZID")
        for event in feed.all("VEVENT"):
            for name in ("DTSTART", "DTEND"):
                assert event.parameters(name) == {"TZID": tzid}
                assert not event.values(name)[0].endswith("Z")


# The library stops line breaks in some values by `assert` only, which `python -O` leaves out.
_INJECTION = r"""
import sys
from dataclasses import replace
import icalendar
from samples import sample_plan
from views.calendar.plans import hostile_plan
from caravan.language.language import language
from views.calendar.of_plan import invitation, tour_feed
from caravan.views.calendar.document import calendar_bytes

assert False, "this must run without asserts"
theirs = icalendar.Calendar()
theirs.add("COLOR", icalendar.vUnknown("red\r\nATTENDEE:mailto:x@evil.example"))
if b"\r\nATTENDEE" not in theirs.to_ical():
    sys.exit("the library guards itself now")
try:
    calendar_bytes(theirs)
except ValueError:
    pass
else:
    sys.exit("a line was injected")
plan = hostile_plan("red\r\nATTENDEE:mailto:x@evil.example\nBEGIN:VALARM")
sys.stdout.buffer.write(tour_feed(plan, language("fr")))
sys.stdout.buffer.write(invitation(plan, "sfax", "commune-sfax"))
"""


def test_no_line_can_be_injected_even_without_asserts():
    run = subprocess.run(
        [sys.executable, "-O", "-B", "-c", _INJECTION],
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    starts = [line.partition(b":")[0].partition(b";")[0] for line in run.stdout.split(b"\r\n")]
    assert starts.count(b"ATTENDEE") == 1  # the one of the invitation
    assert run.stdout.count(b"\r\nBEGIN:VALARM") == 1
    assert run.stdout.count(b"\r\nBEGIN:VEVENT") == 4


def test_a_calendar_with_a_line_break_in_a_line_is_never_written():
    theirs = icalendar.Calendar()
    theirs.add("COLOR", icalendar.vUnknown("red\x1b"))
    with pytest.raises(ValueError, match="character"):
        calendar_bytes(theirs)


def test_names_in_braces_are_no_placeholders():
    feed = feed_of("{tour} {0.__class__} {")
    assert feed.values("NAME") == ["{tour} {0.__class__} {"]


def test_a_name_in_another_language_only_is_used():
    plan = sample_plan()
    tour = replace(plan.tour, names=Names.of(ar="القافلة"))
    assert read(tour_feed(replace(plan, tour=tour), FRENCH)).values("NAME") == ["القافلة"]
