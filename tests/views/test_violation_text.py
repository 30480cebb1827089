"""Broken rules in words; the figures are those of the sample, see tests/samples.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from mutations import with_day, with_event, with_tour
from samples import MONDAY, TUESDAY, sample_plan

from caravan.errors import msg
from caravan.language.language import language
from caravan.plan.check import Rule, Violation, broken_rules, check_plan
from caravan.plan.outline import outline_of
from caravan.plan.timing.just_late import just_late
from caravan.plan.timing.timed import timed
from caravan.tour.opening import Hours
from caravan.tour.pin import Pin
from caravan.tour.rules import BreakRule
from caravan.travel.times import TravelTimes
from caravan.views.violation_text import clock_text, violation_line, violation_text

ENGLISH = language("en")


def _rules(**changes):
    return with_tour(rules=replace(sample_plan().tour.rules, **changes))


def _closed_road():
    roads = tuple(replace(r, closed=r.a == "sfax") for r in sample_plan().tour.roads)
    return with_tour(roads=roads)


CASES = [
    (
        _rules(hours=Hours(480, 1020)),
        "The day ends at 17:30, the working hours end at 17:00.",
    ),
    (
        with_tour(
            with_day(1, with_day(0, items=())),
            rules=replace(sample_plan().tour.rules, hours=Hours(520, 1140)),
        ),
        "The day begins at 08:30, the working hours begin at 08:40.",
    ),
    (
        _rules(max_driving_minutes=140),
        "2\u00a0h\u00a030 of driving, 2\u00a0h\u00a020 are allowed in a day.",
    ),
    (
        _rules(pause=BreakRule(65, Hours(720, 780 + 90))),
        "No break of 1\u00a0h\u00a005 between 12:00 and 14:30: at most 1\u00a0h in a row are free.",
    ),
    (
        with_event("sfax", date=MONDAY),
        "The event is on Tuesday 10 March, its fixed date is Monday 9 March.",
    ),
    (
        with_event("sfax", pin=Pin(MONDAY)),
        "The event is on Tuesday 10 March, it is pinned to Monday 9 March.",
    ),
    (
        with_event("sfax", pin=Pin(TUESDAY, 540)),
        "The event begins at 08:30, it is pinned to 09:00.",
    ),
    (
        with_event("sfax", begins=540),
        "The event begins at 08:30, its fixed hour is 09:00.",
    ),
    (
        with_event("sfax", not_on=(TUESDAY,)),
        "The host has refused Tuesday 10 March.",
    ),
    (
        with_event("gafsa", required=True),
        "Gafsa must be kept, but is not in the programme.",
    ),
    (
        with_tour(orders=(("kerkennah", "sfax"),)),
        "Sfax comes before Kerkennah, but the order that was set is the other way round.",
    ),
    (
        with_tour(forbidden_pairs=(("kerkennah", "sfax"),)),
        "Kerkennah must not be on one day with Sfax.",
    ),
    (_closed_road(), "The road between Sfax and Port de Sfax is closed."),
    (
        with_tour(end="sfax"),
        "The last day ends in Kerkennah, the tour ends in Sfax.",
    ),
]


@pytest.mark.parametrize(("plan", "text"), CASES)
def test_a_broken_rule_is_told_with_names_and_numbers(plan, text):
    assert text in [violation_text(v, plan.tour, ENGLISH) for v in check_plan(plan)]


def _open_on_tuesday(*hours):
    offices = sample_plan().tour.calendars[0]
    return with_tour(calendars=(replace(offices, dates=((TUESDAY, hours),)),))


def _told(plan, rule):
    return [
        (v.event, violation_text(v, plan.tour, ENGLISH))
        for v in broken_rules(plan)
        if v.rule is rule
    ]


def test_an_event_outside_of_its_hours_is_told_with_them():
    plan = _open_on_tuesday(Hours(510, 660), Hours(810, 1050))
    text = (
        "The event would last from 08:30 to 11:30, the host’s hours are 08:30–11:00 and "
        "13:30–17:30."
    )
    assert _told(plan, Rule.TIME_WINDOW) == [("sfax", text)]


def test_an_event_on_a_day_without_hours_is_told():
    text = "The event would last from 08:30 to 11:30, but the host receives nobody that day."
    assert _told(_open_on_tuesday(), Rule.TIME_WINDOW)[0] == ("sfax", text)


@pytest.mark.parametrize(
    ("clock", "text"),
    [
        ("20:10", "20:10"),
        ("24:00", "00:00 the next day"),
        ("26:52", "02:52 the next day"),
        ("48:05", "00:05 2 days later"),
        ("-1:30", "-1:30"),
    ],
)
def test_times_past_midnight_are_told_as_clocks_show_them(clock, text):
    assert clock_text(clock, ENGLISH) == text


def test_a_missed_boat_is_told_with_its_minutes():
    # Sfax until 20:30; the last boat sails at 20:15, one has to leave Sfax at 19:37 for it.
    now = datetime.fromisoformat("2020-03-10T10:00:00+01:00")
    plan = just_late(sample_plan(), now, 540, TravelTimes(sample_plan().tour))
    text = "The boat to Kerkennah at 20:15 is missed by 53\u00a0min."
    assert _told(plan, Rule.PLACES) == [("kerkennah", text)]


def test_a_place_that_no_way_leads_to_is_told():
    # Kerkennah is held 13:30–15:00, after the boat of 10:15. No boat sails from the island.
    tour = sample_plan().tour
    outline = outline_of(sample_plan()).moved("sfax", "team-1", TUESDAY, 1)
    plan = timed(tour, outline, travel=TravelTimes(tour))
    text = "No way leads from Kerkennah to Sfax that day after 15:00."
    assert ("sfax", text) in _told(plan, Rule.PLACES)


def test_a_night_that_no_way_leads_to_is_told():
    tour = sample_plan().tour
    outline = outline_of(sample_plan()).moved("kerkennah", "team-1", MONDAY, 1)
    plan = timed(tour, outline.sleeping("team-1", MONDAY, "gafsa"), travel=TravelTimes(tour))
    assert ("", "No way leads from Kerkennah to the night in Gafsa.") in _told(plan, Rule.PLACES)


def test_in_a_list_the_sentence_comes_after_its_event():
    def lines(plan):
        return [violation_line(v, plan.tour, ENGLISH) for v in broken_rules(plan)]

    assert lines(with_event("sfax", begins=540)) == [
        "Sfax: The event begins at 08:30, its fixed hour is 09:00."
    ]
    assert lines(_rules(max_driving_minutes=140)) == [
        "2\u00a0h\u00a030 of driving, 2\u00a0h\u00a020 are allowed in a day."
    ]
    assert lines(with_event("gafsa", required=True)) == [
        "Gafsa must be kept, but is not in the programme."
    ]
    assert lines(with_tour(teams=2)) == ["Teams of the plan: 1, of the tour: 2."]


def test_what_only_a_damaged_plan_breaks_is_told_in_the_words_of_the_checker():
    violation = Violation(
        Rule.ROAD,
        msg("no road of the tour joins “{a}” and “{b}”", a="sfax", b="gafsa"),
        "team-1",
        MONDAY,
        "sfax",
    )
    text = violation_text(violation, sample_plan().tour, ENGLISH)
    assert text == "No road of the tour joins “Sfax” and “Gafsa”."
