"""Reading whole tours: the one of 2020, and small ones that are wrong in one way or in many."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from files.folders import DATA, TourFolder

from caravan.errors import InputFaults
from caravan.files.read_tour import read_tour
from caravan.tour.opening import Hours
from caravan.tour.place import PlaceKind
from caravan.tour.road import Grade

CAPITALS = {"kasserine", "sidi-bouzid", "tataouine", "medenine"}


def test_the_small_tour_is_read_as_it_is_written(folder: TourFolder) -> None:
    tour = folder.read()
    assert tour.names.texts == (("fr", "Petite caravane"), ("ar", "القافلة الصغيرة"))
    assert tour.dates == (date(2020, 3, 9), date(2020, 3, 10), date(2020, 3, 11))
    assert tour.rules.hours == Hours(480, 1140)
    assert tour.rules.pause is not None
    assert (tour.rules.pause.minutes, tour.rules.pause.within) == (60, Hours(720, 870))
    assert tour.revision.time == datetime.fromisoformat("2020-03-08T10:00:00+01:00")
    assert [place.id for place in tour.beds] == ["sbeitla", "sfax"]
    assert tour.calendars[0].on(date(2020, 3, 13)) == (Hours(480, 750),)
    assert [(road.km, road.km_low, road.grade) for road in tour.roads] == [
        (165.0, 160.0, Grade.C),
        (200.0, None, Grade.A),
        (2.0, None, Grade.C),
    ]
    assert tour.ferries[0].departures("sfax-port", date(2020, 3, 9)) == (255, 375)
    assert tour.estimate.detour_factor == 1.2
    assert tour.event("sfax").partners[0].language == "fr"


def test_the_tour_of_2020_is_read_without_a_fault() -> None:
    tour = read_tour(DATA / "schedule.yaml")
    assert (tour.first_day, tour.last_day) == (date(2020, 3, 9), date(2020, 3, 16))
    assert (tour.start, tour.end, tour.zone) == ("sbeitla", "kerkennah", "Africa/Tunis")
    assert len(tour.events) == 20
    assert all(event.required and event.value == 1 for event in tour.events)
    assert len(tour.roads) == 39
    kinds = [place.kind for place in tour.places]
    assert [kinds.count(kind) for kind in PlaceKind] == [20, 5, 2]
    assert all(place.names.given("ar") and place.names.given("fr") for place in tour.places)


def test_the_service_times_of_2020_are_those_that_were_asked_for() -> None:
    for event in read_tour(DATA / "schedule.yaml").events:
        if event.place in {"sfax", "gabes", "gafsa", "tozeur"}:
            assert event.service_minutes == 180, event.place
        elif event.place in CAPITALS | {"douz"}:
            assert event.service_minutes == 150, event.place
        else:
            assert event.service_minutes == 120, event.place


def test_sidi_bouzid_is_on_tuesday_10_march_as_it_really_was() -> None:
    tour = read_tour(DATA / "schedule.yaml")
    assert tour.event("sidi-bouzid").date == date(2020, 3, 10)
    assert [w.hours for w in tour.windows(tour.event("sidi-bouzid"))] == [
        Hours(510, 750),
        Hours(810, 1050),
    ]


def test_no_window_of_2020_lies_in_the_friday_prayer() -> None:
    tour = read_tour(DATA / "schedule.yaml")
    prayer = Hours(750, 870)
    friday = date(2020, 3, 13)
    windows = [w.hours for event in tour.events for w in tour.windows(event) if w.date == friday]
    assert windows
    assert all(span.without(prayer) == (span,) for span in windows)


def test_every_address_of_2020_is_invented() -> None:
    tour = read_tour(DATA / "schedule.yaml")
    partners = [partner for event in tour.events for partner in event.partners]
    assert len(partners) == 24
    assert all(p.email.endswith(".example") and p.contact and p.phone for p in partners)
    assert all(p.organization.given("fr") and p.organization.given("ar") for p in partners)
    assert all(o.email.endswith(".example") for o in tour.organizers)


def test_another_table_of_cities_can_be_given(folder: TourFolder, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    text = (folder.path / "cities.csv").read_text(encoding="utf-8")
    (other / "mine.csv").write_text(text.replace("9.12321", "9.5"), encoding="utf-8")
    (folder.path / "cities.csv").unlink()
    tour = read_tour(folder.path / "schedule.yaml", other / "mine.csv")
    assert tour.place("sbeitla").longitude == 9.5


def test_all_faults_of_all_files_are_told_at_once(folder: TourFolder) -> None:
    folder.change("schedule.yaml", "service_minutes: 120", "service_minutes: two hours")
    folder.change("schedule.yaml", "zone: Africa/Tunis", "zone: Africa/Tuniss")
    folder.change("cities.csv", "34.425", "134.425")
    folder.change("roads.csv", "150,C", "150,D")
    folder.change("ferries.yaml", "km: 20.4", "kilometres: 20.4")
    assert folder.faults() == [
        (
            "schedule.yaml, line 5, tour.zone: “Africa/Tuniss” is not an IANA time zone. "
            "Did you mean “Africa/Tunis”?"
        ),
        (
            "schedule.yaml, line 32, events[0].service_minutes: “two hours” is not a whole number. "
            "Write digits only, like 120"
        ),
        "cities.csv, line 3, latitude: 134.425 is too much. At most 90 is allowed",
        "roads.csv, line 2, grade: “D” is unknown here. Use one of: A, B, C",
        "ferries.yaml, line 2, ferries[0].km: the key “km” is missing. Add it",
        (
            "ferries.yaml, line 7, ferries[0].kilometres: the key “kilometres” is unknown. "
            "Use one of: boarding_minutes, crossing_minutes, grade, id, km, name, operator, ports, "
            "source, timetables"
        ),
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "  - town: sfax",
            "  - town: sfaks",
            "line 34, events[1].town: “sfaks” is not a town of the tour. Did you mean “sfax”?",
        ),
        (
            "  - town: sfax",
            "  - town: timbuktu",
            (
                "line 34, events[1].town: “timbuktu” is not a town of the tour. "
                "Add it to the table of places, or name another"
            ),
        ),
        (
            "  - town: sfax",
            "  - town: sfax-port",
            (
                "line 34, events[1].town: “sfax-port” is a port, not a town. "
                "Name a town, or make it one in the table"
            ),
        ),
        (
            "  end: sfax",
            "  end: Sfax",
            (
                "line 9, tour.end: the id “Sfax” must be lower-case letters, digits and single "
                "hyphens, at most 60. Write it like new-town"
            ),
        ),
        (
            "open: [offices]",
            "open: [ofices]",
            (
                "line 33, events[0].open[0]: “ofices” is not a calendar of the tour. "
                "Did you mean “offices”?"
            ),
        ),
        (
            "last_day: 2020-03-11",
            "last_day: 2020-03-08",
            "line 7, tour.last_day: the tour ends before it begins. Write the later date here",
        ),
        (
            "last_day: 2020-03-11",
            "last_day: 2021-04-12",
            (
                "line 7, tour.last_day: the window of 400 days is not between 1 and 60. "
                "Check the year and the month"
            ),
        ),
        (
            "last_day: 2020-03-11",
            "last_day: 2020-02-30",
            (
                "line 7, tour.last_day: “2020-02-30” is not a date. "
                "Write year-month-day, like 2020-03-09"
            ),
        ),
        (
            "08:30-12:30, 13:30-17:30",
            "12:30-08:30, 13:30-17:30",
            (
                "line 25, calendars.offices.weekly.monday[0]: the hours 12:30–08:30 must begin "
                "before they end, within one day. Write the earlier time first, like 08:30-12:30"
            ),
        ),
        (
            "08:30-12:30, 13:30-17:30",
            "08:30, 13:30-17:30",
            (
                "line 25, calendars.offices.weekly.monday[0]: “08:30” is not a span of hours. "
                "Write it like 08:30-12:30"
            ),
        ),
        (
            "hours: 08:00-19:00",
            "hours: 08:00-25:00",
            (
                "line 18, rules.hours: “25:00” is not a time of day like 08:30. "
                "Write hours and minutes with 24 hours, like 08:30"
            ),
        ),
        (
            "service_minutes: 180",
            "service_minutes: 241",
            (
                "line 35, events[1].service_minutes: a service time of 241 minutes is longer than "
                "every window, 240 at most. Make it shorter, or the opening hours longer"
            ),
        ),
        (
            "service_minutes: 180",
            "service_minutes: 180\n    date: 2020-03-13",
            (
                "line 36, events[1].date: 2020-03-13 is outside the tour, 2020-03-09 to 2020-03-11. "
                "Change the date, or the window of the tour"
            ),
        ),
        (
            "service_minutes: 180",
            "service_minutes: 180\n    date: 2020-03-11",
            (
                "line 36, events[1].date: the event has no opening hours on any date it may have. "
                "Give it other calendars or windows, or another date"
            ),
        ),
        (
            "service_minutes: 180",
            "service_minutes: 180\n    begins: 10:00",
            (
                "line 36, events[1].begins: an event of 180 minutes from 10:00 is within no opening "
                "hours. Change the hour, the service time or the opening hours"
            ),
        ),
        (
            "hours: 08:00-19:00",
            "hours: 17:00-23:00",
            (
                "line 33, events[0].open: the event fits into no window within the working hours "
                "17:00–23:00. Change its opening hours, or the hours of the rules"
            ),
        ),
        (
            "open: [offices]\n    partners",
            "partners",
            (
                "line 34, events[1]: the event in “sfax” has no opening hours. "
                "Name calendars under “open”, or give “windows”"
            ),
        ),
        (
            "service_minutes: 180",
            "servce_minutes: 180",
            "line 34, events[1].service_minutes: the key “service_minutes” is missing. Add it",
        ),
        (
            "fr: Petite caravane",
            f"fr: {'Caravane ' * 40}",
            (
                "line 3, tour.name.fr: the name “Caravane Caravane Caravane Car…” has 359 "
                "characters, at most 300 are allowed. Write a shorter name"
            ),
        ),
        (
            "fr: Petite caravane",
            "fr: Petite \u202ecaravane",
            (
                "line 3, tour.name.fr: character 8 is invisible: U+202E right-to-left override. "
                "Delete it, or write the text anew"
            ),
        ),
        (
            "email: hello@tour.example",
            'email: "hello@tour.example\\r\\nBCC: all@tour.example"',
            (
                "line 13, organizers[0].email: character 19 is invisible: U+000D control character. "
                "Delete it, or write the text anew"
            ),
        ),
        (
            "email: hello@tour.example",
            "email: hello",
            (
                "line 13, organizers[0].email: “hello” is not an e-mail address. "
                "Write it like name@town.example"
            ),
        ),
        (
            "email: hello@tour.example",
            "url: javascript:alert(1)",
            (
                "line 13, organizers[0].url: “javascript:alert(1)” is not an address of the web. "
                "Write it like https://town.example/"
            ),
        ),
        (
            "time: 2020-03-08T10:00:00+01:00",
            "time: 2020-03-08T10:00:00",
            (
                "line 10, revision.time: “2020-03-08T10:00:00” has no offset from UTC. "
                "Write it like 2020-03-08T10:00:00+01:00"
            ),
        ),
        (
            "break: {minutes: 60,",
            "break: {minutes: 151,",
            (
                "line 20, rules.break: a break of 151 minutes does not fit into its hours. "
                "Make it shorter, or its hours longer"
            ),
        ),
        (
            "organizers:\n",
            "organisers:\n",
            "line 11, organisers: the key “organisers” is unknown. Did you mean “organizers”?",
        ),
        (
            "    open: [offices]\n    partners",
            "    required: no\n    open: [offices]\n    partners",
            "line 36, events[1].required: “no” is not true or false. Write true or false",
        ),
        (
            "open: [offices]",
            "open: offices",
            (
                "line 33, events[0].open: a list is expected here. "
                "Write each entry on its own line, after “- ”"
            ),
        ),
        (
            "calendars:\n  offices:",
            "calendars:\n  Offices:",
            (
                "line 22, calendars.Offices: the id “Offices” must be lower-case letters, digits and "
                "single hyphens, at most 60. Write it like new-town"
            ),
        ),
        (
            "  - town: sfax\n",
            "  - town: sfax\n    id: sbeitla\n",
            "line 34, events[1]: two of one id: event “sbeitla”. Give each its own id",
        ),
        (
            "max_driving_minutes: 300",
            "max_driving_minutes:",
            (
                "line 19, rules.max_driving_minutes: the value is missing. "
                "Write a value, or delete the key"
            ),
        ),
        (
            "cities: cities.csv",
            "cities: ../cities.csv",
            (
                "line 14, cities: “../cities.csv” is not a file beside the schedule. "
                "Put the file into the schedule's folder and write its name"
            ),
        ),
        (
            "roads: roads.csv",
            "roads: [roads.csv]",
            "line 15, roads: the name of a file is expected here. Write it like roads.csv",
        ),
    ],
)
def test_a_fault_of_the_schedule_says_where_what_and_what_would_be_right(
    folder: TourFolder, old: str, new: str, fault: str
) -> None:
    folder.change("schedule.yaml", old, new)
    assert f"schedule.yaml, {fault}" in folder.faults()


@pytest.mark.parametrize(
    ("zone", "day", "hours", "changes"),
    [
        # Bucharest, 29 March 2020: 03:00 becomes 04:00.
        ("Europe/Bucharest", "2020-03-29", "00:30-23:00", True),
        ("Europe/Bucharest", "2020-03-29", "03:30-23:00", True),
        ("Europe/Bucharest", "2020-03-29", "04:00-23:00", False),
        ("Europe/Bucharest", "2020-03-29", "00:30-03:00", False),
        ("Europe/Bucharest", "2020-03-30", "00:30-23:00", False),
        # 25 October 2020: 04:00 becomes 03:00, and 03:30 comes twice.
        ("Europe/Bucharest", "2020-10-25", "03:30-23:00", True),
        ("Europe/Bucharest", "2020-10-25", "04:00-23:00", False),
        ("Africa/Tunis", "2020-03-29", "00:00-24:00", False),
    ],
)
def test_clocks_that_change_while_the_team_works_are_a_fault(
    folder: TourFolder, zone: str, day: str, hours: str, changes: bool
) -> None:
    folder.change("schedule.yaml", "zone: Africa/Tunis", f"zone: {zone}")
    folder.change("schedule.yaml", "2020-03-09", day)
    folder.change("schedule.yaml", "2020-03-11", day)
    folder.change("schedule.yaml", "hours: 08:00-19:00", f"hours: {hours}")
    begins, ends = hours.split("-")
    fault = (
        f"schedule.yaml, line 18, rules.hours: the clocks change on {day}, within the working "
        f"hours {begins}–{ends}. Begin after the change, or leave that date out of the tour"
    )
    assert (fault in folder.faults()) is changes


def test_a_table_without_places_is_one_fault_and_no_list_of_unknown_towns(
    folder: TourFolder,
) -> None:
    header = (folder.path / "cities.csv").read_text(encoding="utf-8").splitlines()[0]
    folder.write("cities.csv", header + "\n")
    assert folder.faults() == ["cities.csv: the table has no rows. Add a row for each place"]


def test_a_wrong_event_gives_one_fault_and_hides_no_other(folder: TourFolder) -> None:
    folder.change("schedule.yaml", "service_minutes: 120", "service_minutes: 0")
    folder.change("schedule.yaml", "service_minutes: 180", "service_minutes: 500")
    assert folder.faults() == [
        "schedule.yaml, line 32, events[0].service_minutes: 0 is too little. At least 1 is allowed",
        (
            "schedule.yaml, line 35, events[1].service_minutes: a service time of 500 minutes is "
            "longer than every window, 240 at most. Make it shorter, or the opening hours longer"
        ),
    ]


def test_a_wrong_calendar_is_not_said_to_be_unknown(folder: TourFolder) -> None:
    folder.change("schedule.yaml", "    name: {fr: Bureaux}\n", "")
    assert folder.faults() == [
        "schedule.yaml, line 22, calendars.offices.name: the key “name” is missing. Add it"
    ]


def test_a_tour_without_events_is_refused(folder: TourFolder) -> None:
    text = (folder.path / "schedule.yaml").read_text(encoding="utf-8")
    head = text[: text.index("events:")]
    folder.write("schedule.yaml", head + "events: []\n")
    assert folder.faults() == [
        "schedule.yaml, line 30, events: the tour has no event. Add at least one"
    ]
    folder.write("schedule.yaml", head)
    assert folder.faults() == ["schedule.yaml: the key “events” is missing. Add it"]


@pytest.mark.parametrize("content", ["", "# nothing but a comment\n", "---\n"])
def test_an_empty_schedule_is_one_fault_and_no_list_of_missing_keys(
    folder: TourFolder, content: str
) -> None:
    folder.write("schedule.yaml", content)
    assert folder.faults() == [
        "schedule.yaml: the file is empty. See the documentation of the data"
    ]


def test_a_schedule_that_is_a_list_is_one_fault(folder: TourFolder) -> None:
    folder.write("schedule.yaml", "- tour\n- events\n")
    assert folder.faults() == [
        "schedule.yaml, line 1: keys with values are expected here. Write “key: value” lines"
    ]


def test_faults_of_the_cities_are_told_even_when_the_schedule_is_no_yaml(
    folder: TourFolder,
) -> None:
    folder.write("schedule.yaml", "tour: [")
    folder.change("cities.csv", "34.425", "x")
    with pytest.raises(InputFaults) as error:
        read_tour(folder.path / "schedule.yaml", folder.path / "cities.csv")
    assert [fault.file for fault in error.value.faults] == ["schedule.yaml", "cities.csv"]


def test_emoji_and_marks_of_arabic_in_names_are_kept(folder: TourFolder) -> None:
    name = "قفصة\u200f 🏜️👩‍👩‍👧"
    folder.change("cities.csv", "قفصة", name)
    assert folder.read().place("gafsa").names.given("ar") == name


def test_ids_numbers_and_words_that_yaml_1_1_misreads_are_read_right(folder: TourFolder) -> None:
    folder.change("schedule.yaml", "service_minutes: 120", "service_minutes: 0120")
    folder.change("schedule.yaml", "id: commune-sfax", "id: no")
    folder.change(
        "schedule.yaml", "{minutes: 60, within: 12:00-14:30}", "{minutes: 60, within: 12:30-14:30}"
    )
    folder.change(
        "schedule.yaml",
        "    open: [offices]\n    partners",
        "    begins: 13:30\n    open: [offices]\n    partners",
    )
    tour = folder.read()
    assert tour.event("sbeitla").service_minutes == 120
    assert tour.event("sfax").partners[0].id == "no"
    assert tour.event("sfax").begins == 13 * 60 + 30


def test_a_schedule_of_windows_1_1_yaml_is_read_the_same_way(folder: TourFolder) -> None:
    text = (folder.path / "schedule.yaml").read_text(encoding="utf-8")
    expected = folder.read()
    folder.write("schedule.yaml", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert folder.read() == expected
    folder.write("schedule.yaml", "%YAML 1.1\n---\n" + text)
    assert folder.read() == expected


def test_a_missing_road_file_is_one_fault(folder: TourFolder) -> None:
    (folder.path / "roads.csv").unlink()
    assert folder.faults() == ["roads.csv: there is no such file. Check the name and the folder"]


def test_roads_and_ferries_may_be_left_out(folder: TourFolder) -> None:
    folder.change("schedule.yaml", "roads: roads.csv\nferries: ferries.yaml\n", "")
    tour = folder.read()
    assert (tour.roads, tour.ferries) == ((), ())


def test_the_table_of_cities_may_not_be_left_out(folder: TourFolder) -> None:
    folder.change("schedule.yaml", "cities: cities.csv\n", "")
    assert folder.faults() == ["schedule.yaml: the key “cities” is missing. Add it"]


def test_a_road_or_ferry_to_nowhere_is_a_fault(folder: TourFolder) -> None:
    folder.change("roads.csv", "gafsa,sfax", "gafsa,sfaks")
    folder.change("ferries.yaml", "[sfax-port, island-port]", "[sfax-port, iland-port]")
    assert folder.faults() == [
        "roads.csv, line 3, b: “sfaks” is not a place of the tour. Did you mean “sfax”?",
        (
            "ferries.yaml, line 4, ferries[0].ports[1]: “iland-port” is not a place of the tour. "
            "Did you mean “island-port”?"
        ),
    ]


def test_a_road_given_twice_is_a_fault_in_either_direction(folder: TourFolder) -> None:
    text = (folder.path / "roads.csv").read_text(encoding="utf-8")
    folder.write("roads.csv", text + "sfax,sbeitla,,165,,,150,C,\n")
    assert folder.faults() == [
        (
            "roads.csv, line 5: the road sfax–sbeitla is given twice, first on line 2. "
            "Keep one of the two"
        )
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("from: sfax-port", "from: gafsa", "line 2, ferries[0]: the timetable's port “gafsa”"),
        ("[monday, sunday]", "[Monday]", "line 13, ferries[0].timetables[0].weekdays[0]: “Monday”"),
        ("[04:15, 06:15]", "[06:15, 04:15]", "line 10, ferries[0].timetables[0]: departures must"),
        ("[04:15, 06:15]", "[]", "line 10, ferries[0].timetables[0]: the timetable has no"),
        ("[04:15, 06:15]", "[24:00]", "line 10, ferries[0].timetables[0]: a departure is not"),
        ("2020-05-31", "2019-05-31", "line 10, ferries[0].timetables[0]: the timetable's validity"),
        ("km: 20.4", "km: .inf", "line 7, ferries[0].km: “.inf” is not a number"),
        ("km: 20.4", "km: 1e400", "line 7, ferries[0].km: "),
        ("grade: C", "grade: c", "line 8, ferries[0].grade: “c” is unknown here"),
    ],
)
def test_a_fault_of_a_ferry_says_where_and_what(
    folder: TourFolder, old: str, new: str, fault: str
) -> None:
    folder.change("ferries.yaml", old, new)
    faults = folder.faults()
    assert len(faults) == 1
    assert faults[0].startswith(f"ferries.yaml, {fault}")
