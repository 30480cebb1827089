"""What a town hosts."""

from datetime import date

import pytest

from caravan.errors import ImpossibleValue
from caravan.tour.event import MAX_VALUE, Event
from caravan.tour.opening import Hours, TimeWindow


def _event(**changes):
    parts = {"id": "gafsa", "place": "gafsa", "service_minutes": 180, "calendars": ("offices",)}
    return Event(**{**parts, **changes})


@pytest.mark.parametrize("minutes", [0, -1, 1441])
def test_a_service_time_out_of_range_is_refused(minutes):
    with pytest.raises(ImpossibleValue) as refusal:
        _event(service_minutes=minutes)
    assert str(refusal.value) == (
        f"a service time of {minutes} minutes is not between 1 minute and 24 hours"
    )


@pytest.mark.parametrize("minutes", [1, 1440])
def test_a_service_time_may_be_a_minute_or_a_day(minutes):
    assert _event(service_minutes=minutes).service_minutes == minutes


@pytest.mark.parametrize("value", [0, -5, MAX_VALUE + 1])
def test_a_value_out_of_range_is_refused(value):
    with pytest.raises(ImpossibleValue, match=f"the value {value} is not between 1 and"):
        _event(value=value)


@pytest.mark.parametrize("begins", [-1, 1440])
def test_a_fixed_hour_outside_of_the_day_is_refused(begins):
    with pytest.raises(ImpossibleValue, match="the fixed hour is not within a day"):
        _event(begins=begins)


def test_an_event_without_opening_hours_is_refused():
    with pytest.raises(ImpossibleValue) as refusal:
        _event(calendars=())
    assert str(refusal.value) == "the event in “gafsa” has no opening hours"


def test_a_time_window_of_its_own_is_enough():
    window = TimeWindow(date(2020, 3, 10), Hours(540, 720))
    assert _event(calendars=(), windows=(window,)).windows == (window,)


def test_an_event_has_a_safe_id():
    with pytest.raises(ImpossibleValue):
        _event(id="Gafsa!")
