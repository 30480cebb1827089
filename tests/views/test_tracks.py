"""GPX and KML, read back by parsers that did not write them."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import datetime
from xml.etree import ElementTree as ET

import gpxpy
import pytest
from samples import MONDAY, sample_plan

from caravan.language.language import language
from caravan.plan.day import Day
from caravan.plan.plan import Plan, Team
from caravan.tour.names import Names
from caravan.tour.road import Grade
from caravan.travel.leg import Leg, LegKind, Source
from caravan.views.tracks.gpx import plan_gpx
from caravan.views.tracks.kml import plan_kml

ENGLISH = language("en")
KML = {"k": "http://www.opengis.net/kml/2.2"}


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


def kml_of(plan: Plan) -> ET.Element:
    return ET.fromstring(plan_kml(plan, ENGLISH))


def kml_texts(root: ET.Element, path: str) -> list[str | None]:
    return [node.text for node in root.findall(path, KML)]


def with_geometry(*points: tuple[float, float]) -> Plan:
    """Monday alone, with a drive along a routing engine's geometry, 13:00 to 14:00."""
    leg = Leg(
        LegKind.DRIVE,
        "sbeitla",
        "sfax",
        780,
        840,
        165.0,
        Source.OSRM,
        Grade.B,
        ("sbeitla", "sfax"),
        geometry=points,
    )
    return replace(
        sample_plan(), teams=(Team("team-1", (Day(MONDAY, "sbeitla", "sfax", (leg,)),)),)
    )


def named(name: str) -> Plan:
    plan = sample_plan()
    names = Names.of(fr=name)
    places = tuple(replace(place, names=names) for place in plan.tour.places)
    return replace(plan, tour=replace(plan.tour, names=names, places=places))


def test_gpxpy_reads_events_and_beds_as_waypoints_with_their_instants() -> None:
    gpx = gpxpy.parse(plan_gpx(sample_plan(), ENGLISH))
    assert [(point.name, point.type, point.time) for point in gpx.waypoints] == [
        ("1 · Sbeïtla", "event", at("2020-03-09T07:30")),
        ("Night in Sfax", "night", at("2020-03-09T14:30")),
        ("2 · Sfax", "event", at("2020-03-10T07:30")),
        ("3 · Kerkennah", "event", at("2020-03-10T15:00")),
        ("The tour ends in Kerkennah", "end", at("2020-03-10T16:30")),
    ]
    assert (gpx.waypoints[0].latitude, gpx.waypoints[0].longitude) == (35.23151, 9.12321)
    assert gpx.waypoints[0].description == "Monday 9 March · 08:30–10:30"


def test_gpxpy_reads_a_track_a_day_and_one_of_the_sailing() -> None:
    gpx = gpxpy.parse(plan_gpx(sample_plan(), ENGLISH))
    assert [(track.name, track.type, track.number) for track in gpx.tracks] == [
        ("Day 1 · Monday 9 March", "drive", 1),
        ("Day 2 · Tuesday 10 March", "drive", 2),
        ("Day 2 · Tuesday 10 March · Crossing from Port de Sfax to Sidi Youssef", "ferry", 2),
    ]
    monday, tuesday, boat = (track.segments for track in gpx.tracks)
    assert [(p.latitude, p.longitude) for p in monday[0].points] == [
        (35.23151, 9.12321),
        (34.93, 9.68),
        (34.74056, 10.76028),
    ]
    assert [len(segment.points) for segment in tuesday] == [2, 2]
    assert [p.time for p in boat[0].points] == [at("2020-03-10T13:15"), at("2020-03-10T14:30")]


def test_a_track_carries_the_colour_of_its_day() -> None:
    gpx = gpxpy.parse(plan_gpx(sample_plan(), ENGLISH))
    colours = [track.extensions[0][0].text for track in gpx.tracks]
    assert colours == ["0072B2", "D55E00", "D55E00"]


def test_the_times_along_a_way_run_with_its_distance() -> None:
    # On the equator: the second point is at a quarter of the way.
    plan = with_geometry((0.0, 10.0), (0.0, 11.0), (0.0, 14.0))
    (track,) = gpxpy.parse(plan_gpx(plan, ENGLISH)).tracks
    assert [point.time for point in track.segments[0].points] == [
        at("2020-03-09T12:00"),
        at("2020-03-09T12:15"),
        at("2020-03-09T13:00"),
    ]


def test_a_geometry_of_one_and_the_same_point_has_times_all_the_same() -> None:
    plan = with_geometry((10.0, 10.0), (10.0, 10.0))
    (track,) = gpxpy.parse(plan_gpx(plan, ENGLISH)).tracks
    assert [point.time for point in track.segments[0].points] == [at("2020-03-09T12:00")] * 2


