"""The other answer."""

import pytest

from caravan.errors import ImpossibleValue
from caravan.plan.infeasible import Infeasible, Omission


def test_what_was_not_proved_has_no_omissions_unless_they_were_found():
    assert Infeasible(proved=False).omissions == ()


def test_an_omission_that_does_not_help_has_no_minutes():
    answer = Infeasible(
        proved=True,
        omissions=(
            Omission("sfax", helps=True, travel_minutes=120),
            Omission("gafsa", helps=False),
        ),
    )
    assert [omission.event for omission in answer.omissions if omission.travel_minutes] == ["sfax"]


def test_what_helps_nothing_has_no_travel():
    with pytest.raises(ImpossibleValue, match="travel of sfax left out, which helps nothing"):
        Omission("sfax", helps=False, travel_minutes=120)
    assert Omission("sfax", helps=None).travel_minutes is None
