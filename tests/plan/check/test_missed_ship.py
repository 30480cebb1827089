"""A missing leg where only a ship leads on. Tuesday's boats: every two hours from 4:15 to 20:15."""

from dataclasses import replace

import pytest
from mutations import day_of, only_violation, with_day, with_tour
from samples import TUESDAY, sample_plan

from caravan.plan.check import Rule, check_plan
from caravan.plan.check.missed_ship import missed_ship
from caravan.plan.check.reference import Reference
from caravan.tour.clock import format_clock

REFERENCE = Reference(sample_plan().tour)


@pytest.mark.parametrize(("clock", "minutes"), [(1178, 1), (1230, 53), (1439, 262)])
def test_the_last_ship_is_missed_by_so_many_minutes(clock, minutes):
    # It sails at 20:15; 30 minutes of boarding and 8 to the port: one has to leave at 19:37.
    message = missed_ship(REFERENCE, TUESDAY, "sfax", "kerkennah", clock)
    assert str(message) == (
        f"the ship from “sfax-port” to “kerkennah” at 20:15 is missed by {minutes} minutes"
    )


def test_who_can_still_take_a_ship_has_missed_none():
    assert missed_ship(REFERENCE, TUESDAY, "sfax", "kerkennah", 1177) is None
    assert format_clock(1177) == "19:37"


def test_where_a_road_leads_no_ship_is_missed():
    assert missed_ship(REFERENCE, TUESDAY, "sbeitla", "sfax", 1400) is None


def test_where_no_ship_sails_none_is_missed():
    assert missed_ship(REFERENCE, TUESDAY, "kerkennah", "sfax", 600) is None
    assert missed_ship(REFERENCE, TUESDAY, "gafsa", "kerkennah", 1400) is None
    assert missed_ship(REFERENCE, TUESDAY, "atlantis", "", 1400) is None


def test_a_day_that_ends_without_its_ship_tells_that():
    # At 20:00 Sfax is over: the night on the island can't be reached.
    event = replace(day_of(sample_plan(), 1).items[0], begins=1020, ends=1200)
    plan = with_day(1, items=(event,))
    found = [v for v in check_plan(plan) if v.rule is Rule.PLACES]
    assert [str(v.message) for v in found] == [
        "the ship from “sfax-port” to “kerkennah” at 20:15 is missed by 23 minutes"
    ]


def test_a_leg_that_is_just_not_there_is_told_as_before():
    # At 16:00 there was time for a ship: what is missing is the leg.
    items = day_of(sample_plan(), 1).items
    kept = (*items[:3], replace(items[3], ends=960), items[-1])
    violation = only_violation(with_tour(with_day(1, items=kept)))
    assert str(violation.message) == (
        "the team is in “sfax”, but at 16:00 something begins in “kerkennah”"
    )
    assert violation.event == "kerkennah"
