"""A day that is late, by hand.

The sample's Tuesday: event in Sfax 8:30–11:30, wait, break 12:00–13:00, wait until 13:37, drive to the port until 13:45,
wait, ship 14:15–15:30 (boarding 30 minutes; the next ones sail at 16:15 and 18:15), drive until
16:00, event in Kerkennah 16:00–17:30, when its office closes.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import MONDAY, TUESDAY, sample_plan, sample_tour

from caravan.errors import ImpossibleValue
from caravan.plan.check import Rule, broken_rules
from caravan.plan.day import StopKind
from caravan.plan.promise import broken_promises
from caravan.plan.timing.just_late import just_late
from caravan.travel.times import TravelTimes

TRAVEL = TravelTimes(sample_tour())


def _at(clock: str, date=TUESDAY) -> datetime:
    return datetime.fromisoformat(f"{date}T{clock}").replace(tzinfo=ZoneInfo("Africa/Tunis"))


def _late(clock: str, minutes: int, date=TUESDAY):
    return just_late(sample_plan(), _at(clock, date), minutes, TRAVEL)


def _rows(day):
    return [(item.kind.value, item.begins, item.ends) for item in day.items]


def test_a_wait_makes_up_for_a_delay():
    # Sfax lasts until 11:50 instead of 11:30; the wait until 12:00 is shorter.
    plan = _late("09:00", 20)
    assert plan.days[0] == sample_plan().days[0]
    monday, tuesday = sample_plan().days[1], plan.days[1]
    assert _rows(tuesday)[:2] == [("event", 510, 710), ("wait", 710, 720)]
    assert tuesday.items[2:] == monday.items[2:]
    assert broken_rules(plan) == ()
    assert broken_promises(plan.precedent.promises, plan.days) == ()


def test_the_break_moves_when_the_wait_is_too_short():
    # Until 12:20; the break 12:20–13:20 still leaves time for the drive at 13:37.
    plan = _late("11:29", 50)
    assert _rows(plan.days[1])[:4] == [
        ("event", 510, 740),
        ("break", 740, 800),
        ("wait", 800, 817),
        ("drive", 817, 825),
    ]
    assert broken_rules(plan) == ()


def test_the_break_is_missed_rather_than_the_ship():
    # Until 13:00: no hour is left for the break before the drive at 13:37. After it there would
    # only be the ship of 16:15, too late for the hours of Kerkennah and for the working hours.
    plan = _late("10:00", 90)
    assert _rows(plan.days[1])[:3] == [("event", 510, 780), ("wait", 780, 817), ("drive", 817, 825)]
    (found,) = broken_rules(plan)
    assert (found.rule, found.date) == (Rule.BREAK, TUESDAY)


def test_a_missed_ship_is_replaced_by_the_next_one():
    # Until 13:38: the drive of 13:37 is missed by a minute. The ship of 16:15 arrives at 17:30, the
    # team in Kerkennah at 18:00. The break can't be had any more whatever is done: that isn't told.
    plan = _late("10:00", 128)
    assert _rows(plan.days[1]) == [
        ("event", 510, 818),
        ("wait", 818, 937),
        ("drive", 937, 945),
        ("wait", 945, 975),
        ("ferry", 975, 1050),
        ("drive", 1050, 1080),
        ("event", 1080, 1170),
    ]
    assert [(found.rule, str(found.message)) for found in broken_rules(plan)] == [
        (Rule.WORKING_HOURS, "work ends at 19:30, the working hours at 19:00"),
        (
            Rule.TIME_WINDOW,
            "the event lasts from 18:00 to 19:30, the time windows are 08:30–12:30, 13:30–17:30",
        ),
    ]


def test_with_no_ship_left_the_island_is_not_reached():
    # Until 20:30; the last ship sailed at 20:15, the team had to be there at 19:45, 8 minutes away.
    plan = _late("10:00", 540)
    assert [stop.event for stop in plan.days[1].events] == ["sfax", "kerkennah"]
    missed = [v for v in broken_rules(plan) if v.rule is Rule.PLACES]
    assert [str(v.message) for v in missed] == [
        "the ship from “sfax-port” to “kerkennah” at 20:15 is missed by 53 minutes"
    ]
    assert missed[0].event == "kerkennah"


def test_a_day_that_has_not_begun_begins_when_the_delay_is_over():
    # At 8:00 forty minutes: the first event is at 8:40 instead of 8:30, and lasts until 11:40.
    assert _late("08:00", 30).days == sample_plan().days
    plan = _late("08:00", 40)
    rows = [("event", 520, 700), ("wait", 700, 720), ("break", 720, 780)]
    assert _rows(plan.days[1])[:3] == rows
    assert broken_rules(plan) == ()


def test_the_night_makes_up_for_a_delay_on_the_road():
    # Monday's drive ends at 17:00 instead of 15:30: nothing of Tuesday changes.
    plan = _late("14:00", 90, MONDAY)
    assert _rows(plan.days[0])[-1] == ("drive", 780, 1020)
    assert plan.days[1] == sample_plan().days[1]
    assert broken_rules(plan) == ()


def test_whoever_arrives_after_work_is_told():
    # 15:30 and four hours: 19:30, half an hour after the working hours; but that is a fact.
    assert broken_rules(_late("14:00", 240, MONDAY)) == ()


def test_after_the_last_thing_of_the_day_nothing_is_late():
    assert _late("18:00", 60).days == sample_plan().days


def test_on_another_date_nothing_is_late():
    plan = _late("09:00", 60, TUESDAY + timedelta(days=300))
    assert plan.days == sample_plan().days


def test_no_delay_changes_nothing():
    for clock in ("00:00", "08:30", "12:30", "14:20", "23:59"):
        assert _late(clock, 0).days == sample_plan().days


def test_the_promises_are_those_of_the_plan():
    plan = _late("10:00", 90)
    assert [(p.event, p.date, p.begins) for p in plan.precedent.promises] == [
        ("sbeitla", MONDAY, 510),
        ("sfax", TUESDAY, 510),
        ("kerkennah", TUESDAY, 960),
    ]
    assert plan.precedent.frozen_until == _at("10:00")
    assert plan.objective.broken == sum(
        broken.weight for broken in broken_promises(plan.precedent.promises, plan.days)
    )


def test_what_cannot_be_is_refused():
    with pytest.raises(ImpossibleValue, match="not between 0 and 24 hours"):
        _late("09:00", -1)
    with pytest.raises(ImpossibleValue, match="not between 0 and 24 hours"):
        _late("09:00", 1441)
    with pytest.raises(ImpossibleValue, match="needs an offset"):
        just_late(sample_plan(), datetime(2020, 3, 10, 9), 5, TRAVEL)  # noqa: DTZ001 - refused
    with pytest.raises(ImpossibleValue, match="not a team"):
        just_late(sample_plan(), _at("09:00"), 5, TRAVEL, team="team-9")


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_all_time_are_no_date_of_the_tour(year):
    now = datetime(year, 1 if year == 1 else 12, 1 if year == 1 else 31, 23, 59, tzinfo=UTC)
    assert just_late(sample_plan(), now, 30, TRAVEL).days == sample_plan().days


@given(st.integers(0, 1439), st.integers(0, 1440))
def test_whatever_is_late_the_order_stays_and_no_item_overlaps(minute, minutes):
    plan = just_late(sample_plan(), _at(f"{minute // 60:02d}:{minute % 60:02d}"), minutes, TRAVEL)
    day = plan.days[1]
    assert [stop.event for stop in day.events] == ["sfax", "kerkennah"]
    for before, after in zip(day.items, day.items[1:], strict=False):
        assert before.ends == after.begins
    was = {stop.event: stop.begins for stop in sample_plan().days[1].events}
    assert all(stop.begins >= was[stop.event] for stop in day.events)
    for then, now in zip(sample_plan().days[1].items, day.items, strict=False):
        if then.begins >= minute:
            break
        assert (then.kind, then.begins) == (now.kind, now.begins)
    # What is left of the day is well formed: only hours, ships and promises can break.
    assert {found.rule for found in broken_rules(plan)} <= {
        Rule.TIME_WINDOW,
        Rule.WORKING_HOURS,
        Rule.BREAK,
        Rule.PLACES,
    }
    assert all(item.kind is not StopKind.WAIT or item.minutes > 0 for item in day.items)
