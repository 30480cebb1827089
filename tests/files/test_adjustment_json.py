"""Changes of a tour survive being written as JSON and read again."""

from __future__ import annotations

import json
import typing
from datetime import date

import pytest

from caravan.errors import ImpossibleValue
from caravan.files.adjustment_json import adjustment_from_data, adjustment_to_data
from caravan.tour.adjustment import (
    AddBed,
    AddDays,
    AddSailing,
    AddTeam,
    AddWindow,
    Adjustment,
    CancelSailings,
    CloseRoad,
    ConfirmPartner,
    DriveMore,
    DropForbiddenPair,
    DropOrder,
    EndAt,
    FreeDate,
    FreeHour,
    LeaveOut,
    MakeOptional,
    OnlyWindow,
    PinEvent,
    RefuseDate,
    WidenDay,
)
from caravan.tour.opening import Hours

DAY = date(2020, 3, 9)
ALL = (
    LeaveOut("gafsa"),
    MakeOptional("gafsa"),
    WidenDay(15, 0),
    DriveMore(30),
    AddDays(before=1),
    AddBed("gafsa"),
    AddWindow("gafsa", DAY, Hours(480, 600)),
    OnlyWindow("gafsa", DAY, Hours(480, 600)),
    ConfirmPartner("commune-gafsa"),
    AddSailing("ferry", "port", DAY, 615),
    AddTeam(),
    FreeDate("gafsa"),
    FreeHour("gafsa"),
    PinEvent("gafsa", DAY),
    PinEvent("gafsa", DAY, 615),
    RefuseDate("gafsa", DAY),
    CloseRoad("a", "b"),
    CancelSailings("ferry", DAY),
    CancelSailings("ferry", DAY, "port", 615),
    DropOrder(("a", "b", "c")),
    DropForbiddenPair(("a", "b")),
    EndAt("gafsa"),
)


@pytest.mark.parametrize("change", ALL, ids=str)
def test_every_change_comes_back_as_it_was(change):
    text = json.dumps(adjustment_to_data(change))
    assert adjustment_from_data(json.loads(text)) == change


def test_no_kind_of_change_is_forgotten():
    assert {type(change) for change in ALL} == set(typing.get_args(Adjustment))


def test_the_names_are_plain():
    assert adjustment_to_data(AddSailing("ferry", "port", DAY, 615)) == {
        "change": "add-sailing",
        "ferry": "ferry",
        "origin": "port",
        "date": "2020-03-09",
        "departs": 615,
    }
    assert adjustment_to_data(AddWindow("e", DAY, Hours(480, 600)))["hours"] == [480, 600]


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"change": "no-such"},
        {"change": ["leave-out"]},
        {"change": "leave-out"},
        {"change": "leave-out", "event": 1},
        {"change": "leave-out", "event": "a", "more": 1},
        {"change": "drive-more", "minutes": "5"},
        {"change": "drive-more", "minutes": True},
        {"change": "refuse-date", "event": "a", "date": "yesterday"},
        {"change": "refuse-date", "event": "a", "date": 7},
        {"change": "add-window", "event": "a", "date": "2020-03-09", "hours": [1]},
        {"change": "add-window", "event": "a", "date": "2020-03-09", "hours": [9, 8]},
        {"change": "drop-order", "events": [1, 2]},
        {"change": "leave-out", "event": ["a"]},
        {"change": "drop-order", "events": "ab"},
    ],
    ids=str,
)
def test_anything_else_is_refused(data):
    with pytest.raises(ImpossibleValue):
        adjustment_from_data(data)
