"""Revisions as text: what is read is what was written, and a spoilt text is said to be none."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import sample_plan, sample_tour

from caravan.errors import CaravanError, ImpossibleValue, InputFaults
from caravan.files.revisions_json import revisions_from_json, revisions_to_json
from caravan.plan.revising import revisions_of
from caravan.plan.revision import Revision

FIRST = datetime(2020, 2, 20, 8, tzinfo=UTC)


def of_plan():
    return revisions_of(sample_plan(), (), FIRST)


def test_what_is_read_is_what_was_written():
    revisions = of_plan()
    assert revisions_from_json(revisions_to_json(revisions), "Africa/Tunis") == revisions


def test_what_was_cancelled_is_read_with_its_event_and_town():
    plan = sample_plan()
    empty = replace(plan, teams=())
    cancelled = revisions_of(empty, of_plan(), FIRST + timedelta(days=1))
    read = revisions_from_json(revisions_to_json(cancelled), "Africa/Tunis")
    assert read == cancelled
    assert [revision.cancelled for revision in read] == [FIRST + timedelta(days=1)] * 3
    assert read[1].event.partners[0].contact == "Amina Ben Salah"


def taken_out():
    """The sample, and then again with Sfax without its host."""
    plan = sample_plan()
    events = tuple(replace(event, partners=()) for event in plan.tour.events)
    without = replace(plan, tour=replace(plan.tour, events=events))
    return revisions_of(without, of_plan(), FIRST + timedelta(days=1))


def test_who_was_taken_out_of_an_event_is_read_as_it_was_written():
    revisions = taken_out()
    [withdrawal] = revisions[1].withdrawn
    assert withdrawal.partner == "commune-sfax"
    assert revisions_from_json(revisions_to_json(revisions), "Africa/Tunis") == revisions


def test_publications_kept_before_anybody_told_of_it_are_read_as_they_were():
    data = json.loads(revisions_to_json(taken_out()))
    for part in data["revisions"]:
        part.pop("withdrawn", None)
    read = revisions_from_json(json.dumps(data), "Africa/Tunis")
    assert read == tuple(replace(each, withdrawn=()) for each in taken_out())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda each: each.pop("told"),
        lambda each: each.pop("partner"),
        lambda each: each.update(told=7),
        lambda each: each["told"].update(cancelled=None),
    ],
)
def test_a_withdrawal_that_is_none_is_said(spoil):
    data = json.loads(revisions_to_json(taken_out()))
    spoil(data["revisions"][1]["withdrawn"][0])
    with pytest.raises(ImpossibleValue, match="these are no revisions of a publication"):
        revisions_from_json(json.dumps(data), "Africa/Tunis")


def test_the_times_are_in_the_zone_and_keep_their_instants():
    text = revisions_to_json(of_plan())
    elsewhere = revisions_from_json(text, "Asia/Tokyo")
    assert elsewhere[0].begins == of_plan()[0].begins
    assert elsewhere[0].begins.tzinfo == ZoneInfo("Asia/Tokyo")


def test_the_same_revisions_give_the_same_bytes_and_end_with_a_line_end():
    text = revisions_to_json(of_plan())
    assert text == revisions_to_json(revisions_from_json(text, "Africa/Tunis"))
    assert text.endswith("}\n")


def test_it_says_what_the_form_is():
    """Other editions of the program have to read what this one has kept."""
    first = json.loads(revisions_to_json(of_plan()))["revisions"][0]
    event, place = first.pop("event"), first.pop("place")
    assert (event["id"], place["id"]) == ("sbeitla", "sbeitla")
    assert len(first.pop("face")) == 16
    assert first == {
        "uid": "sbeitla@sample.tour.example",
        "team": "team-1",
        "begins": "2020-03-09T08:30:00+01:00",
        "ends": "2020-03-09T10:30:00+01:00",
        "sequence": 2,
        "revised": "2020-02-20T08:00:00+00:00",
        "cancelled": None,
    }


def test_none_are_none():
    assert revisions_from_json(revisions_to_json(()), "Africa/Tunis") == ()


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\0"])
def test_a_text_that_is_no_json_is_said(text):
    with pytest.raises(InputFaults):
        revisions_from_json(text, "Africa/Tunis")


def with_value(path, value):
    data = json.loads(revisions_to_json(of_plan()))
    part = data["revisions"][0]
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return json.dumps(data)


@pytest.mark.parametrize(
    "text",
    ["[]", "{}", '"x"', "7", "null", '{"revisions": 7}', '{"revisions": [7]}',
     '{"revisions": [{}]}', *(with_value(path, value) for path, value in [
        (["begins"], "yesterday"), (["begins"], 7), (["begins"], None), (["ends"], "2020-01-01"),
        (["sequence"], -1), (["sequence"], "one"), (["revised"], "2020-01-01T10:00:00"),
        (["event"], {}), (["event", "service_minutes"], -5), (["place"], []),
        (["place", "latitude"], 100), (["cancelled"], "soon")])],
)  # fmt: skip
def test_a_text_that_holds_no_revisions_is_said(text):
    with pytest.raises(ImpossibleValue, match="these are no revisions of a publication"):
        revisions_from_json(text, "Africa/Tunis")


@pytest.mark.parametrize("zone", ["Nowhere/Town", "../../etc/passwd", ""])
def test_a_zone_that_is_none_is_said(zone):
    with pytest.raises(ImpossibleValue):
        revisions_from_json(revisions_to_json(of_plan()), zone)


TEXT = st.text(max_size=20).filter(lambda text: text.isprintable())
INSTANTS = st.integers(0, 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(
    begins=INSTANTS,
    minutes=st.integers(1, 1440),
    zone=st.sampled_from(("Africa/Tunis", "Europe/Paris", "Asia/Kathmandu", "America/Caracas")),
    sequence=st.integers(0, 10**6),
    uid=TEXT,
    cancelled=st.none() | INSTANTS,
)
def test_any_revision_is_read_as_it_was_written(begins, minutes, zone, sequence, uid, cancelled):
    """Also in an hour that the clocks show twice: an instant is never another one."""
    tour = sample_tour()
    start = begins.astimezone(ZoneInfo(zone))
    end = (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(ZoneInfo(zone))
    revision = Revision(
        tour.events[1], tour.place("sfax"), uid, "team-1", start, end, sequence, FIRST, "face",
        cancelled,
    )  # fmt: skip
    (read,) = revisions_from_json(revisions_to_json((revision,)), zone)
    assert read == revision
    for mine, theirs in ((read.begins, start), (read.ends, end)):
        assert mine.astimezone(UTC) == theirs.astimezone(UTC)
        assert mine.utcoffset() == theirs.utcoffset()


@given(st.data())
def test_a_text_that_was_cut_or_changed_is_read_or_refused_and_nothing_else(data):
    text = revisions_to_json(of_plan())
    at = data.draw(st.integers(0, len(text) - 1))
    spoilt = data.draw(
        st.sampled_from((text[:at], text[:at] + text[at + 1 :], text[:at] + "7" + text[at + 1 :]))
    )
    with contextlib.suppress(CaravanError):
        revisions_from_json(spoilt, "Africa/Tunis")
