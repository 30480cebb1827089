"""A conflict is minimal: give up any one wish, and the others can be met."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from planning.brute_force import BruteForce
from planning.by_hand import tours_set_by_hand
from planning.tiny_tours import MONDAY, Example, tiny_place, tiny_tour

from caravan.plan.conflict import Conflict, Wish, WishKind
from caravan.planning.columns import enumerate_columns
from caravan.planning.explaining import wishes
from caravan.planning.explaining.clashing_events import (
    Clash,
    clashing_events,
    sets_kept,
)
from caravan.planning.explaining.minimal_conflict import minimal_conflict
from caravan.planning.explaining.wishes import wishes_about, without_wishes
from caravan.planning.problem import problem_of
from caravan.tour.event import Event
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.pin import Pin
from caravan.tour.rules import BreakRule, DayRules
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes

TUESDAY = MONDAY + timedelta(days=1)
K = WishKind


@pytest.fixture(scope="module", autouse=True)
def small_days():
    """Who gives up hours or dates gets few more, so that the oracle can try everything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wishes, "WHOLE_DAY", Hours(0, 60))
        patch.setattr(wishes, "MORE_DAYS", 1)
        yield


def clash_of(tour: Tour) -> Clash:
    problem = problem_of(tour, enumerate_columns(tour, TravelTimes(tour)))
    return clashing_events(problem, sets_kept(problem))


def conflict_of(tour: Tour) -> Conflict:
    clash = clash_of(tour)
    assert clash.events is not None
    found = minimal_conflict(tour, TravelTimes(tour), [tour.events[n].id for n in clash.events])
    assert found is not None
    return found


def can_meet(tour: Tour, conflict: Conflict, given_up: Wish | None = None) -> bool:
    """Whether the oracle finds a plan of a tour with these wishes only."""
    kept = {event for wish in conflict.wishes if wish.kind is K.KEEP for event in wish.events}
    every = wishes_about(tour, kept)
    gone = [wish for wish in every if wish not in conflict.wishes or wish == given_up]
    gone += [Wish(K.KEEP, (event.id,)) for event in tour.events if event.id not in kept]
    # Who gives up the dates may still keep to them: more days can be worse where beds are few.
    shorter = [wish for wish in gone if wish.kind is not K.DATES]
    return any(BruteForce(without_wishes(tour, some)).best() for some in (gone, shorter))


def required(tour: Tour) -> Tour:
    events = tuple(replace(event, required=True) for event in tour.events)
    return replace(tour, events=events)


@settings(max_examples=16, deadline=None)
@given(tours_set_by_hand())
def test_a_conflict_is_minimal_by_deletion_and_the_smallest(example: Example) -> None:
    tour = required(example.tour)
    oracle = BruteForce(tour)
    assume(oracle.best() is None)
    clash = clash_of(tour)
    assert clash.events is not None
    sets = list(oracle._chains(lambda _: True))
    ids = [event.id for event in tour.events]
    smallest = next(
        size
        for size in range(len(ids) + 1)
        if any(not any(s >= set(some) for s in sets) for some in combinations(ids, size))
    )
    assert len(clash.events) == clash.at_least == smallest
    conflict = conflict_of(tour)
    assert len([wish for wish in conflict.wishes if wish.kind is K.KEEP]) <= smallest
    assert not can_meet(tour, conflict)
    for wish in conflict.wishes:
        assert can_meet(tour, conflict, given_up=wish), wish


def town_tour(*events: Event, **changes: object) -> Tour:
    """Towns a and b, 12 minutes apart, both with beds; it starts and ends in a."""
    parts: dict[str, object] = {
        "places": (tiny_place("a", 0, 0, bed=True), tiny_place("b", 9, 0, bed=True)),
        "events": events,
    }
    return tiny_tour(**{**parts, **changes})


def open_all_day(id_: str, place: str, service: int = 10, **more: object) -> Event:
    windows = tuple(TimeWindow(date, Hours(0, 40)) for date in (MONDAY, TUESDAY))
    return Event(id_, place, service, windows=windows, **more)


def test_two_pins_of_one_day_clash_with_the_driving_limit() -> None:
    # From a to b and back takes 24 minutes of driving.
    tour = town_tour(
        open_all_day("one", "a", 5),
        open_all_day("two", "b", 5),
        rules=DayRules(Hours(0, 40), 20),
    )
    assert conflict_of(tour).wishes == (
        Wish(K.KEEP, ("two",)),
        Wish(K.DRIVING_LIMIT),
        Wish(K.DATES),
    )


def test_a_host_who_is_closed_on_the_fixed_date_clashes_with_that_date() -> None:
    event = replace(open_all_day("one", "a"), date=TUESDAY, windows=(WINDOW,))
    tour = town_tour(event, last_day=TUESDAY)
    assert conflict_of(tour).wishes == (
        Wish(K.KEEP, ("one",)),
        Wish(K.OPENING, ("one",)),
        Wish(K.DATE, ("one",)),
    )


WINDOW = TimeWindow(MONDAY, Hours(0, 40))


