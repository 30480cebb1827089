"""What a repair is called in the history of a tour, and which tours its plan answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import MONDAY, sample_plan, sample_tour

from caravan.errors import msg
from caravan.language.language import LANGUAGES, language
from caravan.plan.repair import RepairKind
from caravan.tour.adjustment import AddBed, AddWindow, FreeDate, LeaveOut, WidenDay
from caravan.tour.names import Names
from caravan.tour.opening import Hours
from caravan.ui.repairing import is_repair, plan_fitting, what_of

FRENCH = language("fr")


@pytest.mark.parametrize(
    ("kind", "change", "town"),
    [
        (RepairKind.LEAVE_OUT, LeaveOut("sbeitla"), "Sbeïtla"),
        (RepairKind.FREE_DATE, FreeDate("sbeitla"), "Sbeïtla"),
        (RepairKind.WIDER_WINDOW, AddWindow("sbeitla", MONDAY, Hours(0, 60)), "Sbeïtla"),
        (RepairKind.ANOTHER_BED, AddBed("gafsa"), "Gafsa"),
    ],
)
def test_a_repair_of_one_town_names_it(kind, change, town):
    what = what_of(kind, (change,), sample_tour(), FRENCH)
    assert dict(what.values) == {"town": town}


@pytest.mark.parametrize("kind", RepairKind)
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_repair_is_known_as_one_in_the_history_and_can_be_read(kind, code):
    what = what_of(kind, (WidenDay(later=15),), sample_tour(), language(code))
    assert is_repair(what)
    assert language(code).message(what)


def test_other_changes_are_no_repairs():
    assert not is_repair(msg("name of the tour"))
    assert not is_repair(None)


def test_a_plan_fits_its_own_tour_and_a_copy_but_no_other():
    plan = sample_plan()
    copy = replace(plan.tour, id="sample-x", names=Names.of(fr="Petite caravane (copie)"))
    assert plan_fitting(plan, plan.tour) is plan
    assert plan_fitting(plan, copy) == replace(plan, tour=copy)
    assert plan_fitting(plan, replace(copy, end="sfax")) is None
