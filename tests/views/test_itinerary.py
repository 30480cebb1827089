"""The itinerary tells a plan row by row, the same on every screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import MONDAY, TUESDAY, sample_plan, sample_tour

from caravan.language.language import language
from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.plan import Plan, Team
from caravan.tour.names import Names
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.road import Grade
from caravan.tour.tour import Tour
from caravan.travel.leg import Leg, LegKind, Source
from caravan.views.itinerary import DayItinerary, RowKind, event_numbers, itinerary

ENGLISH = language("en")


def with_days(*days: Day, tour: Tour | None = None) -> Plan:
    plan = sample_plan()
    return replace(plan, tour=tour or plan.tour, teams=(Team("team-1", days),))


def lines(day: DayItinerary) -> list[tuple[str, str, int, str, str]]:
    return [
        (ENGLISH.clock(row.begins), row.kind.value, row.minutes, row.label, row.detail)
        for row in day.rows
    ]


def test_a_day_by_road_reads_from_the_morning_to_the_bed() -> None:
    monday, _ = itinerary(sample_plan(), ENGLISH)
    assert lines(monday) == [
        ("08:30", "event", 120, "Event in Sbeïtla", ""),
        ("10:30", "wait", 90, "Free time in Sbeïtla", "until the break at 12:00"),
        ("12:00", "break", 60, "Lunch break in Sbeïtla", ""),
        ("13:00", "departure", 0, "Departure from Sbeïtla", ""),
        ("13:00", "drive", 150, "Road from Sbeïtla to Sfax", "via Faïd"),
        ("15:30", "arrival", 0, "Arrival in Sfax", ""),
        ("15:30", "night", 0, "Night in Sfax", ""),
    ]


def test_a_day_by_sea_tells_the_boat_and_why_the_team_waits() -> None:
    _, tuesday = itinerary(sample_plan(), ENGLISH)
    assert lines(tuesday)[3:] == [
        ("13:00", "wait", 37, "Free time in Sfax", "departure at 13:37 for the 14:15 boat"),
        ("13:37", "departure", 0, "Departure from Sfax", ""),
        ("13:37", "drive", 8, "Road from Sfax to Port de Sfax", ""),
        ("13:45", "boarding", 30, "Boarding at Port de Sfax", "waits for the 14:15 boat"),
        (
            "14:15",
            "sailing",
            75,
            "Crossing from Port de Sfax to Sidi Youssef",
            "Bac de Kerkennah (SONOTRAK)",
        ),
        ("15:30", "drive", 30, "Road from Sidi Youssef to Kerkennah", ""),
        ("16:00", "event", 90, "Event in Kerkennah", ""),
        ("17:30", "end", 0, "The tour ends in Kerkennah", ""),
    ]


def test_totals_are_those_of_the_day() -> None:
    monday, tuesday = itinerary(sample_plan(), ENGLISH)
    assert (monday.driving_minutes, monday.sailing_minutes, monday.km) == (150, 0, 165.0)
    assert (tuesday.driving_minutes, tuesday.sailing_minutes) == (38, 75)
    assert tuesday.km == pytest.approx(46.4)
    assert (monday.begins, monday.ends) == (510, 930)
    assert (monday.value, tuesday.value) == (1, 2)
    assert (monday.start, monday.overnight, monday.is_last) == ("Sbeïtla", "Sfax", False)
    assert (tuesday.start, tuesday.overnight, tuesday.is_last) == ("Sfax", "Kerkennah", True)


def test_days_are_numbered_and_coloured_by_their_date() -> None:
    days = itinerary(sample_plan(), ENGLISH)
    assert [(day.number, day.colour_index, day.label) for day in days] == [
        (1, 0, "Monday 9 March"),
        (2, 1, "Tuesday 10 March"),
    ]


def test_events_are_numbered_over_the_whole_tour() -> None:
    plan = sample_plan()
    assert event_numbers(plan) == {"sbeitla": 1, "sfax": 2, "kerkennah": 3}
    numbers = [row.number for day in itinerary(plan, ENGLISH) for row in day.events]
    assert numbers == [1, 2, 3]


def test_an_event_row_carries_its_venue_and_its_partners() -> None:
    tour = sample_tour()
    hall = Names.of(fr="Salle des fêtes", ar="قاعة الأفراح")
    events = tuple(replace(event, venue=hall) for event in tour.events)
    plan = replace(sample_plan(), tour=replace(tour, events=events))
    (row,) = itinerary(plan, language("ar"))[1].events[:1]
    assert row.detail == "قاعة الأفراح"
    assert [partner.id for partner in row.partners] == ["commune-sfax"]
    assert row.town == "صفاقس"


@pytest.mark.parametrize(
    ("source", "grade", "text"),
    [
        (Source.ROADS, Grade.A, "road table, published figure"),
        (Source.ROADS, Grade.B, "road table, derived from published figures"),
        (Source.ROADS, Grade.C, "road table, estimate"),
        (Source.TIMETABLE, Grade.C, "timetable, estimate"),
        (Source.GREAT_CIRCLE, Grade.C, "great circle × 1.2 at 65 km/h, estimate"),
        (Source.OSRM, Grade.B, "routing engine OSRM, derived from published figures"),
        (Source.VALHALLA, Grade.B, "routing engine Valhalla, derived from published figures"),
    ],
)
def test_every_leg_says_where_its_figures_come_from(
    source: Source, grade: Grade, text: str
) -> None:
    leg = Leg(LegKind.DRIVE, "sfax", "gafsa", 480, 600, 190.0, source, grade, ("sfax", "gafsa"))
    (day,) = itinerary(with_days(Day(MONDAY, "sfax", "gafsa", (leg,))), ENGLISH)
    row = day.rows[1]
    assert (row.source, row.is_estimate) == (text, grade is Grade.C)
    assert day.is_estimate is (grade is Grade.C)


def test_a_rest_day_has_a_row_for_the_rest_and_one_for_the_night() -> None:
    (day,) = itinerary(with_days(Day(MONDAY, "sfax", "sfax", ())), ENGLISH)
    assert lines(day) == [
        ("08:00", "rest", 660, "Rest day in Sfax", ""),
        ("19:00", "night", 0, "Night in Sfax", ""),
    ]


def test_an_arrival_at_the_minute_of_the_event_needs_no_row_of_its_own() -> None:
    _, tuesday = itinerary(sample_plan(), ENGLISH)
    assert RowKind.ARRIVAL not in {row.kind for row in tuesday.rows}


def waiting_for_sfax(tour: Tour, begins: int) -> str:
    items = (
        Stop(StopKind.WAIT, "sfax", 480, begins),
        Stop(StopKind.EVENT, "sfax", begins, begins + 180, event="sfax"),
    )
    (day,) = itinerary(with_days(Day(TUESDAY, "sfax", "sfax", items), tour=tour), ENGLISH)
    assert day.rows[0].label == "Waiting in Sfax"
    return day.rows[0].detail


def test_a_wait_for_opening_hours_names_them() -> None:
    reason = waiting_for_sfax(sample_tour(), 510)
    assert reason == "waits until 08:30, when “Bureaux” opens"


def test_a_wait_for_a_window_of_the_event_itself_says_so() -> None:
    tour = sample_tour()
    window = TimeWindow(TUESDAY, Hours(540, 900))
    events = tuple(replace(event, calendars=(), windows=(window,)) for event in tour.events)
    reason = waiting_for_sfax(replace(tour, events=events), 540)
    assert reason == "waits until the host opens at 09:00"


def test_a_wait_for_a_fixed_hour_says_so() -> None:
    tour = sample_tour()
    events = tuple(replace(event, begins=520) for event in tour.events)
    reason = waiting_for_sfax(replace(tour, events=events), 520)
    assert reason == "the hour of the event is fixed: 08:40"


def test_a_wait_without_a_cause_at_the_host_tells_until_when() -> None:
    assert waiting_for_sfax(sample_tour(), 525) == "until the event at 08:45"


def test_free_time_before_a_departure_and_in_the_evening_is_told() -> None:
    drive = Leg(
        LegKind.DRIVE,
        "sfax",
        "gafsa",
        540,
        700,
        190.0,
        Source.ROADS,
        Grade.A,
        ("sfax", "gafsa"),
    )
    items = (
        Stop(StopKind.WAIT, "sfax", 480, 540),
        drive,
        Stop(StopKind.WAIT, "gafsa", 700, 720),
    )
    (day,) = itinerary(with_days(Day(MONDAY, "sfax", "gafsa", items)), ENGLISH)
    assert lines(day) == [
        ("08:00", "wait", 60, "Free time in Sfax", "until the departure at 09:00"),
        ("09:00", "departure", 0, "Departure from Sfax", ""),
        ("09:00", "drive", 160, "Road from Sfax to Gafsa", ""),
        ("11:40", "arrival", 0, "Arrival in Gafsa", ""),
        ("11:40", "wait", 20, "Free time in Gafsa", "until the evening"),
        ("12:00", "night", 0, "Night in Gafsa", ""),
    ]


def test_a_break_outside_the_hours_of_lunch_is_called_a_break() -> None:
    items = (Stop(StopKind.BREAK, "sfax", 960, 990),)
    (day,) = itinerary(with_days(Day(MONDAY, "sfax", "sfax", items)), ENGLISH)
    assert day.rows[0].label == "Break in Sfax"


def test_the_rows_of_a_day_follow_each_other_without_holes() -> None:
    for day in itinerary(sample_plan(), ENGLISH):
        for row, following in zip(day.rows, day.rows[1:], strict=False):
            assert row.ends == following.begins
