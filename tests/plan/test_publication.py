"""Publications: numbers, instants that never go back, and a plan of which nobody was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programmes import Held, programme
from samples import sample_plan

from caravan.errors import ImpossibleValue
from caravan.plan.publication import Publication, next_publication, unpublished

NOON = datetime(2020, 2, 20, 12, tzinfo=UTC)


def published(plans, instants):
    """Publications of plans, one after the other, at instants of a clock."""
    found: list[Publication] = []
    for plan, made in zip(plans, instants, strict=True):
        before = found[-1] if found else None
        found.append(next_publication(plan, before, schedule="summer", made=made, who="Anna"))
    return found


def test_they_are_numbered_from_one():
    first, second = published([sample_plan()] * 2, [NOON, NOON + timedelta(days=1)])
    assert (first.number, second.number) == (1, 2)
    assert (first.schedule, first.who, first.note) == ("summer", "Anna", "")
    assert (first.made, second.made) == (NOON, NOON + timedelta(days=1))


def test_an_instant_is_in_utc_and_to_the_second():
    local = datetime(2020, 2, 20, 13, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=1)))
    (first,) = published([sample_plan()], [local])
    assert first.made == NOON
    assert first.made.tzinfo is UTC
    assert first.held[0].revised == NOON


def test_when_the_clock_jumps_back_a_publication_is_a_second_after_the_one_before():
    plans = [programme({"sfax": Held(begins=begins)}) for begins in (540, 600, 660)]
    made = published(plans, [NOON, NOON - timedelta(days=400), NOON])
    assert [each.made - NOON for each in made] == [timedelta(seconds=s) for s in (0, 1, 2)]
    assert [each.held[0].sequence for each in made] == [2, 3, 4]
    assert [each.held[0].revised for each in made] == [each.made for each in made]


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=8))
def test_whatever_the_clock_says_their_instants_rise(seconds):
    made = published(
        [programme({"sfax": Held()})] * len(seconds),
        [NOON + timedelta(seconds=each) for each in seconds],
    )
    instants = [each.made for each in made]
    assert instants == sorted(set(instants))
    for each, said in zip(made, seconds, strict=True):
        assert each.made >= NOON + timedelta(seconds=said)


def test_what_is_held_and_what_was_ever_told_can_be_asked():
    _, second = published(
        [programme({"sfax": Held(), "gafsa": Held(day=1)}), programme({"gafsa": Held(day=1)})],
        [NOON, NOON],
    )
    assert [each.event.id for each in second.held] == ["gafsa"]
    assert second.revision("sfax").is_cancelled
    assert not second.revision("gafsa").is_cancelled
    assert second.revision("kerkennah") is None


def test_a_plan_of_which_nobody_was_told_has_the_revision_of_its_tour():
    plan = sample_plan()
    found = unpublished(plan)
    assert (found.number, found.schedule, found.made) == (0, "", plan.tour.revision.time)
    assert [each.event.id for each in found.held] == ["sbeitla", "sfax", "kerkennah"]
    assert {each.sequence for each in found.held} == {2}
    assert {each.revised for each in found.held} == {plan.tour.revision.time}


@pytest.mark.parametrize(("field", "value"), [("number", -1), ("made", NOON.replace(tzinfo=None))])
def test_an_impossible_publication_is_refused(field, value):
    with pytest.raises(ImpossibleValue):
        replace(unpublished(sample_plan()), **{field: value})
