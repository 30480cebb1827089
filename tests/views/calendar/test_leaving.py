"""Followed over many publications: what each partner's and each town's calendar shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programmes import Held, partner, programme

from caravan.errors import ImpossibleValue
from caravan.plan.publication import next_publication
from caravan.plan.revision import Withdrawal
from caravan.plan.stay import leaves, stays
from caravan.views.calendar.entries import entries, of_partner, of_town

FIRST = datetime(2020, 2, 20, 8, tzinfo=UTC)
PARTNERS = {id_: partner(id_) for id_ in ("amina", "bilel")}
TOWNS = ("sfax", "gafsa")
HELD = st.builds(Held, begins=st.sampled_from((540, 600)), town=st.sampled_from(TOWNS))
PROGRAMMES = st.tuples(
    st.dictionaries(st.sampled_from("ab"), HELD),
    # A partner takes part in one event.
    st.dictionaries(st.sampled_from(sorted(PARTNERS)), st.sampled_from("ab")),
).map(
    lambda drawn: {
        event: replace(
            held, partners=tuple(PARTNERS[id_] for id_, at in drawn[1].items() if at == event)
        )
        for event, held in drawn[0].items()
    }
)
STEPS = st.lists(st.tuples(st.sampled_from((1, 15, 30, 31)), PROGRAMMES), min_size=2, max_size=6)


def shown(publication, of, subject):
    """What a calendar shows when it is published: by event, whether it is held, and the entry."""
    found = entries(publication, publication.made, of(publication, subject))
    by_event = {entry.revision.event.id: entry for entry in found}
    assert len(by_event) == len(found), "an event is shown once"
    return by_event


def belongs(held, of, subject):
    """Whether an event of a programme is in a calendar."""
    return held.town == subject if of is of_town else PARTNERS[subject] in held.partners


@settings(max_examples=150)
@given(STEPS)
def test_what_has_left_a_calendar_stays_for_thirty_days_and_counts_on(steps):
    calendars = [(of_town, town) for town in TOWNS] + [(of_partner, id_) for id_ in PARTNERS]
    since: dict[tuple[object, str, str], datetime] = {}  # when it left, of what has
    last: dict[tuple[object, str, str], tuple[object, ...]] = {}
    publication, made = None, FIRST
    for days, held in steps:
        made += timedelta(days=days)
        publication = next_publication(programme(held), publication, schedule="s", made=made)
        for of, subject in calendars:
            now = shown(publication, of, subject)
            for event in "ab":
                key = (of, subject, event)
                if event in held and belongs(held[event], of, subject):
                    since.pop(key, None)
                    assert not now[event].is_cancelled
                elif key in last:
                    left = since.setdefault(key, made)
                    is_there = (made.date() - left.date()).days <= 30
                    assert (event in now) is is_there
                    if is_there:
                        assert now[event].is_cancelled
                else:
                    assert event not in now
                if event not in now:
                    last.pop(key, None)
                    since.pop(key, None)
                    continue
                entry = now[event]
                told = (entry.is_cancelled, entry.begins, entry.ends, entry.revision.place.id)
                if key in last:
                    before, sequence, stamp = last[key]
                    assert entry.revision.sequence >= sequence
                    assert entry.revision.revised >= stamp
                    if told != before:
                        assert entry.revision.sequence > sequence
                        assert entry.revision.revised > stamp
                    if entry.is_cancelled:
                        assert told[1:] == before[1:], "it stays at the hour that was told"
                last[key] = (told, entry.revision.sequence, entry.revision.revised)


@settings(max_examples=50)
@given(STEPS)
def test_only_what_can_still_be_shown_is_carried_over(steps):
    publication, made = None, FIRST
    for days, held in steps:
        made += timedelta(days=days)
        publication = next_publication(programme(held), publication, schedule="s", made=made)
        for revision in publication.revisions:
            keys = [
                (w.partner, w.told.place.id if not w.partner else "") for w in revision.withdrawn
            ]
            assert len(keys) == len(set(keys))
            for each in revision.withdrawn:
                assert each.told.uid == revision.uid
                assert (made.date() - each.told.cancelled.date()).days <= 30


@pytest.mark.parametrize(
    ("at", "is_shown"),
    [
        (datetime(2020, 3, 31, 23, 59, 59, tzinfo=UTC), True),
        (datetime(2020, 4, 1, tzinfo=UTC), False),
    ],
)
def test_the_thirty_days_are_whole_ones_by_utc(at, is_shown):
    cancelled = datetime(2020, 3, 1, 22, 30, tzinfo=UTC)
    assert leaves(cancelled) == datetime(2020, 4, 1, tzinfo=UTC)
    assert stays(cancelled, at) is is_shown


def test_a_withdrawal_tells_of_nothing_that_is_held_or_has_some_itself():
    plan = programme({"a": Held()})
    [revision] = next_publication(plan, None, schedule="s", made=FIRST).revisions
    with pytest.raises(ImpossibleValue):
        Withdrawal("", revision)
    inner = Withdrawal("", revision.dropped(FIRST))
    with pytest.raises(ImpossibleValue):
        Withdrawal("", replace(revision.dropped(FIRST), withdrawn=(inner,)))
