"""Plans that were made on the way: what had begun is a fact.

Tuesday: event in Sfax 8:30–11:30, wait, break 12:00–13:00, wait until 13:37, drive to the port until
13:45, wait, ship 14:15–15:30, drive until 16:00, event in Kerkennah 16:00–17:30.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from mutations import day_of, measured, shifted, with_day, with_event, with_item, with_tour
from samples import MONDAY, TUESDAY, sample_plan

from caravan.plan.check import Rule, check_plan
from caravan.plan.plan import Objective, Precedent
from caravan.plan.promise import Promise
from caravan.tour.opening import Hours
from caravan.tour.pin import Pin

_MIDNIGHT = datetime(2020, 3, 10, tzinfo=UTC) - timedelta(hours=1)  # In Tunis, an hour ahead.


def _at(plan, clock, promises=(), overtime=()):
    """The plan as made at an instant of Tuesday."""
    hours, minutes = clock.split(":")
    instant = _MIDNIGHT + timedelta(hours=int(hours), minutes=float(minutes))
    return replace(plan, precedent=Precedent(instant, promises, overtime))


def _rules(plan):
    return [violation.rule for violation in check_plan(plan)]


def _rules_at(plan, clock):
    return _rules(_at(plan, clock))


def test_a_plan_made_on_the_way_that_keeps_all_rules_is_right():
    for clock in ("-24:00", "00:00", "08:30", "12:30", "16:01", "99:00"):
        assert _rules_at(sample_plan(), clock) == []


def test_a_wrong_item_is_a_fact_as_soon_as_it_has_begun():
    # Sfax lasts ten minutes less than it should.
    items = list(day_of(sample_plan(), 1).items)
    items[0] = replace(items[0], ends=680)
    items[1] = replace(items[1], begins=680)
    plan = with_day(1, items=tuple(items))
    assert _rules_at(plan, "08:30") == [Rule.SERVICE_TIME]
    assert _rules_at(plan, "08:30.5") == []


@pytest.mark.parametrize(
    ("plan", "rule", "begins"),
    [
        (with_event("kerkennah", pin=Pin(TUESDAY, 961)), Rule.PIN, "16:00"),
        (with_event("kerkennah", not_on=(TUESDAY,)), Rule.REFUSED_DATE, "16:00"),
        (with_event("kerkennah", date=MONDAY), Rule.FIXED_DATE, "16:00"),
        (with_event("kerkennah", place="sfax"), Rule.EVENT_PLACE, "16:00"),
        (with_item(1, 6, begins=856), Rule.SAILING, "14:16"),
        (with_item(1, 4, km=99.0), Rule.ROAD, "13:37"),
        (with_tour(orders=(("kerkennah", "sfax"),)), Rule.ORDER, "08:30"),
        (with_tour(forbidden_pairs=(("kerkennah", "sfax"),)), Rule.FORBIDDEN_PAIR, "16:00"),
    ],
)
def test_rules_hold_what_is_still_to_come(plan, rule, begins):
    hours, minutes = map(int, begins.split(":"))
    assert rule in _rules_at(plan, begins)
    assert rule not in _rules_at(plan, f"{hours}:{minutes + 1}")


def test_a_closed_road_that_was_driven_is_a_fact():
    roads = tuple(replace(r, closed=r.b == "faid") for r in sample_plan().tour.roads)
    plan = with_tour(roads=roads)  # Monday's drive began at 13:00.
    assert _rules(plan) == [Rule.CLOSED_ROAD]
    assert _rules_at(plan, "-11:01") == []
    assert _rules_at(plan, "-11:00") == [Rule.CLOSED_ROAD]


def test_nights_that_are_over_are_facts():
    places = tuple(replace(p, can_sleep=False) for p in sample_plan().tour.places)
    plan = with_tour(places=places)
    assert _rules_at(plan, "-1:59") == [Rule.BED]
    assert _rules_at(plan, "00:00") == []


def test_where_the_tour_began_is_a_fact():
    plan = with_tour(start="gafsa")
    monday = MONDAY.isoformat()
    for clock, rules in (("08:30", [Rule.START]), ("08:31", [])):
        instant = datetime.fromisoformat(f"{monday}T{clock}+01:00")
        assert _rules(replace(plan, precedent=Precedent(instant))) == rules


def test_work_outside_of_the_working_hours_is_told_of_what_is_to_come():
    # Hours from 9:00 to 17:00: Sfax begins too early, Kerkennah ends too late. The first is over.
    rules = replace(sample_plan().tour.rules, hours=Hours(540, 1020))
    violations = check_plan(_at(with_tour(rules=rules), "10:00"))
    assert [(v.rule, v.place) for v in violations] == [(Rule.WORKING_HOURS, "kerkennah")]


def test_a_driving_limit_that_was_exceeded_before_is_not_broken_again():
    # 8 minutes to the port and 30 on the island. With 37 the second drive breaks the limit, with 7
    # the first did.
    for limit, before_port, after_port in ((37, 1, 1), (7, 1, 0)):
        rules = replace(sample_plan().tour.rules, max_driving_minutes=limit)
        plan = with_tour(rules=rules)
        tuesday = [v for v in check_plan(_at(plan, "13:00")) if v.date == TUESDAY]
        assert len(tuesday) == before_port
        tuesday = [v for v in check_plan(_at(plan, "14:00")) if v.date == TUESDAY]
        assert len(tuesday) == after_port


def test_a_break_that_could_not_be_had_any_more_is_not_missed():
    # The break becomes a second hour of hosting. At 12:00 it could still be had, at 13:31 not.
    items = list(day_of(sample_plan(), 1).items)
    items[0] = replace(items[0], ends=817)
    plan = with_event("sfax", with_day(1, items=(items[0], *items[4:])), service_minutes=307)
    plan = with_tour(plan, calendars=(_always(plan.tour.calendars[0]),))
    assert _rules(plan) == [Rule.BREAK]
    assert _rules_at(plan, "08:30") == [Rule.BREAK]
    assert _rules_at(plan, "08:31") == []


def _always(calendar):
    return replace(calendar, weekly=((Hours(0, 1440),),) * 7)


def test_a_break_that_is_missed_afterwards_is_told():
    # Instead of the break they stay at the port from 11:38 on.
    items = list(day_of(sample_plan(), 1).items)
    drive = shifted(items[4], 690 - 817)
    wait = replace(items[5], begins=698)
    plan = with_day(1, items=(items[0], drive, wait, *items[6:]))
    assert _rules(plan) == [Rule.BREAK]
    assert _rules_at(plan, "11:00") == [Rule.BREAK]


def test_at_a_port_a_break_is_missed_only_where_a_town_was_still_in_reach():
    # As above, at the port from 11:38. Sfax is 8 minutes back: a break until 14:30 is possible as
    # long as they are there by 13:30. The wait at the port is cut at the instant, as if made anew.
    items = list(day_of(sample_plan(), 1).items)
    drive = shifted(items[4], 690 - 817)
    for clock, rules in (("13:22", [Rule.BREAK]), ("13:23", [])):
        now = 13 * 60 + int(clock[3:])
        waits = (replace(items[5], begins=698, ends=now), replace(items[5], begins=now))
        plan = with_day(1, items=(items[0], drive, *waits, *items[6:]))
        assert _rules_at(plan, clock) == rules


def test_an_event_held_before_and_again_is_told_of_the_second_time():
    plan = sample_plan()
    again = replace(day_of(plan, 1).items[8], event="sbeitla", place="sbeitla")
    items = (*day_of(plan, 1).items[:8], again)
    violations = check_plan(_at(with_day(1, items=items), "10:00"))
    assert (Rule.EVENT_ONCE, TUESDAY) in {(v.rule, v.date) for v in violations}


def test_a_required_event_is_missed_whatever_has_happened():
    assert _rules_at(with_event("gafsa", required=True), "23:00") == [Rule.REQUIRED]


def test_an_unknown_event_of_the_past_is_told():
    monday, tuesday = sample_plan().teams[0].days
    items = (replace(monday.items[0], event="atlantis"), *monday.items[1:])
    team = replace(sample_plan().teams[0], days=(replace(monday, items=items), tuesday))
    assert Rule.UNKNOWN in _rules_at(replace(sample_plan(), teams=(team,)), "10:00")


PROMISES = (
    Promise("sbeitla", MONDAY, 496),  # 14 minutes before its hour: kept
    Promise("sfax", TUESDAY, 495),  # 15 minutes: another hour, 1
    Promise("kerkennah", MONDAY, 960, is_confirmed=True),  # another day, confirmed: 3 × 4
    Promise("gafsa", MONDAY, 600),  # left out: 16
)


def _promised(broken, bound):
    plan = _at(sample_plan(), "10:00", PROMISES)
    objective = replace(plan.objective, broken=broken)
    return replace(plan, objective=objective, bound=replace(plan.bound, broken=bound))


def test_the_weight_of_broken_promises_is_measured():
    assert Objective.of(sample_plan().tour, sample_plan().days, PROMISES).broken == 29
    assert _rules(_promised(29, 20)) == []
    for said in (28, 30, 0):
        (violation,) = check_plan(_promised(said, 0))
        assert violation.rule is Rule.OBJECTIVE
        assert str(violation.message) == (
            f"broken promises are said to weigh {said}, those of the plan weigh 29"
        )


def test_without_a_precedent_no_promise_is_broken():
    plan = measured(sample_plan())
    plan = replace(plan, objective=replace(plan.objective, broken=1))
    assert _rules(plan) == [Rule.OBJECTIVE]


def test_a_claim_of_overtime_is_believed_only_where_no_night_can_be_reached():
    # The tour ends on the island. With hours until 15:00 the ship of 14:15 comes too late: overtime
    # is true. With hours until 17:00 the island is reached at 16:00, if nobody needs a break.
    rules = replace(sample_plan().tour.rules, hours=Hours(480, 900), pause=None)
    plan = with_tour(rules=rules)
    assert _rules_at(plan, "13:00") == [Rule.WORKING_HOURS]
    assert _rules(_at(plan, "13:00", overtime=("team-1",))) == []
    assert _rules(_at(plan, "13:00", overtime=("team-2",))) == [Rule.WORKING_HOURS]
    to_be_reached = replace(plan.tour.rules, hours=Hours(480, 1020))
    plan = with_tour(plan, rules=to_be_reached)
    assert _rules(_at(plan, "13:00", overtime=("team-1",))) == [Rule.WORKING_HOURS]


def test_nobody_who_could_stay_for_the_night_is_believed_a_claim_of_overtime():
    # On Monday, with hours until eleven, the event in Sbeitla ends at half past ten: too late for
    # the drive to Sfax, but Sbeitla has beds.
    rules = replace(sample_plan().tour.rules, hours=Hours(480, 660))
    plan = _at(with_tour(rules=rules), "-15:30", overtime=("team-1",))
    monday = [violation.rule for violation in check_plan(plan) if violation.date == MONDAY]
    assert monday == [Rule.WORKING_HOURS]


@pytest.mark.parametrize("instant", ["0001-01-01T00:00", "9999-12-31T23:59:59.999999"])
def test_an_instant_at_the_ends_of_all_time_is_no_trouble(instant):
    plan = replace(sample_plan(), precedent=Precedent(datetime.fromisoformat(f"{instant}+00:00")))
    assert check_plan(plan) == ()
