from __future__ import annotations

from dataclasses import replace

import pytest
from samples import MONDAY, TUESDAY, sample_plan

from caravan.language.language import language
from caravan.tour.adjustment import LeaveOut, OnlyWindow, RefuseDate
from caravan.tour.opening import Hours
from caravan.views.unkept_hours import unkept_hours

EN = language("en")
PLAN = sample_plan()  # Sfax on Tuesday from 08:30 (510) to 11:30 (690)


def said(*changes, plan=PLAN):
    return unkept_hours(plan, changes, PLAN.tour, EN)


@pytest.mark.parametrize("hours", [Hours(510, 690), Hours(480, 720)])
def test_hours_that_the_plan_keeps_are_nothing_to_say(hours):
    assert said(OnlyWindow("sfax", TUESDAY, hours)) == ()


def test_other_changes_are_no_hours_that_were_accepted():
    assert said(RefuseDate("sfax", TUESDAY), LeaveOut("sfax")) == ()


@pytest.mark.parametrize(
    ("date", "hours", "wished"),
    [
        (MONDAY, Hours(510, 690), "Monday 9 March from 08:30 to 11:30"),
        (TUESDAY, Hours(511, 720), "Tuesday 10 March from 08:31 to 12:00"),
        (TUESDAY, Hours(480, 689), "Tuesday 10 March from 08:00 to 11:29"),
    ],
)
def test_other_hours_or_another_date_are_said(date, hours, wished):
    assert said(OnlyWindow("sfax", date, hours)) == (
        f"Sfax was to be on {wished}; this plan holds it on Tuesday 10 March at 08:30.",
    )


def test_what_is_left_out_is_said_by_the_name_that_it_had():
    gone = replace(PLAN.tour, events=tuple(e for e in PLAN.tour.events if e.id != "gafsa"))
    plan = replace(PLAN, tour=gone)
    assert said(OnlyWindow("gafsa", MONDAY, Hours(840, 1020)), plan=plan) == (
        "Gafsa was to be on Monday 9 March from 14:00 to 17:00; this plan leaves it out.",
    )