def test_the_engines_geometry_goes_before_the_places_passed() -> None:
    root = kml_of(with_geometry((35.2, 9.1), (35.0, -9.5), (34.7000004, 10.7)))
    (line,) = kml_texts(root, ".//k:LineString/k:coordinates")
    assert line == "9.1,35.2 -9.5,35 10.7,34.7"


def test_kml_has_a_folder_a_day_with_points_and_lines_in_its_colour() -> None:
    root = kml_of(sample_plan())
    assert kml_texts(root, "k:Document/k:Folder/k:name") == [
        "Day 1 · Monday 9 March",
        "Day 2 · Tuesday 10 March",
    ]
    monday, tuesday = root.findall("k:Document/k:Folder", KML)
    assert kml_texts(monday, ".//k:Point/k:coordinates") == [
        "9.12321,35.23151",
        "10.76028,34.74056",
    ]
    assert kml_texts(monday, ".//k:LineString/k:coordinates") == [
        "9.12321,35.23151 9.68,34.93 10.76028,34.74056"
    ]
    assert kml_texts(tuesday, "k:Placemark/k:styleUrl") == [
        "#drive-2",
        "#drive-2",
        "#drive-2",
        "#drive-2",
        "#sailing-2",
        "#drive-2",
    ]
    styles = {style.get("id"): style for style in root.findall("k:Document/k:Style", KML)}
    # #0072B2 and #D55E00, written alpha, blue, green, red.
    assert styles["drive-1"].findtext("k:LineStyle/k:color", None, KML) == "ffb27200"
    assert styles["sailing-2"].findtext("k:LineStyle/k:color", None, KML) == "99005ed5"


def test_kml_times_are_instants() -> None:
    root = kml_of(sample_plan())
    assert kml_texts(root, ".//k:TimeSpan/k:begin") == [
        "2020-03-09T07:30:00Z",
        "2020-03-09T12:00:00Z",
        "2020-03-10T07:30:00Z",
        "2020-03-10T15:00:00Z",
        "2020-03-10T12:37:00Z",
        "2020-03-10T13:15:00Z",
        "2020-03-10T14:30:00Z",
    ]


def test_a_tour_in_another_zone_has_other_instants() -> None:
    plan = sample_plan()
    plan = replace(plan, tour=replace(plan.tour, zone="America/New_York"))
    # Summer time began there on Sunday 8 March 2020: UTC-4.
    assert gpxpy.parse(plan_gpx(plan, ENGLISH)).waypoints[0].time == at("2020-03-09T12:30")


HOSTILE = [
    "</name><script>alert(1)</script>",
    "]]>",
    "<![CDATA[x]]>",
    "&lt;b&gt; &amp; &#x3c;",
    "\"quotes\" and 'apostrophes'",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    "$[name]",
    "🚐 قفصة \u202e",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text(name: str) -> None:
    plan = named(name)
    gpx = gpxpy.parse(plan_gpx(plan, ENGLISH))
    assert gpx.name == name
    assert gpx.waypoints[0].name == f"1 · {name}"
    root = kml_of(plan)
    assert root.findtext("k:Document/k:name", None, KML) == name
    assert {node.tag.split("}")[1] for node in root.iter()} == {
        node.tag.split("}")[1] for node in kml_of(sample_plan()).iter()
    }


@pytest.mark.parametrize("name", HOSTILE)
def test_a_description_is_text_also_where_it_is_read_as_html(name: str) -> None:
    plan = sample_plan()
    tour = plan.tour
    events = tuple(replace(event, venue=Names.of(fr=name)) for event in tour.events)
    root = kml_of(replace(plan, tour=replace(tour, events=events)))
    description = root.findtext(".//k:Placemark/k:description", None, KML)
    assert "<" not in description
    assert html.unescape(description) == f"Monday 9 March · 08:30–10:30 · {name}"


def test_characters_that_xml_refuses_are_left_out() -> None:
    plan = named("Ga\x00f\x1bsa\ufffe\ud800\n!")
    assert gpxpy.parse(plan_gpx(plan, ENGLISH)).name == "Ga f sa !"
    assert kml_of(plan).findtext("k:Document/k:name", None, KML) == "Ga f sa !"


def test_a_rest_day_has_a_bed_and_no_track() -> None:
    plan = replace(sample_plan(), teams=(Team("team-1", (Day(MONDAY, "sfax", "sfax", ()),)),))
    gpx = gpxpy.parse(plan_gpx(plan, ENGLISH))
    assert [point.name for point in gpx.waypoints] == ["Night in Sfax"]
    assert gpx.tracks == []
    assert kml_texts(kml_of(plan), ".//k:LineString") == []


@pytest.mark.parametrize("export", [plan_gpx, plan_kml])
def test_the_same_plan_gives_the_same_bytes(export) -> None:
    data = export(sample_plan(), ENGLISH)
    assert data == export(sample_plan(), ENGLISH)
    assert data.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n")
    assert data.endswith(b">\n")
