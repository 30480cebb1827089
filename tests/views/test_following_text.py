"""The verdict on a plan that follows an earlier one claims no more than is proved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from samples import sample_plan

from caravan.language.language import language
from caravan.plan.plan import Bound, Precedent, Status
from caravan.views.verdict import verdict

LEAST = (
    "Proved: no plan that follows the earlier one and keeps as many towns breaks less of what was "
    "promised."
)
NONE = "Proved: it follows the earlier plan and breaks no promise to a town of the tour."
KEEPS = "It keeps 3 of 4 towns (without Gafsa), 4\u00a0h\u00a023 on the road and at sea"


def said(bound, broken=4, status=Status.FEASIBLE):
    """The sample plan keeps 3 of value 3 and travels 263 minutes."""
    plan = sample_plan()
    objective = replace(plan.objective, broken=broken)
    precedent = Precedent(datetime.fromisoformat("2020-03-09T12:00:00+01:00"))
    plan = replace(plan, objective=objective, bound=bound, status=status, precedent=precedent)
    return verdict(plan, language("en")).text


@pytest.mark.parametrize(
    ("bound", "broken", "status", "text"),
    [
        (
            Bound(3, 263, 4),
            4,
            Status.OPTIMAL,
            f"{LEAST} {KEEPS}: no such plan keeps more, nor travels less.",
        ),
        (
            Bound(3, 263, 0),
            0,
            Status.OPTIMAL,
            f"{NONE} {KEEPS}: no such plan keeps more, nor travels less.",
        ),
        (
            Bound(3, 263, 4),
            4,
            Status.FEASIBLE,
            f"{LEAST} {KEEPS}; the days might still be more even.",
        ),
        (
            Bound(3, 250, 4),
            4,
            Status.FEASIBLE,
            f"{LEAST} {KEEPS}; at most 13\u00a0min of it could still be saved.",
        ),
        (Bound(4, 200, 4), 4, Status.FEASIBLE, f"{LEAST} {KEEPS}; more value is not excluded."),
        (
            Bound(4, 200, 1),
            4,
            Status.FEASIBLE,
            (
                "Best found so far of the plans that follow the earlier one: 3 of 4 towns (without "
                "Gafsa), 4\u00a0h\u00a023 on the road and at sea. One that breaks less of what was "
                "promised is not excluded."
            ),
        ),
    ],
)
def test_each_level_is_called_proved_only_when_it_is(bound, broken, status, text):
    assert said(bound, broken, status) == text
