"""The same plan with its legs drawn."""

from dataclasses import replace

from samples import sample_plan

from caravan.plan.geometry import with_legs
from caravan.travel.leg import LegKind


def test_every_leg_is_changed_and_nothing_else():
    plan = sample_plan()
    drawn = with_legs(plan, lambda leg: replace(leg, geometry=((1.0, 2.0), (3.0, 4.0))))
    assert [leg.geometry for day in drawn.days for leg in day.legs] == [
        ((1.0, 2.0), (3.0, 4.0))
    ] * 4
    assert with_legs(drawn, lambda leg: replace(leg, geometry=())) == plan


def test_a_change_may_pass_over_some_legs():
    plan = sample_plan()

    def draw(leg):
        return replace(leg, geometry=((0.0, 0.0),)) if leg.kind is LegKind.FERRY else leg

    drawn = with_legs(plan, draw)
    assert [bool(leg.geometry) for day in drawn.days for leg in day.legs] == [
        False,
        False,
        True,
        False,
    ]
