"""The verdict claims no more than is proved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import MONDAY, sample_plan, sample_tour

from caravan.language.language import language
from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.infeasible import Infeasible, Omission
from caravan.plan.plan import Bound, Objective, Plan, Status, Team
from caravan.tour.event import Event
from caravan.views.no_plan import infeasible_text
from caravan.views.verdict import verdict

ENGLISH = language("en")


def sample(*, left_out: bool = True, **changes: object) -> Plan:
    """The sample plan; it travels 263 minutes and leaves out Gafsa, of value 1."""
    plan = sample_plan()
    if not left_out:
        tour = replace(plan.tour, events=plan.tour.events[:3])
        plan = replace(plan, tour=tour)
    return replace(plan, **changes)


def test_a_proved_plan_of_all_towns_says_that_none_is_shorter() -> None:
    plan = sample(left_out=False, status=Status.OPTIMAL, bound=Bound(3, 263))
    assert verdict(plan, ENGLISH).text == (
        "Proved best: no plan keeps all 3 towns with less than 4 h 23 on the road and at sea."
    ).replace("4 h 23", "4\u00a0h\u00a023")
    assert verdict(plan, ENGLISH).is_proved


def test_a_proved_plan_that_leaves_a_town_out_names_it() -> None:
    found = verdict(sample(status=Status.OPTIMAL, bound=Bound(3, 263)), ENGLISH)
    assert found.text == (
        "Proved best: 3 of 4 towns (without Gafsa). No plan keeps events of more value, nor of "
        "the same value with less than 4\u00a0h\u00a023 on the road and at sea."
    )
    assert (found.kept, found.wanted, found.left_out) == (3, 4, ("Gafsa",))


def test_a_plan_of_which_more_value_is_not_excluded_says_so() -> None:
    found = verdict(sample(bound=Bound(4, 200)), ENGLISH)
    assert found.text == (
        "Best found so far: 3 of 4 towns (without Gafsa), 4\u00a0h\u00a023 on the road and at "
        "sea. A plan that keeps events of more value is not excluded."
    )
    assert not found.is_proved


@pytest.mark.parametrize(
    ("bound", "claim"),
    [
        # 13/263 is 4.943 %: rounded up, for "at most" must be true.
        (250, "At most 5% of it (13\u00a0min) could still be saved."),
        # 63/263 is 23.954 %.
        (200, "At most 24% of it (1\u00a0h\u00a003) could still be saved."),
        # 11/263 is 4.1825 %.
        (252, "At most 4.2% of it (11\u00a0min) could still be saved."),
        (263, "No plan travels less; the days might still be more even."),
    ],
)
def test_what_could_still_be_saved_is_rounded_up(bound: int, claim: str) -> None:
    found = verdict(sample(left_out=False, bound=Bound(3, bound)), ENGLISH)
    assert found.text == (
        f"Best found so far: all 3 towns, 4\u00a0h\u00a023 on the road and at sea. {claim}"
    )


def test_a_tour_without_a_ferry_does_not_speak_of_the_sea() -> None:
    plan = sample(left_out=False, status=Status.OPTIMAL, bound=Bound(3, 188))
    on_land = replace(plan, objective=Objective(3, 188, 0, 0))
    assert verdict(on_land, ENGLISH).text.endswith("less than 3\u00a0h\u00a008 on the road.")


def test_a_tour_in_one_town_does_not_claim_less_than_no_travel() -> None:
    tour = sample_tour()
    one = replace(tour, events=(tour.event("sfax"),), start="sfax", end="sfax")
    day = Day(MONDAY, "sfax", "sfax", (Stop(StopKind.EVENT, "sfax", 510, 690, event="sfax"),))
    plan = Plan(one, Status.OPTIMAL, Objective(1, 0, 0, 0), Bound(1, 0), (Team("t", (day,)),))
    assert verdict(plan, ENGLISH).text == "Proved best: the only town, without any travel."


def test_events_are_counted_when_a_town_hosts_two() -> None:
    plan = sample(status=Status.OPTIMAL, bound=Bound(3, 263))
    more = Event("gafsa-2", "gafsa", 60, ("offices",), required=False)
    found = verdict(
        replace(plan, tour=replace(plan.tour, events=(*plan.tour.events, more))), ENGLISH
    )
    assert found.text.startswith("Proved best: 3 of 5 events (without Gafsa and Gafsa).")


def test_a_long_list_of_towns_left_out_is_cut_and_counted() -> None:
    plan = sample(status=Status.OPTIMAL, bound=Bound(3, 263))
    more = tuple(Event(f"gafsa-{n}", "gafsa", 60, ("offices",), required=False) for n in range(9))
    found = verdict(
        replace(plan, tour=replace(plan.tour, events=(*plan.tour.events, *more))), ENGLISH
    )
    assert "(without Gafsa, Gafsa, Gafsa, Gafsa, Gafsa and 5 others)" in found.text
    assert len(found.left_out) == 10


def test_proved_impossible_names_the_towns_that_would_help_shortest_first() -> None:
    omissions = (
        Omission("sbeitla", helps=False),
        Omission("sfax", helps=True, travel_minutes=200),
        Omission("kerkennah", helps=True, travel_minutes=100),
    )
    told = infeasible_text(Infeasible(proved=True, omissions=omissions), sample_tour(), ENGLISH)
    assert str(told).replace("\u00a0", " ") == (
        "Proved impossible: no plan keeps all 3 towns that must be kept.\n"
        "Leaving out one of these 2 towns makes a plan possible; no other single one does:\n"
        "  Kerkennah  1 h 40 on the road and at sea\n"
        "  Sfax       3 h 20 on the road and at sea"
    )
    assert [(way.event, way.travel_minutes) for way in told.ways_out] == [
        ("kerkennah", 100),
        ("sfax", 200),
    ]


def test_one_town_that_would_help_is_told_as_one() -> None:
    omissions = (
        Omission("sbeitla", helps=False),
        Omission("sfax", helps=True, travel_minutes=200),
        Omission("kerkennah", helps=False),
    )
    told = infeasible_text(Infeasible(proved=True, omissions=omissions), sample_tour(), ENGLISH)
    assert told.advice == "Leaving out this town makes a plan possible; no other single one does:"


def test_when_any_town_would_help_it_says_so() -> None:
    omissions = (
        Omission("sbeitla", helps=True, travel_minutes=1),
        Omission("sfax", helps=True, travel_minutes=2),
        Omission("kerkennah", helps=True, travel_minutes=3),
    )
    told = infeasible_text(Infeasible(proved=True, omissions=omissions), sample_tour(), ENGLISH)
    assert told.advice == "Leaving out any single one of these makes a plan possible:"


def test_when_no_single_town_would_help_other_ways_are_named() -> None:
    omissions = (
        Omission("sbeitla", helps=False),
        Omission("sfax", helps=False),
        Omission("kerkennah", helps=False),
    )
    told = infeasible_text(Infeasible(proved=True, omissions=omissions), sample_tour(), ENGLISH)
    assert told.ways_out == ()
    assert told.advice == (
        "Leaving out a single one is not enough: leave out two or more, add a day, or loosen the "
        "rules of the day."
    )


def test_a_town_that_no_day_reaches_is_named_first() -> None:
    omissions = (
        Omission("sbeitla", helps=False),
        Omission("sfax", helps=False),
        Omission("kerkennah", helps=False),
    )
    tour = sample_tour()
    tour = replace(tour, rules=replace(tour.rules, max_driving_minutes=149))
    told = infeasible_text(Infeasible(proved=True, omissions=omissions), tour, ENGLISH)
    assert told.advice.replace("\u00a0", " ").startswith(
        "Sfax is too far away: from the nearest place of the tour, Sbeïtla, it is 2 h 30 of driving, "
        "and a day has 2 h 29 at most. Leaving out a single one is not enough"
    )


def test_not_found_in_time_is_never_called_impossible() -> None:
    told = infeasible_text(Infeasible(proved=False), sample_tour(), ENGLISH)
    assert str(told) == (
        "Not found in time: no plan that keeps all 3 towns that must be kept was found, but it is "
        "not proved that there is none.\n"
        "Which towns stand in the way is not known: there was no time to find out."
    )
