"""Why changed tours of March 2020 can't be done, in an organizer's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bench.tight import without_evenings
from caravan.files.read_tour import read_tour
from caravan.language.language import language
from caravan.plan.conflict import Conflict
from caravan.planning.columns import enumerate_columns
from caravan.planning.explaining.clashing_events import Clash, clashing_events, sets_kept
from caravan.planning.explaining.minimal_conflict import can_keep_all, minimal_conflict
from caravan.planning.explaining.wishes import wishes_about, without_wishes
from caravan.planning.problem import problem_of
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes
from caravan.views.wish_text import conflict_text

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def tour() -> Tour:
    return read_tour(DATA / "schedule.yaml")


def clash_of(tour: Tour) -> Clash:
    problem = problem_of(tour, enumerate_columns(tour, TravelTimes(tour)))
    return clashing_events(problem, sets_kept(problem))


def with_events(tour: Tour, **changes: dict[str, object]) -> Tour:
    return replace(
        tour, events=tuple(replace(event, **changes.get(event.id, {})) for event in tour.events)
    )


def test_two_far_towns_on_two_days_are_the_conflict_that_the_documents_show(tour: Tour) -> None:
    tour = with_events(
        tour,
        nefta={"date": date(2020, 3, 12)},
        tataouine={"date": date(2020, 3, 13), "begins": 510},
    )
    clash = clash_of(tour)
    assert clash.events is not None
    assert {tour.events[n].id for n in clash.events} == {"nefta", "tataouine"}
    travel = TravelTimes(tour)
    conflict = minimal_conflict(tour, travel, ["nefta", "tataouine"])
    assert conflict is not None
    said = conflict_text(conflict, tour, language("en")).replace("\u00a0", " ")
    assert said == (
        "Nefta (only on Thursday 12 March) and Tataouine (only on Friday 13 March, only at 08:30) "
        "cannot both be kept with at most 5 h of driving a day and days from 08:00 to 19:00."
    )
    shown = (DATA.parent / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert said in shown.replace("\n", " ")
    for wish in conflict.wishes:
        assert met_without(tour, conflict, wish, travel), wish


def met_without(tour: Tour, conflict: Conflict, given_up: object, travel: TravelTimes) -> bool:
    """Whether a tour of the two towns alone can meet all the other wishes."""
    gone = [
        wish
        for wish in wishes_about(tour, [event.id for event in tour.events])
        if wish not in conflict.wishes or wish == given_up
    ]
    return can_keep_all(without_wishes(tour, gone), travel) is True


def test_without_evenings_no_few_towns_are_to_blame(tour: Tour) -> None:
    # Leaving out any one of sixteen towns makes a plan possible, so each conflict has all of them.
    clash = clash_of(without_evenings(tour))
    assert clash == Clash(None, 16)


def test_the_tour_as_it_is_has_no_clash(tour: Tour) -> None:
    assert clash_of(tour).events is None
