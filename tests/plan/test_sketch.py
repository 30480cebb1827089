"""Programmes changed by hand: moves, undo, redo, and tours that change underneath."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import MONDAY, TUESDAY, sample_plan, sample_tour

from caravan.errors import ImpossibleValue
from caravan.plan.outline import Outline, OutlineDay, OutlineTeam, outline_of
from caravan.plan.sketch import (
    MAX_MOVES,
    PutEvent,
    Sketch,
    SleepAt,
    TakeOut,
    TakeOver,
    fitted,
    left_out,
)

WEDNESDAY = date(2020, 3, 11)


def programme(*days, first=MONDAY, bed="sfax"):
    """One team's days, each a string of ids."""
    return Outline(
        (
            OutlineTeam(
                "team",
                "sbeitla",
                tuple(
                    OutlineDay(first + timedelta(days=n), tuple(events.split()), bed)
                    for n, events in enumerate(days)
                ),
            ),
        )
    )


def events_of(sketch):
    return [" ".join(day.events) for day in sketch.outline.teams[0].days]


def begun(*days):
    return Sketch(programme(*days))


def test_a_move_is_made_undone_and_made_again():
    sketch = begun("a b", "c").with_move(PutEvent("a", "team", TUESDAY, 1))
    assert events_of(sketch) == ["b", "c a"]
    assert (sketch.can_undo, sketch.can_redo) == (True, False)
    back = sketch.undone()
    assert events_of(back) == ["a b", "c"]
    assert (back.can_undo, back.can_redo) == (False, True)
    assert back.redone() == sketch
    assert sketch.redone() == sketch
    assert back.undone() == back


def test_a_move_after_an_undo_takes_the_place_of_what_was_undone():
    sketch = begun("a b", "c").with_move(TakeOut("a")).with_move(TakeOut("b")).undone()
    sketch = sketch.with_move(PutEvent("c", "team", MONDAY, 0))
    assert events_of(sketch) == ["c b", ""]
    assert not sketch.can_redo
    assert events_of(sketch.undone()) == ["b", "c"]


def test_a_move_that_changes_nothing_is_none_and_keeps_what_was_undone():
    sketch = begun("a b", "c").with_move(TakeOut("a")).undone()
    assert sketch.with_move(PutEvent("b", "team", MONDAY, 7)) is sketch
    assert sketch.with_move(SleepAt("team", MONDAY, "sfax")) is sketch
    assert sketch.can_redo


def test_a_move_to_a_day_that_is_not_there_is_refused():
    with pytest.raises(ImpossibleValue, match="not a day"):
        begun("a", "b").with_move(PutEvent("a", "team", WEDNESDAY, 0))
    with pytest.raises(ImpossibleValue, match="not a day"):
        begun("a", "b").with_move(PutEvent("a", "team-9", MONDAY, 0))


def test_a_proposal_that_is_taken_over_can_be_undone():
    sketch = begun("a b", "c").with_move(TakeOver(programme("c", "a b")))
    assert events_of(sketch) == ["c", "a b"]
    assert events_of(sketch.undone()) == ["a b", "c"]


def test_beds_are_moves_too():
    sketch = begun("a", "b").with_move(SleepAt("team", MONDAY, "gafsa"))
    assert [day.overnight for day in sketch.outline.teams[0].days] == ["gafsa", "sfax"]


def test_the_oldest_moves_become_part_of_the_beginning():
    sketch = begun("a b", "")
    for number in range(MAX_MOVES + 1):
        sketch = sketch.with_move(PutEvent("a", "team", MONDAY if number % 2 else TUESDAY, 0))
    assert len(sketch.moves) == MAX_MOVES
    assert events_of(sketch) == ["b", "a"]
    while sketch.can_undo:
        sketch = sketch.undone()
    assert events_of(sketch) == ["b", "a"]  # after the first move, which can't be undone any more


def test_what_was_moved_by_hand_stands_where_it_is_now():
    sketch = (
        begun("a b", "c d")
        .with_move(PutEvent("a", "team", TUESDAY, 0))
        .with_move(PutEvent("d", "team", MONDAY, 1))
        .with_move(TakeOut("b"))
        .with_move(PutEvent("a", "team", TUESDAY, 1))
    )
    assert events_of(sketch) == ["d", "c a"]
    assert sketch.moved == (PutEvent("d", "team", MONDAY, 0), PutEvent("a", "team", TUESDAY, 1))
    assert [move.event for move in sketch.undone().undone().moved] == ["a", "d"]


MOVES = st.lists(
    st.one_of(
        st.builds(
            PutEvent,
            st.sampled_from("abcd"),
            st.just("team"),
            st.sampled_from([MONDAY, TUESDAY, WEDNESDAY]),
            st.integers(-1, 5),
        ),
        st.builds(TakeOut, st.sampled_from("abcd")),
        st.builds(
            SleepAt,
            st.just("team"),
            st.sampled_from([MONDAY, TUESDAY, WEDNESDAY]),
            st.sampled_from(["sfax", "gafsa"]),
        ),
    )
)


@given(MOVES)
def test_undoing_everything_leads_back_and_redoing_everything_leads_here(moves):
    begin = begun("a b", "c", "d")
    sketch = begin
    for move in moves:
        sketch = sketch.with_move(move)
    back = sketch
    while back.can_undo:
        back = back.undone()
    assert back.outline == begin.outline
    again = back
    while again.can_redo:
        again = again.redone()
    assert again == sketch


def test_events_outside_of_the_programme_are_left_out_in_the_order_of_the_tour():
    outline = outline_of(sample_plan())
    assert left_out(outline, sample_tour()) == ("gafsa",)
    assert left_out(outline.without("sbeitla"), sample_tour()) == ("sbeitla", "gafsa")


def test_a_sketch_that_fits_stays_as_it_is():
    outline = outline_of(sample_plan())
    assert fitted(outline, sample_tour()) == outline


def test_a_tour_with_other_dates_and_events_gets_what_it_can_have():
    tour = sample_tour()
    later = replace(
        tour,
        first_day=TUESDAY,
        last_day=WEDNESDAY,
        events=tuple(event for event in tour.events if event.id != "sfax"),
    )
    (team,) = fitted(outline_of(sample_plan()), later).teams
    assert [day.date for day in team.days] == [TUESDAY, WEDNESDAY]
    assert [day.events for day in team.days] == [("kerkennah",), ()]
    assert [day.overnight for day in team.days] == ["kerkennah", "kerkennah"]


def test_a_team_more_begins_with_rest_days_and_a_team_less_leaves_its_events_out():
    two = fitted(outline_of(sample_plan()), replace(sample_tour(), teams=2))
    assert [len(team.days) for team in two.teams] == [2, 2]
    assert [day.events for day in two.teams[1].days] == [(), ()]
    assert [day.overnight for day in two.teams[1].days] == ["sbeitla", "kerkennah"]
    moved = two.moved("sfax", two.teams[1].id, MONDAY, 0)
    assert left_out(fitted(moved, sample_tour()), sample_tour()) == ("sfax", "gafsa")
