"""Six tours for sweeps, and what they come to."""

from __future__ import annotations

from dataclasses import replace

from samples import sample_tour

from caravan.planning.sweep.processes import InThisProcess
from caravan.planning.sweep.sweep import Staff
from caravan.planning.sweep.trial import Trial
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import DriveMore, LeaveOut, WidenDay

HERE = Staff(InThisProcess(lambda: False), 1)


def trials():
    """Six tours, one of them impossible, one with too many events, and one that is no tour."""
    tour = sample_tour()
    event = tour.event("gafsa")
    many = tuple(replace(event, id=f"e{number}") for number in range(70))
    return [
        Trial(tour),
        Trial(replace(tour, events=many)),
        Trial(adjusted(tour, LeaveOut("sfax"))),
        Trial(None),
        Trial(adjusted(tour, DriveMore(-290))),
        Trial(adjusted(tour, WidenDay(later=60))),
    ]


def check(outcomes):
    """What the six come to."""
    assert [type(outcome.answer).__name__ for outcome in outcomes] == [
        "Plan",
        "NoneType",
        "Plan",
        "NoneType",
        "Infeasible",
        "Plan",
    ]
    assert "70 events" in str(outcomes[1].failure)
    assert str(outcomes[3].failure).startswith("internal error (AttributeError")
    assert len(outcomes[2].answer.kept) == 2
