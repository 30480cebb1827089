"""What a change asks of people."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import MONDAY, TUESDAY, sample_tour

from caravan.planning.explaining.cost import cost_of
from caravan.tour.adjustment import (
    AddBed,
    AddDays,
    AddSailing,
    AddTeam,
    AddWindow,
    Adjustment,
    DriveMore,
    DropForbiddenPair,
    DropOrder,
    FreeDate,
    FreeHour,
    LeaveOut,
    RefuseDate,
    WidenDay,
)
from caravan.tour.opening import Hours
from caravan.tour.pin import Pin


@pytest.mark.parametrize(
    ("change", "minutes"),
    [
        (AddWindow("sfax", MONDAY, Hours(1050, 1080)), 30),
        (DropOrder(("sfax", "sbeitla")), 60),
        (DropForbiddenPair(("sfax", "sbeitla")), 60),
        (WidenDay(later=45), 90),  # two days
        (WidenDay(15, 15), 60),
        (DriveMore(30), 60),
        (AddBed("gafsa"), 480),
        (AddSailing("loud", "sfax-port", MONDAY, 600), 720),
        (AddDays(after=1), 960),
        (LeaveOut("sfax"), 1920 + 180),
        (AddTeam(), 3840),
    ],
)
def test_a_change_asks_for_so_many_minutes(change: Adjustment, minutes: int) -> None:
    assert cost_of([change], sample_tour()) == minutes


def test_several_changes_add_up() -> None:
    assert cost_of([AddBed("gafsa"), WidenDay(later=15)], sample_tour()) == 480 + 30


def test_longer_days_are_asked_of_every_team() -> None:
    assert cost_of([WidenDay(later=45)], replace(sample_tour(), teams=2)) == 180


def test_a_pin_is_freed_more_easily_than_what_was_agreed_with_a_host() -> None:
    tour = sample_tour()

    def with_sfax(**changes: object) -> int:
        events = tuple(replace(e, **changes) if e.id == "sfax" else e for e in tour.events)
        changed = replace(tour, events=events)
        return cost_of([FreeDate("sfax"), FreeHour("sfax")], changed)

    assert with_sfax(pin=Pin(MONDAY, 600)) == 60 + 60
    assert with_sfax(date=MONDAY, begins=600) == 240 + 240


def test_what_is_no_repair_has_no_cost() -> None:
    with pytest.raises(ValueError, match="no repair"):
        cost_of([RefuseDate("sfax", TUESDAY)], sample_tour())