def test_an_event_that_takes_longer_than_its_host_is_open_clashes_with_the_hours() -> None:
    event = Event("one", "a", 30, windows=(TimeWindow(MONDAY, Hours(0, 20)),))
    assert conflict_of(town_tour(event)).wishes == (
        Wish(K.KEEP, ("one",)),
        Wish(K.OPENING, ("one",)),
    )


def test_a_pin_outside_the_tour_clashes_with_its_dates() -> None:
    event = replace(open_all_day("one", "a"), pin=Pin(TUESDAY))
    assert conflict_of(town_tour(event)).wishes == (
        Wish(K.KEEP, ("one",)),
        Wish(K.PIN, ("one",)),
        Wish(K.DATES),
    )


def test_a_refusal_of_the_only_date_clashes_with_the_dates() -> None:
    event = replace(open_all_day("one", "a"), not_on=(MONDAY,))
    assert conflict_of(town_tour(event)).wishes == (
        Wish(K.KEEP, ("one",)),
        Wish(K.REFUSED_DATES, ("one",)),
        Wish(K.DATES),
    )


def test_a_fixed_hour_that_the_host_is_closed_clashes_with_the_hours() -> None:
    event = replace(open_all_day("one", "a"), begins=35)
    assert conflict_of(town_tour(event, last_day=TUESDAY)).wishes == (
        Wish(K.KEEP, ("one",)),
        Wish(K.OPENING, ("one",)),
        Wish(K.HOUR, ("one",)),
    )


def test_pins_clash_with_the_order_that_they_contradict() -> None:
    tour = town_tour(
        open_all_day("one", "a", pin=Pin(TUESDAY)),
        open_all_day("two", "a", pin=Pin(MONDAY)),
        open_all_day("three", "a", 1),
        orders=(("one", "three", "two"),),
        last_day=TUESDAY,
    )
    assert conflict_of(tour).wishes == (
        Wish(K.KEEP, ("one",)),
        Wish(K.PIN, ("one",)),
        Wish(K.KEEP, ("two",)),
        Wish(K.PIN, ("two",)),
        Wish(K.ORDER, ("one", "three", "two")),
    )


def test_two_events_of_one_day_clash_when_they_are_forbidden_beside_each_other() -> None:
    tour = town_tour(
        open_all_day("one", "a", 5),
        open_all_day("two", "a", 5),
        forbidden_pairs=(("one", "two"),),
    )
    assert set(conflict_of(tour).wishes) == {
        Wish(K.KEEP, ("one",)),
        Wish(K.KEEP, ("two",)),
        Wish(K.FORBIDDEN_PAIR, ("one", "two")),
        Wish(K.DATES),
    }


def test_a_break_that_fits_nowhere_is_named() -> None:
    rules = DayRules(Hours(0, 40), 60, BreakRule(10, Hours(10, 25)))
    # The whole window is needed for the service: no break of 10 minutes is left.
    event = Event("one", "a", 30, windows=(TimeWindow(MONDAY, Hours(0, 35)),))
    found = conflict_of(town_tour(event, rules=rules)).wishes
    assert found == (Wish(K.KEEP, ("one",)), Wish(K.OPENING, ("one",)), Wish(K.BREAK))


def test_an_end_out_of_reach_clashes_without_any_event() -> None:
    tour = town_tour(open_all_day("one", "a"), end="b", rules=DayRules(Hours(0, 40), 5))
    assert conflict_of(tour).wishes == (Wish(K.DRIVING_LIMIT),)


def test_nights_without_beds_are_named() -> None:
    # No bed on the way: two legs of 12 minutes a day are too much, one isn't.
    places = (
        tiny_place("a", 0, 0, bed=True),
        tiny_place("b", 10, 0, bed=False),
        tiny_place("c", 20, 0, bed=False),
    )
    tour = tiny_tour(
        places=places,
        end="c",
        last_day=TUESDAY,
        rules=DayRules(Hours(0, 40), 15),
        events=(open_all_day("one", "a", 1),),
    )
    assert conflict_of(tour).wishes == (Wish(K.DRIVING_LIMIT), Wish(K.BEDS))


def test_a_tour_that_can_be_planned_has_no_clash() -> None:
    tour = town_tour(open_all_day("one", "a"))
    assert clash_of(tour).events is None
    assert minimal_conflict(tour, TravelTimes(tour), ["one"]) is None


def test_what_is_given_up_leaves_everything_else_as_it_was() -> None:
    tour = town_tour(open_all_day("one", "a", pin=Pin(MONDAY)), open_all_day("two", "b"))
    assert without_wishes(tour, ()) == tour
    freed = without_wishes(tour, [Wish(K.PIN, ("one",))])
    assert freed.event("one").pin is None
    assert freed.event("one").must_be_kept
    assert freed.event("two") == tour.event("two")
    alone = without_wishes(tour, [Wish(K.KEEP, ("one",)), Wish(K.PIN, ("one",))])
    assert [event.id for event in alone.events] == ["two"]
