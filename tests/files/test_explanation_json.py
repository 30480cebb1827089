"""An explanation comes back from JSON as it was."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import sample_plan

from caravan.errors import CaravanError
from caravan.files.explanation_json import (
    explanation_from_data,
    explanation_to_data,
)
from caravan.files.plan_json import plan_from_json
from caravan.plan.conflict import Conflict, Shortage, Wish, WishKind
from caravan.plan.infeasible import Infeasible, Omission
from caravan.plan.repair import Explanation, Repair, RepairKind
from caravan.tour.adjustment import AddWindow, WidenDay
from caravan.tour.opening import Hours

OMISSIONS = (
    Omission("sfax", helps=True, travel_minutes=263),
    Omission("gafsa", helps=False),
    Omission("sbeitla", helps=None),
)
REPAIRS = (
    Repair(
        RepairKind.WIDER_WINDOW,
        (AddWindow("sfax", date(2020, 3, 9), Hours(1050, 1080)),),
        30,
        sample_plan(),
    ),
    Repair(RepairKind.LATER_END, (WidenDay(later=15),), 30, sample_plan()),
)
CONFLICT = Conflict(
    (
        Wish(WishKind.KEEP, ("sfax",)),
        Wish(WishKind.ORDER, ("sfax", "gafsa")),
        Wish(WishKind.BREAK),
    )
)
FULL = Explanation(
    Infeasible(proved=True, omissions=OMISSIONS),
    CONFLICT,
    repairs=REPAIRS,
    tried=(RepairKind.WIDER_WINDOW, RepairKind.LATER_END, RepairKind.ANOTHER_BED),
)


@pytest.mark.parametrize(
    "explanation",
    [
        Explanation(Infeasible(proved=False)),
        Explanation(Infeasible(proved=True), shortage=Shortage(2790, 1506, 30, 16)),
        Explanation(Infeasible(proved=True), shortage=Shortage(2790, None, None, 7)),
        Explanation(Infeasible(proved=True), Conflict(())),
        FULL,
    ],
)
def test_it_comes_back_as_it_was(explanation: Explanation) -> None:
    written = json.dumps(explanation_to_data(explanation))
    assert explanation_from_data(json.loads(written)) == explanation


def test_a_plan_in_it_is_as_in_a_file_of_its_own() -> None:
    plan = explanation_to_data(FULL)["repairs"][0]["plan"]
    assert plan_from_json(json.dumps(plan)) == sample_plan()


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {**explanation_to_data(FULL), "proved": "yes"},
        {**explanation_to_data(FULL), "tried": ["magic"]},
        {**explanation_to_data(FULL), "conflict": [{"wish": "keep"}]},
        {**explanation_to_data(FULL), "repairs": [{"kind": "later-end"}]},
        {**explanation_to_data(FULL), "omissions": [{"event": "a", "helps": 1}]},
        {**explanation_to_data(FULL), "shortage": {"service_minutes": -1}},
    ],
)
def test_anything_else_is_refused(data: object) -> None:
    with pytest.raises(CaravanError):
        explanation_from_data(data)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_whatever_is_damaged_it_is_refused_or_read(data: st.DataObject) -> None:
    whole = explanation_to_data(FULL)
    key = data.draw(st.sampled_from(sorted(whole)))
    whole[key] = data.draw(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just([1]) | st.just({})
    )
    with suppress(CaravanError):
        explanation_from_data(whole)
