"""Revisions: how often what calendars know of an event has changed, and since when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programmes import Held, partner, programme
from samples import sample_tour

from caravan.errors import ImpossibleValue
from caravan.plan.revising import revisions_of
from caravan.plan.revision import Revision
from caravan.tour.names import Names

FIRST = datetime(2020, 2, 20, 8, tzinfo=UTC)
SECOND = FIRST + timedelta(days=1)
THIRD = FIRST + timedelta(days=2)
SFAX = Held(day=1, begins=510, minutes=180, venue="Théâtre")
NAIVE = datetime(2020, 3, 10, 7)  # noqa: DTZ001 that is what is refused
TUNIS = ZoneInfo("Africa/Tunis")


def told(*programmes, tour=None):
    """What is told of the event “sfax” by each of several publications in a row, a day apart."""
    before, found = (), []
    for number, held in enumerate(programmes):
        plan = programme(held, tour) if isinstance(held, dict) else held
        before = revisions_of(plan, before, FIRST + timedelta(days=number))
        found.append(next((r for r in before if r.event.id == "sfax"), None))
    return found


def test_the_first_one_counts_from_the_revision_of_the_tour():
    (found,) = told({"sfax": SFAX})
    assert found.uid == "sfax@sample.tour.example"
    assert found.sequence == sample_tour().revision.sequence == 2
    assert (found.revised, found.cancelled, found.team) == (FIRST, None, "team-1")
    # 8 h 30 in Tunis is an hour after Greenwich, all year round.
    assert found.begins == datetime(2020, 3, 10, 7, 30, tzinfo=UTC)
    assert found.ends == datetime(2020, 3, 10, 10, 30, tzinfo=UTC)
    assert found.begins.tzinfo == TUNIS
    assert found.event.venue == Names.of(fr="Théâtre")
    assert found.place.id == "sfax"


def test_events_are_in_the_order_of_time_and_dropped_ones_last():
    before = revisions_of(
        programme({"a": Held(day=1), "b": Held(begins=900), "c": Held(begins=600)}), (), FIRST
    )
    assert [revision.event.id for revision in before] == ["c", "b", "a"]
    after = revisions_of(programme({"a": Held(begins=1000), "b": Held(begins=900)}), before, SECOND)
    assert [revision.event.id for revision in after] == ["b", "a", "c"]
    assert [revision.is_cancelled for revision in after] == [False, False, True]


def test_when_nothing_changes_nothing_is_revised():
    first, second = told({"sfax": SFAX}, {"sfax": SFAX})
    assert second == first


@pytest.mark.parametrize(
    "other",
    [{"begins": 525, "minutes": 180}, {"begins": 525, "minutes": 165}, {"minutes": 195}, {"day": 0},
     {"town": "gafsa"}, {"venue": "Stade"}, {"venue": ""}],
    ids=["hours", "beginning", "end", "day", "town", "venue", "no venue"],
)  # fmt: skip
def test_what_a_person_must_act_on_raises_the_sequence(other):
    first, second = told({"sfax": SFAX}, {"sfax": replace(SFAX, **other)})
    assert second.sequence == first.sequence + 1
    assert second.uid == first.uid
    assert second.revised == SECOND


def test_a_typing_error_mended_is_revised_and_raises_no_sequence():
    wrong = sample_tour()
    right = replace(wrong, names=Names.of(fr="Petite caravane d’été"))
    town = replace(
        wrong,
        places=tuple(
            replace(place, names=Names.of(fr="Sfax-Ville")) if place.id == "sfax" else place
            for place in wrong.places
        ),
    )
    for mended in (right, town):
        first, second = told({"sfax": SFAX}, programme({"sfax": SFAX}, mended))
        assert second.sequence == first.sequence
        assert second.revised == SECOND
        assert second.face != first.face


@pytest.mark.parametrize(
    "mended",
    [Names.of(fr="Theatre"), Names.of(fr="Théâtre", ar="المسرح"), Names.of(fr="THÉÂTRE ")],
    ids=["accent", "translated", "case"],
)
def test_a_venue_whose_name_is_mended_is_revised_and_raises_no_sequence(mended):
    plan = programme({"sfax": SFAX})
    events = tuple(
        replace(event, venue=mended) if event.id == "sfax" else event for event in plan.tour.events
    )
    first, second = told({"sfax": SFAX}, replace(plan, tour=replace(plan.tour, events=events)))
    assert second.sequence == first.sequence
    assert second.event.venue == mended
    assert second.revised == SECOND, "so that calendars take the new name over"
    assert second.face != first.face


def test_another_partner_or_contact_raises_no_sequence():
    first, second = told(
        {"sfax": replace(SFAX, partners=(partner("amina"),))},
        {"sfax": replace(SFAX, partners=(partner("bilel", contact="Bilel"),))},
    )
    assert second.sequence == first.sequence
    assert [each.id for each in second.event.partners] == ["bilel"]


def test_a_dropped_event_is_cancelled_once_and_says_what_was_told_last():
    first, second, third = told({"sfax": SFAX}, {"a": Held()}, {"a": Held()})
    assert second == replace(first, sequence=3, revised=SECOND, cancelled=SECOND)
    assert third == second


def test_an_event_that_comes_back_keeps_its_uid_and_counts_on():
    first, dropped, back, moved = told(
        {"sfax": SFAX}, {}, {"sfax": SFAX}, {"sfax": replace(SFAX, begins=600)}
    )
    assert [r.sequence for r in (first, dropped, back, moved)] == [2, 3, 4, 5]
    assert {r.uid for r in (first, dropped, back, moved)} == {first.uid}
    assert (back.cancelled, back.revised) == (None, THIRD)
    assert back == replace(first, sequence=4, revised=THIRD)


def test_a_uid_is_for_ever_whatever_the_tour_is_called_later():
    renamed = replace(sample_tour(), id="renamed", uid_domain="other.example")
    first, second = told({"sfax": SFAX}, programme({"sfax": SFAX}, renamed))
    assert second.uid == first.uid
    new = revisions_of(programme({"gafsa": Held()}, renamed), (), FIRST)
    assert new[0].uid == "gafsa@renamed.other.example"


def test_a_tour_whose_revision_rises_restarts_no_count():
    later = replace(sample_tour(), revision=replace(sample_tour().revision, sequence=9))
    first, second = told({"sfax": SFAX}, programme({"sfax": replace(SFAX, begins=600)}, later))
    assert (first.sequence, second.sequence) == (2, 3)


@pytest.mark.parametrize(
    ("field", "value"),
    [("begins", NAIVE), ("revised", NAIVE), ("cancelled", NAIVE), ("sequence", -1),
     ("ends", datetime(2020, 3, 10, 7, 30, tzinfo=UTC))],
)  # fmt: skip
def test_an_impossible_revision_is_refused(field, value):
    (found,) = told({"sfax": SFAX})
    with pytest.raises(ImpossibleValue):
        replace(found, **{field: value})


HELD = st.builds(
    Held,
    day=st.integers(0, 1),
    begins=st.sampled_from((540, 600)),
    minutes=st.sampled_from((60, 90)),
    town=st.sampled_from(("sfax", "gafsa")),
    venue=st.sampled_from(("", "Stade")),
)
PROGRAMMES = st.lists(st.dictionaries(st.sampled_from("abc"), HELD), min_size=2, max_size=6)


def facts(revision: Revision) -> tuple[object, ...]:
    """What a change of raises the sequence."""
    return (
        revision.begins,
        revision.ends,
        revision.place.id,
        revision.event.venue,
        revision.is_cancelled,
    )


@settings(max_examples=50)
@given(PROGRAMMES)
def test_sequences_never_fall_and_rise_by_one_exactly_when_a_fact_changes(programmes):
    before: dict[str, Revision] = {}
    revisions: tuple[Revision, ...] = ()
    for number, held in enumerate(programmes):
        made = FIRST + timedelta(days=number)
        revisions = revisions_of(programme(held), revisions, made)
        now = {revision.event.id: revision for revision in revisions}
        assert len(now) == len(revisions), "an event is told of once"
        assert now.keys() == before.keys() | held.keys(), "what was told once is never forgotten"
        assert {id_ for id_, r in now.items() if not r.is_cancelled} == held.keys()
        for id_, revision in now.items():
            then = before.get(id_)
            if then is None:
                assert (revision.sequence, revision.revised) == (2, made)
                continue
            assert revision.uid == then.uid
            assert revision.sequence == then.sequence + (facts(revision) != facts(then))
            assert then.revised <= revision.revised <= made
            if facts(revision) != facts(then):
                assert revision.revised == made
        before = now
