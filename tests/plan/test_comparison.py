"""What one plan says otherwise than another, on the sample plan changed by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from samples import MONDAY, TUESDAY, sample_plan

from caravan.plan.comparison import (
    ChangeKind,
    EventChange,
    Held,
    NightChange,
    compare,
    difference,
)
from caravan.plan.day import Stop, StopKind
from caravan.plan.figures import figures_of
from caravan.plan.plan import Team
from caravan.plan.promise import Breach


def planned(*days):
    return replace(sample_plan(), teams=(Team("team-1", days),))


def later(day, minutes, event):
    """The day with one event so many minutes later; what lies around it stays."""
    items = tuple(
        replace(item, begins=item.begins + minutes, ends=item.ends + minutes)
        if isinstance(item, Stop) and item.event == event
        else item
        for item in day.items
    )
    return replace(day, items=items)


def without(day, event):
    items = tuple(i for i in day.items if not (isinstance(i, Stop) and i.event == event))
    return replace(day, items=items)


def test_a_plan_does_not_differ_from_itself():
    both = compare([sample_plan(), sample_plan()])
    assert all(found.is_empty and not found.broken for found in both.differences)
    assert both.figures == (figures_of(sample_plan()),) * 2


def test_nothing_is_no_comparison():
    with pytest.raises(ValueError, match="needs a plan"):
        compare([])


def test_an_event_at_another_minute_is_a_change_and_from_15_minutes_on_a_broken_promise():
    monday, tuesday = sample_plan().days
    for minutes, broken in ((1, 0), (14, 0), (15, 1)):
        found = difference(
            planned(monday, tuesday), planned(later(monday, minutes, "sbeitla"), tuesday)
        )
        change = EventChange(
            ChangeKind.OTHER_HOUR,
            "sbeitla",
            "sbeitla",
            Held(MONDAY, 510),
            Held(MONDAY, 510 + minutes),
        )
        assert found.events == (change,)
        assert [promise.weight for promise in found.broken] == [1] * broken


def test_an_event_that_is_left_out_is_told_in_both_directions():
    monday, tuesday = sample_plan().days
    whole, less = planned(monday, tuesday), planned(monday, without(tuesday, "sfax"))
    held = Held(TUESDAY, 510)
    gone = difference(whole, less)
    assert gone.events == (EventChange(ChangeKind.LEFT_OUT, "sfax", "sfax", held, None),)
    assert [(broken.breach, broken.weight) for broken in gone.broken] == [(Breach.LEFT_OUT, 16)]
    come = difference(less, whole)
    assert come.events == (EventChange(ChangeKind.KEPT, "sfax", "sfax", None, held),)
    assert come.broken == ()


def test_an_event_on_another_day_is_told_with_both_days():
    monday, tuesday = sample_plan().days
    moved = replace(monday, items=(*monday.items, Stop(StopKind.EVENT, "sfax", 940, 1030, "sfax")))
    found = difference(planned(monday, tuesday), planned(moved, without(tuesday, "sfax")))
    assert found.events == (
        EventChange(ChangeKind.OTHER_DAY, "sfax", "sfax", Held(TUESDAY, 510), Held(MONDAY, 940)),
    )
    assert [broken.weight for broken in found.broken] == [4]


def test_changes_come_in_the_order_of_the_time_before_with_new_events_last():
    monday, tuesday = sample_plan().days
    gafsa = Stop(StopKind.EVENT, "gafsa", 400, 410, "gafsa")
    changed = later(later(tuesday, 5, "kerkennah"), 5, "sfax")
    changed = replace(changed, items=(gafsa, *changed.items))
    found = difference(planned(monday, tuesday), planned(monday, changed))
    assert [change.event for change in found.events] == ["sfax", "kerkennah", "gafsa"]


def test_an_event_that_the_other_tour_does_not_have_is_left_out_there():
    plan = sample_plan()
    tour = replace(plan.tour, events=tuple(e for e in plan.tour.events if e.id != "sfax"))
    monday, tuesday = plan.days
    other = replace(plan, tour=tour, teams=(Team("team-1", (monday, without(tuesday, "sfax"))),))
    assert [change.kind for change in difference(plan, other).events] == [ChangeKind.LEFT_OUT]
    assert [change.kind for change in difference(other, plan).events] == [ChangeKind.KEPT]


def test_another_night_is_told_by_its_evening():
    monday, tuesday = sample_plan().days
    found = difference(
        planned(monday, tuesday), planned(replace(monday, overnight="gafsa"), tuesday)
    )
    assert found.nights == (NightChange(MONDAY, ("sfax",), ("gafsa",)),)


def test_a_day_more_is_a_night_more():
    monday, tuesday = sample_plan().days
    wednesday = replace(tuesday, date=TUESDAY + timedelta(days=1))
    rest = replace(tuesday, overnight="sfax", items=tuesday.items[:1])
    found = difference(planned(monday, tuesday), planned(monday, rest, wednesday))
    assert found.nights == (NightChange(TUESDAY, (), ("sfax",)),)


def test_teams_that_swap_their_names_change_nothing():
    monday, tuesday = sample_plan().days
    teams = (Team("team-1", (monday,)), Team("team-2", (tuesday,)))
    swapped = (Team("team-1", (tuesday,)), Team("team-2", (monday,)))
    plan = sample_plan()
    assert difference(replace(plan, teams=teams), replace(plan, teams=swapped)).is_empty


def test_legs_are_the_same_by_date_and_ends_whatever_their_hour():
    monday, tuesday = sample_plan().days
    hour_later = tuple(
        replace(item, begins=item.begins + 60, ends=item.ends + 60) for item in monday.items
    )
    found = difference(
        planned(monday, tuesday), planned(replace(monday, items=hour_later), tuesday)
    )
    assert (found.legs_before, found.legs_after) == ((), ())


def test_legs_of_one_plan_only_are_told_and_each_as_often_as_it_is_more():
    monday, tuesday = sample_plan().days
    to_sfax = monday.legs[0]
    back = replace(to_sfax, origin="sfax", destination="sbeitla")
    longer = replace(monday, items=(*monday.items, back, to_sfax))
    found = difference(planned(monday, tuesday), planned(longer, tuesday))
    assert found.legs_before == ()
    assert [(leg.date, leg.leg) for leg in found.legs_after] == [(MONDAY, back), (MONDAY, to_sfax)]
    assert [leg.leg for leg in difference(planned(longer, tuesday), sample_plan()).legs_before] == [
        back,
        to_sfax,
    ]


def test_figures_of_each_plan_stand_in_the_order_of_the_plans():
    monday, tuesday = sample_plan().days
    plans = [planned(monday, tuesday), planned(monday, without(tuesday, "sfax"))]
    assert [figures.events_kept for figures in compare(plans).figures] == [3, 2]
