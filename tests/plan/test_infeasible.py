"""The other answer."""

from caravan.plan.infeasible import Infeasible, Omission


def test_what_was_not_proved_has_no_omissions_unless_they_were_found():
    assert Infeasible(proved=False).omissions == ()


def test_an_omission_that_does_not_help_has_no_minutes():
    answer = Infeasible(proved=True, omissions=(Omission("sfax", 120), Omission("gafsa", None)))
    assert [omission.event for omission in answer.omissions if omission.travel_minutes] == ["sfax"]
