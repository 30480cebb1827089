"""The example in Romania: the clocks change in the middle of it, and a border has no road.

Worked out by hand: until Sunday 28 March 2027, 03:00, local time is two hours ahead of UTC, from
then (04:00) on three hours.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import gpxpy
import pytest
from click.testing import CliRunner
from dateutil.tz import tzical
from icalendar import Calendar
from openpyxl import load_workbook
from page_reader import read_page
from scenarios.exported import texts
from scenarios.plain_answers import least_travel

from caravan.cli import main
from caravan.errors import InputFaults
from caravan.files.plan_json import plan_to_json
from caravan.files.read_tour import read_tour
from caravan.language.language import LANGUAGES, language
from caravan.plan.check import check_plan
from caravan.plan.plan import Bound, Objective, Plan, Status
from caravan.planning.solve import solve
from caravan.tour.road import Grade, Road
from caravan.travel.leg import Source
from caravan.travel.times import TravelTimes
from caravan.views.day_page import day_page
from caravan.views.exports import export_file, export_files

SCHEDULE = Path(__file__).parents[2] / "examples" / "romania" / "romania.yaml"
TOUR = read_tour(SCHEDULE)
KML = {"k": "http://www.opengis.net/kml/2.2"}

# Town, day of March, from, to; and the same from and to in UTC.
EVENTS = [
    ("sibiu", 26, "08:00", "10:30", "06:00", "08:30"),
    ("medias", 26, "11:25", "13:25", "09:25", "11:25"),
    ("sighisoara", 27, "10:00", "12:00", "08:00", "10:00"),
    ("brasov", 28, "10:00", "12:30", "07:00", "09:30"),
    ("sinaia", 28, "14:28", "16:28", "11:28", "13:28"),
    ("ploiesti", 29, "08:00", "10:30", "05:00", "07:30"),
    ("bucuresti", 29, "13:00", "16:00", "10:00", "13:00"),
    ("giurgiu", 30, "09:08", "11:08", "06:08", "08:08"),
    ("ruse", 30, "14:30", "16:30", "11:30", "13:30"),
]
UTC_TIMES = [
    (f"2027-03-{day}T{begins}", f"2027-03-{day}T{ends}") for _, day, _, _, begins, ends in EVENTS
]


@pytest.fixture(scope="module")
def plan() -> Plan:
    answer = solve(TOUR)
    assert isinstance(answer, Plan)
    return answer


@pytest.fixture(scope="module")
def document(plan):
    return json.loads(plan_to_json(plan))


def items(document):
    return [item for day in document["teams"][0]["days"] for item in day["items"]]


def utc(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%dT%H:%M")


def test_all_nine_towns_are_kept_and_no_plan_travels_less(plan):
    # Roads: 55+43, 118, 58+66, 65, 68+7 minutes; squared 98, 118, 124, 65 and 75.
    assert plan.status is Status.OPTIMAL
    assert plan.objective == Objective(10, 480, 0, 48_754)
    assert plan.bound == Bound(10, 480)
    assert plan.left_out == ()
    assert check_plan(plan) == ()


def test_trying_everything_finds_none_better():
    assert least_travel(TOUR) == (480, 48_754)


def test_the_team_sleeps_in_brasov_in_the_night_of_the_change(plan):
    nights = {day.date.day: day.overnight for day in plan.days}
    assert nights == {
        26: "sighisoara",
        27: "brasov",
        28: "ploiesti",
        29: "bucuresti",
        30: "ruse",
    }


def test_each_event_is_at_its_hour_on_both_sides_of_the_change(plan, document):
    events = [item for item in items(document) if item["kind"] == "event"]
    assert [
        (e["event"], int(e["begins"][8:10]), e["begins"][11:16], e["ends"][11:16]) for e in events
    ] == [entry[:4] for entry in EVENTS]
    assert [(utc(e["begins"]), utc(e["ends"])) for e in events] == UTC_TIMES


def test_offsets_are_two_hours_before_the_change_and_three_after(document):
    for item in items(document):
        offset = "+02:00" if item["begins"] < "2027-03-28" else "+03:00"
        assert item["begins"].endswith(offset)
        assert item["ends"].endswith(offset)


def test_every_duration_is_the_time_that_really_passes(document):
    for item in items(document):
        begins, ends = (datetime.fromisoformat(item[key]) for key in ("begins", "ends"))
        assert ends.astimezone(UTC) - begins.astimezone(UTC) == timedelta(minutes=item["minutes"])


def test_the_command_line_plans_checks_and_exports_it(tmp_path):
    run, out = CliRunner().invoke, tmp_path / "plan.json"
    planned = run(main, ["plan", str(SCHEDULE), "--out", str(out)])
    assert planned.exit_code == 0
    assert planned.stderr == (
        "Warning: No road of the tour crosses the border between BG and RO: these times are "
        "guesses that know neither bridge nor queue.\n"
    )
    assert "Saturday 27 March: Sighișoara → Brașov" in planned.stdout
    checked = run(main, ["check", str(out)])
    assert (checked.exit_code, checked.stdout) == (
        0,
        "The plan keeps every rule of its tour: 5 days, 9 events.\n",
    )
    exported = run(main, ["export", str(out), "--format", "ics", "--out", str(tmp_path / "ics")])
    assert exported.exit_code == 0
    assert (tmp_path / "ics" / "tour.ics").exists()


def test_a_plan_that_forgot_the_change_is_noticed(plan, tmp_path):
    # Sunday at ten with the offset of winter is eleven by the clocks.
    text = plan_to_json(plan)
    assert text.count("2027-03-28T10:00:00+03:00") == 1
    out = tmp_path / "plan.json"
    out.write_text(text.replace("2027-03-28T10:00:00+03:00", "2027-03-28T10:00:00+02:00"))
    assert CliRunner().invoke(main, ["check", str(out)]).exit_code == 1


@pytest.mark.parametrize("hours", ["03:30-19:00", "00:00-19:00", "02:59-19:00"])
def test_hours_within_which_the_clocks_change_are_refused(tmp_path, hours):
    for file in SCHEDULE.parent.iterdir():
        text = file.read_text("utf-8").replace("hours: 08:00-19:00", f"hours: {hours}")
        (tmp_path / file.name).write_text(text, "utf-8")
    with pytest.raises(InputFaults) as caught:
        read_tour(tmp_path / SCHEDULE.name)
    [fault] = caught.value.faults
    assert (fault.file, fault.where) == ("romania.yaml", "rules.hours")
    assert "2027-03-28" in str(fault.problem)


def test_hours_from_the_first_minute_after_the_change_are_welcome(tmp_path):
    for file in SCHEDULE.parent.iterdir():
        text = file.read_text("utf-8").replace("hours: 08:00-19:00", "hours: 04:00-19:00")
        (tmp_path / file.name).write_text(text, "utf-8")
    assert read_tour(tmp_path / SCHEDULE.name).rules.hours.begins == 240


# The border


def test_across_the_danube_everything_is_a_guess_marked_as_one():
    roads = TravelTimes(TOUR).roads
    assert all("ruse" not in (road.a, road.b) for road in TOUR.roads)
    for place in TOUR.places:
        if place.id == "ruse":
            continue
        route = roads.route(place.id, "ruse")
        assert route is not None
        assert (route.source, route.grade) == (Source.GREAT_CIRCLE, Grade.C)
        # By itself: no road as far as Giurgiu with a guess for the rest.
        assert route.path == (place.id, "ruse")


def test_guesses_are_the_great_circle_times_1_3_at_50_km_h():
    # From Giurgiu: 0.03792° of latitude are 4.216 km, 0.0093° of longitude at 43.87° N 0.745 km.
    roads = TravelTimes(TOUR).roads
    near, far = roads.route("giurgiu", "ruse"), roads.route("bucuresti", "ruse")
    assert near
    assert far
    assert (near.km, near.minutes) == (5.6, 7)
    # 66.0 km: 0.58353° are 64.886 km, 0.15286° of longitude at 44.14° N 12.197 km.
    assert (far.km, far.minutes) == (85.8, 103)


def test_the_plan_holds_when_the_bridge_takes_three_quarters_of_an_hour(plan):
    # What the comment in the schedule promises.
    bridge = Road("giurgiu", "ruse", 12, 45, Grade.C)
    slower = solve(replace(TOUR, roads=(*TOUR.roads, bridge)))
    assert isinstance(slower, Plan)
    assert slower.status is Status.OPTIMAL
    assert slower.objective.travel_minutes == 480 - 7 + 45
    assert [(day.date, stop.event, stop.begins) for day, stop in slower.kept] == [
        (day.date, stop.event, stop.begins) for day, stop in plan.kept
    ]


def test_the_road_that_the_page_of_the_example_offers_ends_the_guess(tmp_path):
    page = (SCHEDULE.parent / "README.md").read_text("utf-8")
    row = page.partition("```csv\n")[2].partition("```")[0]
    for file in SCHEDULE.parent.iterdir():
        text = file.read_text("utf-8") + (row if file.name == "roads.csv" else "")
        (tmp_path / file.name).write_text(text, "utf-8")
    assert TravelTimes(TOUR).warnings != ()
    travel = TravelTimes(read_tour(tmp_path / SCHEDULE.name))
    assert travel.warnings == ()
    route = travel.roads.route("bucuresti", "ruse")
    assert route is not None
    assert (route.path, route.minutes) == (("bucuresti", "giurgiu", "ruse"), 68 + 45)


def test_screens_and_tables_mark_the_guess(plan):
    page = read_page(day_page(plan, date(2027, 3, 30), language("en")))
    assert "≈ 7 min · 6 km" in page.line
    assert "great circle × 1.3 at 50 km/h, estimate" in page.line
    rows = list(
        csv.DictReader(io.StringIO(export_file(plan, "csv", language("en")).decode("utf-8-sig")))
    )
    guessed = [row for row in rows if "great circle" in row["Source"]]
    assert [(row["From"], row["To"], row["Estimate"]) for row in guessed] == [
        ("Giurgiu", "Ruse", "yes")
    ]


# Exports


@pytest.mark.parametrize("code", LANGUAGES)
def test_calendars_give_these_instants_by_their_own_time_zone(plan, code):
    content = export_files(plan, "ics", language(code))["tour.ics"].decode()
    # Another library reads the VTIMEZONE, and knows nothing of Bucharest but what it says.
    zone = tzical(io.StringIO(content.replace("\r\n ", ""))).get("Europe/Bucharest")
    found = []
    for event in Calendar.from_ical(content).walk("VEVENT"):
        times = (event[key].dt.replace(tzinfo=None) for key in ("DTSTART", "DTEND"))
        found.append(
            tuple(
                time.replace(tzinfo=zone).astimezone(UTC).strftime("%Y-%m-%dT%H:%M")
                for time in times
            )
        )
    assert found == UTC_TIMES


def test_waypoints_are_at_these_instants(plan):
    gpx = gpxpy.parse(export_file(plan, "gpx", language("en")))
    begins = [point.time for point in gpx.waypoints if point.type == "event"]
    assert [f"{time.astimezone(UTC):%Y-%m-%dT%H:%M}" for time in begins] == [
        begin for begin, _ in UTC_TIMES
    ]


def test_spans_on_the_globe_are_these_instants(plan):
    root = ET.fromstring(export_file(plan, "kml", language("en")))
    spans = {
        (span.findtext("k:begin", "", KML)[:16], span.findtext("k:end", "", KML)[:16])
        for span in root.iter(f"{{{KML['k']}}}TimeSpan")
    }
    assert set(UTC_TIMES) <= spans


def test_tables_show_the_clocks_of_the_place(plan):
    text = export_file(plan, "csv", language("en")).decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["What"] == "Event"]
    local = [(f"2027-03-{day}", begins, ends) for _, day, begins, ends, _, _ in EVENTS]
    assert [(row["Date"], row["Begins"], row["Ends"]) for row in rows] == local
    book = load_workbook(io.BytesIO(export_file(plan, "xlsx", language("en"))))
    header, *lines = book.worksheets[0].iter_rows(values_only=True)
    table = [dict(zip(header, line, strict=True)) for line in lines]
    assert [
        (f"{row['Date']:%Y-%m-%d}", f"{row['Begins']:%H:%M}", f"{row['Ends']:%H:%M}")
        for row in table
        if row["What"] == "Event"
    ] == local


def test_the_page_of_saturday_warns_of_the_night(plan):
    warning = "in the night the clocks go forward: 03:00 becomes 04:00"
    pages = {day: read_page(day_page(plan, day, language("en"))).text for day in TOUR.dates}
    assert [day.day for day, page in pages.items() if warning in page] == [27]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_of_sunday_shows_the_clocks_after_the_change(plan, code):
    page = read_page(day_page(plan, date(2027, 3, 28), language(code))).text
    for time in ("10:00", "12:30", "14:28", "16:28", "17:34"):
        assert time in page
    assert "Europe/Bucharest" in page


def test_every_language_shows_the_names_that_there_are(plan):
    # None is given in French or Arabic: both show English, and no place is without a name.
    for code in LANGUAGES:
        page = read_page(day_page(plan, date(2027, 3, 29), language(code))).text
        assert "Ploiești" in page
        assert "Bucharest" in page


@pytest.mark.parametrize(
    ("partner", "summary"),
    [
        ("primaria-bucuresti", "București – Caravana municipiilor 2027"),
        ("institut-bucuresti", "Bucharest – Caravan of Municipalities 2027"),
        ("obshtina-ruse", "Русе – Караван на общините 2027"),
        ("forum-sibiu", "Sibiu – Caravan of Municipalities 2027"),
    ],
)
def test_partners_read_the_names_of_their_language(plan, partner, summary):
    content = export_files(plan, "ics", language("fr"))[f"invitations/{partner}.ics"]
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["SUMMARY"]) == summary
    assert "Programme of the day" in event["DESCRIPTION"]


def test_nothing_says_tunisia(plan):
    files = dict(texts(plan))
    assert len(files) > 3 * 20
    for name, text in files.items():
        for word in ("tunis", "africa", "+216", "تونس", ".tn"):
            assert word not in text.lower(), name
