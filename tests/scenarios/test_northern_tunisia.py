"""The example of a northern loop: two optional towns, of which one is kept, and no ferry."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import gpxpy
import pytest
from click.testing import CliRunner
from icalendar import Calendar
from openpyxl import load_workbook
from page_reader import read_page
from scenarios.exported import texts
from scenarios.plain_answers import least_travel

from caravan.cli import main
from caravan.files.plan_json import plan_to_json
from caravan.files.read_tour import read_tour
from caravan.language.language import language
from caravan.plan.check import check_plan
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Bound, Objective, Plan, Status
from caravan.planning.solve import solve
from caravan.tour.place import PlaceKind
from caravan.tour.tour import Tour
from caravan.travel.leg import LegKind, Source
from caravan.views.day_page import day_page
from caravan.views.exports import export_file, export_files
from caravan.views.map import map_html

SCHEDULE = Path(__file__).parents[2] / "examples" / "northern-tunisia" / "northern-tunisia.yaml"
TOUR = read_tour(SCHEDULE)

EVENTS = [
    ("menzel-bourguiba", 5, "08:30", "10:30"),
    ("mateur", 5, "13:30", "15:30"),
    ("nabeul", 6, "09:00", "12:00"),
    ("zaghouan", 6, "14:04", "16:34"),
    ("siliana", 7, "08:30", "11:00"),
    ("le-kef", 7, "13:18", "15:48"),
    ("jendouba", 8, "08:30", "11:00"),
    ("ain-draham", 8, "13:30", "15:30"),
    ("tabarka", 8, "16:08", "18:08"),
    ("beja", 9, "09:12", "11:42"),
    ("bizerte", 9, "15:00", "18:00"),
]


def planned(tour: Tour) -> Plan:
    answer = solve(tour)
    assert isinstance(answer, Plan)
    assert answer.status is Status.OPTIMAL
    assert check_plan(answer) == ()
    return answer


def changed(tour: Tour, id_: str, **changes: object) -> Tour:
    """The tour with something else about one event."""
    events = (replace(e, **changes) if e.id == id_ else e for e in tour.events)
    return replace(tour, events=tuple(events))


@pytest.fixture(scope="module")
def plan() -> Plan:
    return planned(TOUR)


def test_it_is_proved_best_with_one_of_the_optional_towns(plan):
    # Ten required events of value 1, and Aïn Draham's 3.
    assert plan.objective == Objective(13, 754, 0, 119_780)
    assert plan.bound == Bound(13, 754)
    assert [event.id for event in plan.left_out] == ["makthar"]


def test_it_is_a_loop_by_road_alone(plan):
    assert (plan.days[0].start, plan.days[-1].overnight) == ("bizerte", "bizerte")
    assert [day.overnight for day in plan.days] == [
        "nabeul",
        "siliana",
        "jendouba",
        "tabarka",
        "bizerte",
    ]
    # The first way back over the same road is on the last day, at Mateur.
    assert [day.driving_minutes for day in plan.days] == [188, 156, 140, 90, 180]
    legs = [leg for day in plan.days for leg in day.legs]
    assert {leg.kind for leg in legs} == {LegKind.DRIVE}
    assert {leg.source for leg in legs} == {Source.ROADS}


def test_events_are_at_these_hours(plan):
    clock = language("en").clock
    assert [
        (stop.event, day.date.day, clock(stop.begins), clock(stop.ends)) for day, stop in plan.kept
    ] == EVENTS


def test_trying_everything_finds_none_better():
    assert least_travel(TOUR, "makthar") == (754, 119_780)


@pytest.mark.parametrize("without", [(), ("ain-draham",)])
def test_trying_everything_finds_no_plan_with_makthar(without):
    assert least_travel(TOUR, *without) is None


def test_ain_draham_costs_no_minute_for_it_lies_on_the_way():
    assert least_travel(TOUR, "makthar", "ain-draham", lunch_anywhere=False) == (754, 117_188)


def test_makthar_is_left_out_even_when_it_is_worth_more():
    dearer = planned(changed(changed(TOUR, "ain-draham", value=1), "makthar", value=900))
    assert dearer.objective.value == 11
    assert [event.id for event in dearer.left_out] == ["makthar"]


def test_required_it_makes_the_tour_impossible():
    answer = solve(changed(TOUR, "makthar", required=True))
    assert isinstance(answer, Infeasible)
    assert answer.proved
    without = {omission.event: omission.travel_minutes for omission in answer.omissions}
    # Without Makthar it is the plan as it was; without Nabeul it would travel least.
    assert without["makthar"] == 754
    assert without["nabeul"] == min(minutes for minutes in without.values() if minutes) == 660


def _with_break(minutes: int) -> Tour:
    pause = TOUR.rules.pause
    assert pause is not None
    return replace(TOUR, rules=replace(TOUR.rules, pause=replace(pause, minutes=minutes)))


def _with_saturday() -> Tour:
    last = date(2027, 4, 10)
    return replace(changed(TOUR, "bizerte", date=last), last_day=last)


@pytest.mark.parametrize(
    ("easier", "travel"),
    [
        pytest.param(replace(TOUR, rules=replace(TOUR.rules, pause=None)), 744, id="no break"),
        pytest.param(_with_break(30), 790, id="half an hour"),
        pytest.param(_with_saturday(), 792, id="a sixth day"),
    ],
)
def test_what_the_schedule_and_its_page_say_keeps_both_optional_towns(easier, travel):
    plan = planned(easier)
    assert plan.left_out == ()
    assert (plan.objective.value, plan.objective.travel_minutes) == (15, travel)


def test_beds_in_every_town_do_not_bring_makthar():
    places = (replace(p, can_sleep=p.kind is PlaceKind.TOWN) for p in TOUR.places)
    assert planned(replace(TOUR, places=tuple(places))).objective.value == 13


def test_offices_are_closed_on_martyrs_day():
    for event in TOUR.events:
        if event.calendars == ("municipal-offices",):
            assert all(window.date != date(2027, 4, 9) for window in TOUR.windows(event))


def test_planning_again_gives_the_same_bytes(plan):
    assert plan_to_json(solve(TOUR)) == plan_to_json(plan)


def test_the_command_line_plans_checks_and_exports_it(tmp_path):
    run, out = CliRunner().invoke, tmp_path / "plan.json"
    done = run(main, ["plan", str(SCHEDULE), "--out", str(out)])
    assert done.exit_code == 0
    assert done.stdout.startswith("Proved best: 11 of 12 towns (without Maktar).")
    assert run(main, ["check", str(out)]).exit_code == 0
    for format_ in ("ics", "html", "days", "gpx", "kml", "csv", "xlsx"):
        folder = tmp_path / format_
        done = run(main, ["export", str(out), "--format", format_, "--out", str(folder)])
        assert (done.exit_code, done.stderr) == (0, "")
        assert list(folder.iterdir())


def test_calendars_and_tracks_are_an_hour_before_the_clocks_of_tunis(plan):
    calendar = Calendar.from_ical(export_files(plan, "ics", language("fr"))["tour.ics"])
    local = [
        tuple(f"{event[key].dt:%d %H:%M}" for key in ("DTSTART", "DTEND"))
        for event in calendar.walk("VEVENT")
    ]
    assert local == [(f"{day:02d} {a}", f"{day:02d} {b}") for _, day, a, b in EVENTS]
    offsets = {str(event["DTSTART"].dt.utcoffset()) for event in calendar.walk("VEVENT")}
    assert offsets == {"1:00:00"}
    gpx = gpxpy.parse(export_file(plan, "gpx", language("fr")))
    first = next(point for point in gpx.waypoints if point.type == "event")
    assert first.time
    assert f"{first.time:%d %H:%M}" == "05 07:30"


def test_tables_hold_these_hours(plan):
    local = [(f"2027-04-{day:02d}", begins, ends) for _, day, begins, ends in EVENTS]
    text = export_file(plan, "csv", language("en")).decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["What"] == "Event"]
    assert [(row["Date"], row["Begins"], row["Ends"]) for row in rows] == local
    book = load_workbook(io.BytesIO(export_file(plan, "xlsx", language("en"))))
    header, *lines = book.worksheets[0].iter_rows(values_only=True)
    found = [dict(zip(header, line, strict=True)) for line in lines]
    assert [
        (f"{row['Date']:%Y-%m-%d}", f"{row['Begins']:%H:%M}", f"{row['Ends']:%H:%M}")
        for row in found
        if row["What"] == "Event"
    ] == local


def test_day_pages_and_map_show_towns_in_arabic(plan):
    page = read_page(day_page(plan, date(2027, 4, 8), language("ar"))).text
    for name in ("جندوبة", "عين دراهم", "طبرقة"):
        assert name in page
    assert "مكثر" in map_html(plan, language("ar"))


def test_no_export_knows_of_a_ferry_or_of_a_guess(plan):
    for name, text in texts(plan):
        for word in ("ferry", "great circle", "orthodromie"):
            if not name.endswith(".html"):  # pages carry the words of every legend
                assert word not in text, name
