"""What is told: kept as text, refused when it can't be; which moment is proposed; what is ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from samples import MONDAY, TUESDAY, sample_plan, sample_tour

from caravan.errors import ImpossibleValue
from caravan.plan.plan import Precedent
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import (
    CancelSailings,
    CloseRoad,
    LeaveOut,
    OnlyWindow,
    PinEvent,
    RefuseDate,
)
from caravan.tour.opening import Hours
from caravan.ui.replanning.ahead import ahead_of
from caravan.ui.replanning.happened import MOST_CHANGES, Happened
from caravan.ui.replanning.problems import problem_of_all, problems_of
from caravan.ui.replanning.telling import _is_settled_by, proposed

TUNIS = ZoneInfo("Africa/Tunis")
FERRY = "kerkennah-ferry"


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=TUNIS)


def test_it_is_read_as_it_was_written():
    changes = (RefuseDate("sfax", TUESDAY), CancelSailings(FERRY, TUESDAY, "sfax-port", 855))
    happened = Happened(MONDAY, 605, 30, changes)
    assert Happened.from_text(happened.to_text()) == happened
    assert Happened.from_text(Happened(None).to_text()) == Happened(None)
    assert happened.digest != Happened(MONDAY, 606, 30, changes).digest
    one_team = replace(happened, late_team="team-2")
    assert Happened.from_text(one_team.to_text()) == one_team
    assert happened.digest != one_team.digest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"date": "yesterday", "minute": 0, "late": 0, "changes": []}',
        '{"date": null, "minute": 1440, "late": 0, "changes": []}',
        '{"date": null, "minute": 0, "late": -1, "changes": []}',
        '{"date": null, "minute": 0, "late": 0, "changes": [{"change": "explode"}]}',
        '{"date": null, "minute": 0, "late": 0, "changes": 7}',
        "[" * 100_000,
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ImpossibleValue):
        Happened.from_text(text)


def test_too_much_can_not_have_happened():
    with pytest.raises(ImpossibleValue):
        Happened(MONDAY, 0, 0, (LeaveOut("sfax"),) * (MOST_CHANGES + 1))


def test_before_the_tour_the_moment_is_its_eve_or_that_of_the_plans_tour():
    tour, plan = sample_tour(), sample_plan()
    assert Happened(None).instant(tour, plan) == at("2020-03-08T00:00")
    later = replace(tour, first_day=TUESDAY)
    assert Happened(None).instant(later, plan) == at("2020-03-08T00:00")
    assert Happened(TUESDAY, 605).instant(tour, plan) == at("2020-03-10T10:05")


@pytest.mark.parametrize(
    ("clock", "happened"),
    [
        ("2020-03-08T23:59", Happened(None)),
        ("2020-03-09T00:00", Happened(MONDAY, 0)),
        ("2020-03-10T14:07", Happened(TUESDAY, 847)),
        # The tour is over; the day begins at eight.
        ("2026-01-01T12:00", Happened(MONDAY, 480)),
    ],
)
def test_now_is_proposed_while_the_tour_is_under_way(clock, happened):
    assert proposed(sample_tour(), sample_plan(), at(clock)) == happened


def test_after_the_tour_the_moment_up_to_which_it_is_known_is_proposed():
    plan = replace(sample_plan(), precedent=Precedent(at("2020-03-10T09:30")))
    assert proposed(plan.tour, plan, at("2026-01-01T12:00")) == Happened(TUESDAY, 570)


def test_what_has_begun_is_not_ahead():
    tour, plan = sample_tour(), sample_plan()
    ahead = ahead_of(tour, plan, at("2020-03-10T08:31"))
    # Sfax began at 08:30. Gafsa isn't in the plan: it may still say no.
    assert [event.id for event in ahead.events] == ["kerkennah", "gafsa"]
    assert ahead.planned == {"kerkennah": TUESDAY}
    assert ahead.dates == (TUESDAY,)
    # An event that begins at this very minute is still ahead.
    same = ahead_of(tour, plan, at("2020-03-10T08:30"))
    assert [event.id for event in same.events] == ["sfax", "kerkennah", "gafsa"]


def test_ships_that_have_sailed_are_not_ahead():
    tour = sample_tour()
    ahead = ahead_of(tour, sample_plan(), at("2020-03-10T16:00"))
    (ferry,) = ahead.ferries
    assert ahead.sailing_dates(ferry) == (TUESDAY,)
    # Every two hours from 04:15.
    assert ahead.departures(ferry, TUESDAY) == (
        ("sfax-port", 16 * 60 + 15),
        ("sfax-port", 18 * 60 + 15),
        ("sfax-port", 20 * 60 + 15),
    )
    assert ahead_of(tour, sample_plan(), at("2020-03-10T20:16")).ferries == ()


def test_a_closed_road_is_not_closed_again():
    tour = adjusted(sample_tour(), CloseRoad("faid", "sfax"))
    roads = ahead_of(tour, sample_plan(), at("2020-03-09T08:00")).roads
    assert {road.a for road in roads} == {"sbeitla", "sfax", "sidi-youssef"}


def test_the_last_day_can_be_a_week_later_but_not_today_or_past():
    ahead = ahead_of(sample_tour(), sample_plan(), at("2020-03-10T08:00"))
    assert ahead.last_days == tuple(TUESDAY + timedelta(days=n) for n in range(1, 8))
    ahead = ahead_of(sample_tour(), sample_plan(), at("2020-03-09T08:00"))
    assert ahead.last_days[0] == MONDAY


def test_a_host_without_any_date_left_is_left_out():
    ahead = ahead_of(sample_tour(), sample_plan(), at("2020-03-09T08:00"))
    assert ahead.refusals("sfax", (TUESDAY,)) == (RefuseDate("sfax", TUESDAY),)
    assert ahead.refusals("sfax", (MONDAY, TUESDAY)) == (LeaveOut("sfax"),)


def test_each_thing_that_can_not_be_has_its_reason():
    tour = adjusted(sample_tour(), PinEvent("kerkennah", TUESDAY))
    ahead = ahead_of(tour, sample_plan(), at("2020-03-10T09:00"))
    changes = (
        LeaveOut("sfax"),  # began at 08:30
        LeaveOut("kerkennah"),  # pinned
        CancelSailings(FERRY, TUESDAY, "sfax-port", 495),  # sailed at 08:15
        CancelSailings(FERRY, TUESDAY),  # those that are left
        LeaveOut("gafsa"),
        RefuseDate("gafsa", TUESDAY),  # it is out already
    )
    problems = problems_of(changes, ahead)
    assert list(problems) == [*changes[:3], changes[5]]
    assert problems[changes[1]].held == "kerkennah"
    assert problems[changes[1]].is_pin


def test_a_plan_can_not_be_taken_over_when_all_is_over_or_its_past_was_changed():
    tour, plan = sample_tour(), sample_plan()
    assert problem_of_all(tour, plan, at("2020-03-10T09:00"), 0) is None
    over = problem_of_all(tour, plan, at("2020-03-11T00:00"), 0)
    assert str(over) == "the tour was over on 2020-03-10: nothing can change"
    later = replace(tour, first_day=date(2020, 3, 10))
    unknown = problem_of_all(tour, plan, at("2020-03-10T09:00"), 30, "team-7")
    assert "no team “team-7”" in str(unknown)
    assert "first day" in str(problem_of_all(later, plan, at("2020-03-10T09:00"), 0))
    # Before it began it may still begin on another day.
    assert problem_of_all(later, plan, at("2020-03-08T00:00"), 0) is None


def test_hours_that_a_host_proposes_take_the_place_of_what_it_said_before():
    hours = OnlyWindow("sfax", MONDAY, Hours(840, 1020))
    assert _is_settled_by(RefuseDate("sfax", TUESDAY), hours)
    assert _is_settled_by(OnlyWindow("sfax", TUESDAY, Hours(480, 700)), hours)
    assert not _is_settled_by(RefuseDate("gafsa", TUESDAY), hours)
    assert _is_settled_by(hours, LeaveOut("sfax"))
    assert not _is_settled_by(hours, RefuseDate("sfax", TUESDAY))


def test_hours_can_be_proposed_for_what_is_ahead_even_if_it_is_pinned():
    hours = OnlyWindow("sfax", TUESDAY, Hours(840, 1020))
    tour = adjusted(sample_tour(), PinEvent("sfax", TUESDAY, 510))
    before = ahead_of(tour, sample_plan(), at("2020-03-09T08:00"))
    assert problems_of((hours,), before) == {}
    begun = ahead_of(tour, sample_plan(), at("2020-03-10T09:00"))
    assert "had begun" in str(problems_of((hours,), begun)[hours].message)
    past = OnlyWindow("kerkennah", MONDAY, Hours(840, 1020))
    assert "the past" in str(problems_of((past,), begun)[past].message)


def test_a_team_that_is_gone_is_no_obstacle_when_nobody_is_late():
    assert problem_of_all(sample_tour(), sample_plan(), at("2020-03-10T09:00"), 0, "team-7") is None
