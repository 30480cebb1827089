from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from files.edited import line_changes, our_files, small_files

from caravan.files.editing.calendars import (
    add_calendar,
    remove_calendar,
    set_calendar,
    set_hours_on,
)
from caravan.files.read_tour import tour_of
from caravan.files.wrong import WrongValue
from caravan.tour.opening import Hours


def test_one_weekday_changes_one_line() -> None:
    before = our_files()
    offices = tour_of(before).calendars[0]
    weekly = (*offices.weekly[:5], (Hours(540, 720),), ())
    after = set_calendar(before, replace(offices, weekly=weekly))
    assert line_changes(before, after) == {"schedule.yaml": ["+      saturday: [09:00-12:00]"]}
    weekly = ((Hours(540, 720),), *offices.weekly[1:])
    after = set_calendar(before, replace(offices, weekly=weekly))
    assert line_changes(before, after) == {
        "schedule.yaml": [
            "-      monday: [08:30-12:30, 13:30-17:30]",
            "+      monday: [09:00-12:00]",
        ]
    }


def test_a_calendar_that_is_the_same_changes_nothing() -> None:
    before = our_files()
    for calendar in tour_of(before).calendars:
        assert set_calendar(before, calendar) == before


def test_a_closed_weekday_and_one_without_blocked_hours_lose_their_lines() -> None:
    before = our_files()
    offices = tour_of(before).calendars[0]
    closed = replace(offices, weekly=((), *offices.weekly[1:]), blocked=((),) * 7)
    after = set_calendar(before, closed)
    assert tour_of(after).calendars[0] == closed
    assert "# Friday prayer" in after.schedule.text


def test_a_calendar_that_is_never_open_is_refused() -> None:
    offices = tour_of(our_files()).calendars[0]
    with pytest.raises(WrongValue, match="never open"):
        set_calendar(our_files(), replace(offices, weekly=((),) * 7, dates=()))


def test_a_new_calendar_is_open_by_day() -> None:
    before = small_files()
    after = add_calendar(before, {"fr": "Marché", "ar": "سوق"})
    calendar = tour_of(after).calendars[1]
    assert (calendar.id, calendar.weekly) == ("marche", ((Hours(540, 1080),),) * 7)
    assert line_changes(before, after)["schedule.yaml"][:4] == [
        "+  marche:",
        "+    name:",
        "+      fr: Marché",
        "+      ar: سوق",
    ]
    again = add_calendar(after, {"ar": "سوق"})
    assert tour_of(again).calendars[2].id == "calendar-1"
    assert tour_of(remove_calendar(again, "calendar-1")) == tour_of(after)


def test_a_calendar_in_use_stays_and_its_towns_are_named() -> None:
    with pytest.raises(WrongValue, match="used by: sbeitla, sfax"):
        remove_calendar(small_files(), "offices")
    with pytest.raises(WrongValue, match="not a calendar"):
        remove_calendar(small_files(), "other")


def test_hours_on_a_single_date_come_and_go() -> None:
    before = our_files()
    closed = set_hours_on(before, "cultural-centre", date(2020, 3, 14), ())
    assert line_changes(before, closed) == {
        "schedule.yaml": ["+    dates:", "+      2020-03-14: []"]
    }
    short = set_hours_on(closed, "cultural-centre", date(2020, 3, 14), (Hours(600, 720),))
    assert tour_of(short).calendars[1].dates == ((date(2020, 3, 14), (Hours(600, 720),)),)
    assert set_hours_on(short, "cultural-centre", date(2020, 3, 14), None) == before
    with pytest.raises(WrongValue, match="not a calendar"):
        set_hours_on(before, "other", date(2020, 3, 14), ())
