"""Promises to partners, and what breaking them weighs."""

from __future__ import annotations

from datetime import date as Date

import pytest

from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.promise import Breach, Promise, broken_promises, promises_of
from caravan.tour.event import Event
from caravan.tour.names import Names
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.partner import Partner, PartnerStatus

MONDAY, TUESDAY = Date(2020, 3, 9), Date(2020, 3, 10)
PROMISE = Promise("a", MONDAY, 600)


def _day(date, **begins):
    stops = (
        Stop(StopKind.EVENT, "town", minute, minute + 60, event=event)
        for event, minute in begins.items()
    )
    return Day(date, "town", "town", tuple(stops))


@pytest.mark.parametrize(
    ("date", "begins", "breach"),
    [
        (MONDAY, 600, None),
        (MONDAY, 614, None),
        (MONDAY, 586, None),
        (MONDAY, 615, Breach.OTHER_HOUR),
        (MONDAY, 585, Breach.OTHER_HOUR),
        (TUESDAY, 600, Breach.OTHER_DAY),
    ],
)
def test_less_than_a_quarter_of_an_hour_breaks_nothing(date, begins, breach):
    assert PROMISE.breach(date, begins) is breach


def test_another_day_weighs_more_than_another_hour_and_confirmed_more_than_invited():
    confirmed = Promise("a", MONDAY, 600, is_confirmed=True)
    breaches = (None, Breach.OTHER_HOUR, Breach.OTHER_DAY, Breach.LEFT_OUT)
    assert [PROMISE.weight(breach) for breach in breaches] == [0, 1, 4, 16]
    assert [confirmed.weight(breach) for breach in breaches] == [0, 3, 12, 48]


def test_a_plan_promises_what_its_days_hold():
    hours = (TimeWindow(MONDAY, Hours(0, 1440)),)
    partner = Partner("p", Names.of(fr="p"), status=PartnerStatus.CONFIRMED)
    events = {
        "a": Event("a", "town", 60, windows=hours),
        "b": Event("b", "town", 60, windows=hours, partners=(partner,)),
    }
    days = (_day(MONDAY, a=480, gone=560), _day(TUESDAY, b=500))
    assert promises_of(days, events) == (
        Promise("a", MONDAY, 480),
        Promise("b", TUESDAY, 500, is_confirmed=True),
    )


def test_broken_promises_come_in_the_order_of_the_promises():
    promises = (PROMISE, Promise("b", MONDAY, 700), Promise("c", MONDAY, 800))
    days = (_day(MONDAY, c=830), _day(TUESDAY, a=600))
    assert [
        (broken.promise.event, broken.breach, broken.date, broken.begins, broken.weight)
        for broken in broken_promises(promises, days)
    ] == [
        ("a", Breach.OTHER_DAY, TUESDAY, 600, 4),
        ("b", Breach.LEFT_OUT, None, None, 16),
        ("c", Breach.OTHER_HOUR, MONDAY, 830, 1),
    ]
