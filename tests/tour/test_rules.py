"""The rules of a day."""

import pytest

from caravan.errors import ImpossibleValue
from caravan.tour.opening import Hours
from caravan.tour.rules import BreakRule, DayRules


def test_a_break_may_fill_its_hours():
    assert BreakRule(150, Hours(720, 870)).minutes == 150


@pytest.mark.parametrize("minutes", [0, -1, 151])
def test_a_break_that_does_not_fit_into_its_hours_is_refused(minutes):
    with pytest.raises(ImpossibleValue) as refusal:
        BreakRule(minutes, Hours(720, 870))
    assert str(refusal.value) == f"a break of {minutes} minutes does not fit into its hours"


@pytest.mark.parametrize("minutes", [-1, 1441])
def test_a_driving_limit_out_of_range_is_refused(minutes):
    with pytest.raises(ImpossibleValue) as refusal:
        DayRules(Hours(480, 1140), minutes)
    assert str(refusal.value) == (
        f"a driving limit of {minutes} minutes is not between 0 and 24 hours"
    )


def test_a_day_may_be_without_driving():
    assert DayRules(Hours(480, 1140), 0).pause is None
