"""Figures of the sample plan, worked out by hand."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from samples import MONDAY, TUESDAY, sample_plan

from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.figures import Figures, figures_from, figures_of, missing_rates, nights_of
from caravan.plan.plan import Team
from caravan.tour.rates import Rates


def test_the_figures_are_those_of_the_items():
    assert figures_of(sample_plan()) == Figures(
        events_kept=3,
        towns_kept=3,
        value=3,
        teams=1,
        days_used=2,
        driving_minutes=150 + 8 + 30,
        sailing_minutes=75,
        road_km=165.0 + 2.0 + 24.0,
        sea_km=20.4,
        nights_away=1,
        beds=1,
        longest_travel_minutes=150,
        shortest_travel_minutes=113,
        travel_deviation=18.5,  # 150 and 113 lie so far from their mean, 131.5
        longest_work_minutes=1050 - 510,
    )


def test_money_and_co2_are_amounts_times_rates():
    rates = Rates("TND", km=0.5, sailing_km=2, night=300, day=40.25)
    figures = figures_of(rated(replace(rates, co2_grams_km=650, co2_grams_sailing_km=1000)))
    assert figures.money == pytest.approx(191 * 0.5 + 20.4 * 2 + 300 + 2 * 40.25)
    assert figures.currency == "TND"
    assert figures.co2_kg == pytest.approx(191 * 0.65 + 20.4)


def test_without_rates_nothing_is_said_about_money_and_co2():
    figures = figures_of(sample_plan())
    assert (figures.money, figures.currency, figures.co2_kg) == (None, "", None)
    assert missing_rates(figures, Rates()) == ()


def test_a_rate_that_is_needed_and_unknown_leaves_the_sum_unknown():
    rates = Rates("TND", km=0.5, night=300, day=0, co2_grams_km=650)
    figures = figures_of(rated(rates))
    assert (figures.money, figures.co2_kg) == (None, None)
    assert missing_rates(figures, rates) == ("sailing_km", "co2_grams_sailing_km")


def test_a_rate_of_something_that_the_plan_does_without_is_not_needed():
    rates = Rates("TND", km=0.5, night=300, day=0, co2_grams_km=1000)
    plan = rated(rates)
    monday = replace(plan, teams=(Team("team-1", plan.days[:1]),))
    assert figures_of(monday).money == 165 * 0.5
    assert figures_of(monday).co2_kg == 165.0


def test_a_night_where_the_tour_starts_is_not_away():
    plan = sample_plan()
    monday, tuesday = plan.days
    at_home = replace(
        plan, teams=(Team("team-1", (replace(monday, overnight="sbeitla"), tuesday)),)
    )
    assert (figures_of(at_home).nights_away, figures_of(at_home).beds) == (0, 0)
    assert nights_of(at_home.teams[0]) == ((MONDAY, "sbeitla"),)


def test_nights_before_the_first_and_after_the_last_day_of_work_are_none():
    monday, tuesday = sample_plan().days
    sunday = Day(MONDAY - timedelta(days=1), "sbeitla", "sbeitla", ())
    wednesday = Day(TUESDAY + timedelta(days=1), "kerkennah", "kerkennah", ())
    team = Team("team-1", (sunday, monday, tuesday, wednesday, wednesday))
    assert nights_of(team) == ((MONDAY, "sfax"),)


def test_a_rest_day_between_has_its_night_and_is_not_used():
    monday, tuesday = sample_plan().days
    rest = Day(TUESDAY, "sfax", "sfax", ())
    later = replace(tuesday, date=TUESDAY + timedelta(days=1))
    plan = replace(sample_plan(), teams=(Team("team-1", (monday, rest, later)),))
    figures = figures_of(plan)
    assert (figures.days_used, figures.nights_away, figures.beds) == (2, 2, 1)
    assert figures.shortest_travel_minutes == 113


def test_two_teams_are_added_up_and_one_that_stays_at_home_is_none():
    plan = sample_plan()
    home = Day(MONDAY, "sbeitla", "sbeitla", (Stop(StopKind.WAIT, "sbeitla", 510, 630),))
    monday, tuesday = plan.days
    teams = (Team("team-1", (monday,)), Team("team-2", (tuesday,)), Team("team-3", (home,)))
    figures = figures_of(replace(plan, teams=teams))
    assert (figures.teams, figures.days_used, figures.events_kept) == (2, 2, 3)
    assert figures.travel_minutes == 263


def test_a_plan_of_rest_days_has_figures_too():
    rest = Day(MONDAY, "sbeitla", "sbeitla", ())
    figures = figures_of(replace(sample_plan(), teams=(Team("team-1", (rest,)),)))
    assert figures == Figures(*[0] * 7, 0.0, 0.0, 0, 0, 0, 0, 0.0, 0)


def test_figures_that_were_written_down_come_back():
    figures = figures_of(rated(Rates("TND", km=1, sailing_km=1, night=1, day=1)))
    assert figures_from({**asdict(figures), "more": "x"}) == figures
    assert figures_from(asdict(figures_of(sample_plan()))) == figures_of(sample_plan())


@pytest.mark.parametrize(
    "damage",
    [
        {"value": None},
        {"value": "3"},
        {"teams": True},
        {"road_km": float("nan")},
        {"money": []},
        {"currency": 7},
    ],
    ids=str,
)
def test_figures_that_are_no_numbers_are_refused(damage):
    with pytest.raises(ValueError, match="is no"):
        figures_from({**asdict(figures_of(sample_plan())), **damage})


def rated(rates):
    plan = sample_plan()
    return replace(plan, tour=replace(plan.tour, rates=rates))
