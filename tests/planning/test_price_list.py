"""Prices against an oracle that tries everything, and lists that are stopped and taken up again."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from planning.brute_force import BruteForce
from planning.tiny_tours import MONDAY, tiny_place, tiny_tour, tiny_tours
from samples import sample_plan, sample_tour

from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan
from caravan.plan.price_list import PriceKind, PriceStatus
from caravan.planning.kept_prices import price_key
from caravan.planning.price_list import price_list
from caravan.planning.price_questions import price_questions
from caravan.planning.solve import solve
from caravan.planning.sweep.processes import InThisProcess
from caravan.planning.sweep.sweep import Staff
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import AddDays, AddSailing, LeaveOut, WidenDay
from caravan.tour.event import Event
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.rules import DayRules
from caravan.travel.engines.settings import EngineSettings
from caravan.travel.leg import Source

HERE = Staff(InThisProcess(lambda: False), 1)


class Nobody(Executor):
    """An executor that must not be asked."""

    def submit(self, fn, /, *args, **kwargs):
        raise AssertionError("nothing has to be solved")


def worth(tour):
    """Value and travel of the best plan by the oracle, None when there is none."""
    best = BruteForce(tour).best()
    return None if best is None else (best.value, best.travel_minutes)


def best_of(tours):
    found = [answer for answer in map(worth, tours) if answer is not None]
    return min(found, key=lambda pair: (-pair[0], pair[1]), default=None)


@settings(max_examples=10)
@given(tiny_tours(most_events=3, most_days=2))
def test_every_price_is_that_of_the_best_plan_of_the_changed_tour(example):
    plan = solve(example.tour)
    if isinstance(plan, Infeasible):
        return
    found = price_list(plan, HERE)
    assert found.is_complete
    questions = price_questions(plan)
    assert found.as_it_is.figures == found.plan
    for question, price in zip(questions[1:], found.prices, strict=True):
        assert (price.kind, price.subject) == (question.kind, question.subject)
        if price.kind is PriceKind.TEAM:
            continue
        if price.kind is PriceKind.SAILING:
            # One more ship, whichever is best: as good as the best of each tried by itself.
            # Where the best plan would take several, all of these are named.
            one = len(price.adjustments) <= 1
            tours = [adjusted(plan.tour, change) for change in question.adjustments]
            expected = best_of(tours if one else [question.tour])
        else:
            expected = worth(question.tour)
        if expected is None:
            assert price.status is PriceStatus.IMPOSSIBLE
        else:
            assert (price.figures.value, price.figures.travel_minutes) == expected
            assert found.is_exact(price)


def two_towns(**changes):
    """One day from a to b, twelve minutes apart, an event in each; 40 minutes of work."""
    everywhere = (TimeWindow(MONDAY, Hours(0, 60)),)
    parts = {
        "end": "b",
        "rules": DayRules(Hours(0, 40), 60),
        "places": (tiny_place("a", 0, 0, bed=True), tiny_place("b", 10, 0, bed=False)),
        "events": (
            Event("e1", "a", 10, windows=everywhere, required=False, value=3),
            Event("e2", "b", 20, windows=everywhere, required=False, value=2),
        ),
    }
    return tiny_tour(**{**parts, **changes})


def test_a_day_that_is_two_minutes_short_shows_what_a_longer_one_brings():
    # 10 + 12 + 20 minutes are two more than the day has: the event of less value is left out.
    found = price_list(solve(two_towns()), HERE)
    prices = {(price.kind, price.subject): price for price in found.prices}
    assert found.plan.value == 3
    later = prices[PriceKind.LATER_END, ""]
    assert later.adjustments == (WidenDay(later=15),)
    assert found.difference(later).value == 2
    assert found.difference(later).travel_minutes == 0
    # The day begins at midnight, it can't begin earlier: that has no price.
    assert (PriceKind.EARLIER_START, "") not in prices
    # To keep the second the first has to go.
    keep = prices[PriceKind.KEEP, "e2"]
    assert (keep.figures.value, keep.left_out) == (2, ("e1",))
    # Without the first the second has its place.
    assert found.difference(prices[PriceKind.LEAVE_OUT, "e1"]).value == -1
    assert (PriceKind.LEAVE_OUT, "e2") not in prices
    assert (PriceKind.BED, "b") in prices
    assert (PriceKind.BED, "a") not in prices


def test_what_makes_no_tour_has_no_price():
    tour = two_towns(last_day=MONDAY + timedelta(days=59), teams=8, events=two_towns().events[:1])
    kinds = {question.kind for question in price_questions(plan_of_nothing(tour))}
    assert PriceKind.DAY_AFTER not in kinds
    assert PriceKind.TEAM not in kinds
    # The only event can't be taken out of a tour.
    assert PriceKind.LEAVE_OUT not in kinds
    assert PriceKind.LATER_END in kinds


def plan_of_nothing(tour):
    return replace(sample_plan(), tour=tour, teams=())


def test_the_first_question_changes_nothing_and_the_order_is_always_the_same():
    plan = solve(sample_tour())
    questions = price_questions(plan)
    assert questions[0].tour == plan.tour
    assert questions == price_questions(plan)
    kinds = [question.kind for question in questions]
    assert kinds == sorted(kinds, key=list(PriceKind).index)


def test_a_further_ship_is_tried_at_every_quarter_hour_at_which_none_sails():
    (sailing,) = (q for q in price_questions(sample_plan()) if q.kind is PriceKind.SAILING)
    tuesday = sample_plan().days[1].date
    # From 08:30, the first quarter after boarding from 08:00 on, to 17:45, an hour and a quarter
    # before 19:00; ships sail at 08:15, 10:15, 12:15, 14:15 and 16:15.
    minutes = [m for m in range(510, 1066, 15) if m not in (615, 735, 855, 975)]
    assert sailing.adjustments == tuple(
        AddSailing("kerkennah-ferry", "sfax-port", tuesday, minute) for minute in minutes
    )
    assert (sailing.subject, sailing.date) == ("sfax-port", tuesday)


def test_of_the_further_ships_only_those_that_are_taken_are_named():
    plan = solve(sample_tour())
    found = price_list(plan, HERE)
    (sailing,) = (price for price in found.prices if price.kind is PriceKind.SAILING)
    assert len(sailing.adjustments) <= 1  # the tour is on one island once
    taken = solve(adjusted(plan.tour, *sailing.adjustments))
    assert sailing.figures.rank == (-taken.objective.value, taken.objective.travel_minutes)


def test_prices_come_one_by_one_and_the_list_says_how_far_it_is():
    plan = solve(two_towns())
    seen = []
    found = price_list(plan, HERE, on_price=lambda so_far, price: seen.append((so_far, price)))
    wanted = len(price_questions(plan)) - 1
    assert [so_far.wanted for so_far, _ in seen] == [wanted] * (wanted + 1)
    assert [len(so_far.prices) for so_far, _ in seen] == list(range(wanted + 1))
    assert [price for _, price in seen] == [found.as_it_is, *found.prices]
    assert [so_far.is_complete for so_far, _ in seen] == [False] * wanted + [True]


def test_a_list_that_was_stopped_is_taken_up_where_it_ended():
    plan = solve(two_towns())
    whole = price_list(plan, HERE)
    kept, done = {}, []
    part = price_list(
        plan,
        HERE,
        kept=kept,
        on_price=lambda _, price: done.append(price),
        should_stop=lambda: len(done) >= 3,
    )
    assert len(part.prices) == 2
    assert not part.is_complete
    assert part.prices == whole.prices[:2]
    assert len(kept) == 3
    assert price_list(plan, HERE, kept=kept) == whole
    assert price_list(plan, Staff(Nobody(), 1), kept=kept) == whole


def test_what_was_kept_and_is_not_understood_is_found_anew():
    plan = solve(two_towns())
    kept = {price_key(question, None): '{"status": 7}' for question in price_questions(plan)}
    assert price_list(plan, HERE, kept=kept) == price_list(plan, HERE)


def test_prices_are_kept_by_changed_tour_and_source_of_driving_times():
    plan = solve(two_towns())
    questions = price_questions(plan)
    engine = EngineSettings(Source.OSRM, "http://127.0.0.1:5000")
    keys = {price_key(question, source) for question in questions for source in (None, engine)}
    assert len(keys) == 2 * len(questions)
    assert max(map(len, keys)) <= 70


def test_a_scenario_shares_what_it_has_in_common_with_its_tour():
    tour = two_towns()
    kept, asked = {}, []
    price_list(solve(tour), HERE, kept=kept)
    longer = solve(adjusted(tour, WidenDay(later=15)))
    assert price_key(price_questions(longer)[0], None) in kept
    found = price_list(longer, HERE, kept=kept, on_price=lambda _, price: asked.append(price.kind))
    assert asked[0] is PriceKind.AS_IT_IS
    assert found == price_list(longer, HERE)


def test_a_price_that_failed_is_told_and_not_kept():
    plan = solve(two_towns())
    events = tuple(
        Event(f"e{number}", "a", 1, windows=(TimeWindow(MONDAY, Hours(0, 60)),), required=False)
        for number in range(70)
    )
    crowded = replace(plan, tour=replace(plan.tour, events=events), teams=())
    kept, prices = {}, []
    price_list(
        crowded,
        HERE,
        kept=kept,
        on_price=lambda _, price: prices.append(price),
        should_stop=lambda: len(prices) >= 2,
    )
    assert [price.status for price in prices] == [PriceStatus.FAILED] * 2
    assert "70 events" in str(prices[0].failure)
    assert kept == {}


def test_a_plan_that_is_not_the_best_is_compared_with_the_best():
    plan = sample_plan()
    found = price_list(plan, HERE)
    best = solve(plan.tour)
    assert isinstance(best, Plan)
    assert found.plan.travel_minutes == 263
    assert found.base.rank == (-best.objective.value, best.objective.travel_minutes)


@pytest.mark.parametrize("change", [LeaveOut("e1"), AddDays(after=1)])
def test_the_base_of_another_tour_is_another(change):
    tour = adjusted(two_towns(), change)
    assert price_list(solve(tour), HERE).tour == tour
