"""What changed from one publication to the next, in words and in three languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from samples import sample_plan

from caravan.language.language import language
from caravan.plan.change import changes
from caravan.plan.publication import next_publication
from caravan.plan.revised_events import RevisedEvent, revised_events
from caravan.tour.names import Names
from caravan.views.change_text import event_text, partner_text

NOW = datetime(2020, 2, 20, 9, tzinfo=UTC)
EN = language("en")


def published(plan, before=None):
    return next_publication(plan, before, schedule="s", made=NOW)


def with_revision(publication, event, /, **changed):
    """The next publication, which tells one event otherwise."""
    revisions = tuple(
        replace(one, **changed) if one.event.id == event else one for one in publication.revisions
    )
    made = publication.made + timedelta(hours=1)
    return replace(publication, number=publication.number + 1, made=made, revisions=revisions)


def moved(publication, event, **by):
    one = publication.revision(event)
    span = timedelta(**by)
    return with_revision(publication, event, begins=one.begins + span, ends=one.ends + span)


def texts(before, after, speech=EN):
    return [event_text(one, after, speech) for one in revised_events(before, after)]


def partners(before, after, speech=EN):
    return [partner_text(one, after, speech) for one in changes(before, after).told]


FIRST = published(sample_plan())


def test_what_is_told_first_is_new_with_its_date_and_its_hours():
    assert texts(None, FIRST) == [
        "Sbeïtla: new, Monday 9 March, 08:30–10:30",
        "Sfax: new, Tuesday 10 March, 08:30–11:30",
        "Kerkennah: new, Tuesday 10 March, 16:00–17:30",
    ]
    assert partners(None, FIRST) == ["Sfax: invited for Tuesday 10 March, 08:30–11:30"]


def test_nothing_changed_says_nothing():
    assert texts(FIRST, published(sample_plan(), FIRST)) == []
    assert partners(FIRST, published(sample_plan(), FIRST)) == []


def test_another_hour_says_both():
    after = moved(FIRST, "sfax", hours=5, minutes=30)
    said = ["Sfax: moved from Tue 10 at 08:30 to Tue 10 at 14:00"]
    assert texts(FIRST, after) == said
    assert partners(FIRST, after) == said


def test_another_month_is_named():
    assert texts(FIRST, moved(FIRST, "sfax", days=22)) == [
        "Sfax: moved from Tuesday 10 March at 08:30 to Wednesday 1 April at 08:30"
    ]


def test_only_the_end_is_told_when_only_the_end_changed():
    ends = FIRST.revision("sfax").ends + timedelta(minutes=30)
    assert texts(FIRST, with_revision(FIRST, "sfax", ends=ends)) == [
        "Sfax: Tuesday 10 March at 08:30, now until 12:00 instead of 11:30"
    ]


def test_another_hall_and_hour_are_both_told():
    hall = replace(FIRST.revision("sfax").event, venue=Names.of(fr="Salle des fêtes"))
    after = with_revision(FIRST, "sfax", event=hall)
    place = "now in Salle des fêtes, Sfax instead of Sfax"
    assert texts(FIRST, after) == [f"Sfax: Tuesday 10 March at 08:30, {place}"]
    assert texts(FIRST, moved(after, "sfax", hours=1)) == [
        f"Sfax: moved from Tue 10 at 08:30 to Tue 10 at 09:30; {place}"
    ]


def with_venue(publication, **names):
    event = replace(publication.revision("sfax").event, venue=Names.of(**names))
    return with_revision(publication, "sfax", event=event)


def test_a_hall_whose_name_is_mended_or_translated_is_no_change():
    before = with_venue(FIRST, fr="Maison de la culture")
    for names in ({"fr": "maison de la Culture"}, {"fr": "Maison de la culture", "ar": "دار"}):
        after = with_venue(before, **names)
        assert texts(before, after) == []
        assert partners(before, after) == []
        moved_too = moved(after, "sfax", hours=1)
        assert texts(before, moved_too) == ["Sfax: moved from Tue 10 at 08:30 to Tue 10 at 09:30"]


def test_another_hall_of_the_same_name_is_not_told_as_instead_of_itself():
    before, after = with_venue(FIRST, fr="Stade"), with_venue(FIRST, en="Stade")
    said = "now in another place: Stade, Sfax"
    assert texts(before, after) == [f"Sfax: Tuesday 10 March at 08:30, {said}"]
    assert texts(before, moved(after, "sfax", hours=1)) == [
        f"Sfax: moved from Tue 10 at 08:30 to Tue 10 at 09:30; {said}"
    ]


def test_what_is_dropped_and_comes_back_is_told_with_its_hours():
    off = with_revision(FIRST, "sfax", cancelled=NOW)
    assert texts(FIRST, off) == ["Sfax: cancelled; it was Tuesday 10 March at 08:30"]
    assert partners(FIRST, off) == ["Sfax: cancelled; it was Tuesday 10 March at 08:30"]
    back = with_revision(off, "sfax", cancelled=None)
    assert texts(off, back) == ["Sfax: takes place after all, Tuesday 10 March, 08:30–11:30"]
    assert texts(off, with_revision(off, "sfax", sequence=9)) == []


def test_compared_backwards_what_came_later_is_dropped():
    without = replace(FIRST, revisions=FIRST.revisions[:1])
    assert texts(FIRST, without) == [
        "Sfax: cancelled; it was Tuesday 10 March at 08:30",
        "Kerkennah: cancelled; it was Tuesday 10 March at 16:00",
    ]


def test_a_partner_who_leaves_and_one_with_another_address_are_told_apart():
    event = FIRST.revision("sfax").event
    gone = with_revision(FIRST, "sfax", event=replace(event, partners=()))
    assert partners(FIRST, gone) == ["Sfax: no longer takes part; it was Tuesday 10 March at 08:30"]
    assert texts(FIRST, gone) == []
    elsewhere = tuple(replace(one, email="new@sfax.example") for one in event.partners)
    moved_house = with_revision(FIRST, "sfax", event=replace(event, partners=elsewhere))
    assert partners(FIRST, moved_house) == [
        "Sfax: the same, Tuesday 10 March, 08:30–11:30; only the address is new"
    ]


def test_two_events_in_one_town_are_told_apart_by_their_hall():
    first = FIRST.revision("sfax")
    hall = Names.of(fr="Port", ar="الميناء")
    second = replace(first, event=replace(first.event, id="sfax-2", venue=hall))
    both = replace(FIRST, revisions=(*FIRST.revisions, second))
    assert event_text(RevisedEvent(None, second), both, EN).startswith("Sfax (Port): new")
    assert event_text(RevisedEvent(None, first), both, EN).startswith("Sfax (sfax): new")


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_each_language_names_towns_and_dates_its_own_way(code):
    speech = language(code)
    after = moved(FIRST, "sfax", days=1)
    (said,) = texts(FIRST, after, speech)
    town = {"fr": "Sfax", "ar": "صفاقس"}[code]
    assert said.startswith(town)
    for date in (10, 11):
        assert speech.short_date(FIRST.revision("sfax").begins.date().replace(day=date)) in said


def test_names_that_were_typed_stay_as_they_are_however_they_look():
    place = replace(FIRST.revision("sfax").place, names=Names.of(fr="{before} <b>x</b>"))
    after = with_revision(moved(FIRST, "sfax", hours=1), "sfax", place=place)
    assert texts(FIRST, after)[0].startswith("{before} <b>x</b>: moved from Tue 10")
