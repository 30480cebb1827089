"""The plan as GPX 1.1: waypoints of events and beds, a track of every day's roads and sailings."""

from __future__ import annotations

from itertools import chain
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from caravan.language.language import Language
from caravan.plan.day import Day
from caravan.plan.plan import Plan
from caravan.travel.leg import Leg, LegKind
from caravan.views.itinerary import DayItinerary, RowKind, itinerary
from caravan.views.palette import day_style
from caravan.views.plain_text import one_line
from caravan.views.tracks.marks import Mark, marks
from caravan.views.tracks.way import degrees, stamp, way

_STYLE = "http://www.topografix.com/GPX/gpx_style/0/2"
# Names that Garmin devices, and programs after them, draw a sign for.
_SIGNS = {RowKind.EVENT: "Flag, Blue", RowKind.NIGHT: "Lodging", RowKind.END: "Flag, Red"}


def plan_gpx(plan: Plan, language: Language) -> bytes:
    """The plan for navigation devices; all times are UTC, as GPX wants them.

    The roads of a day are one track with a segment for each leg, a sailing is a track of its own,
    of type ``ferry``. Each track carries the colour of its day (the gpx_style extension).
    """
    gpx = Element(
        "gpx", version="1.1", creator="caravan", xmlns="http://www.topografix.com/GPX/1/1"
    )
    metadata = SubElement(gpx, "metadata")
    _text(metadata, "name", language.name(plan.tour.names))
    _text(metadata, "time", stamp(plan.tour.revision.time))
    days = list(zip(plan.days, itinerary(plan, language), strict=True))
    for mark in chain.from_iterable(marks(plan, day, shown, language) for day, shown in days):
        _waypoint(gpx, mark)
    for day, shown in days:
        _tracks(gpx, plan, day, shown, language)
    indent(gpx, " ")
    return bytes(tostring(gpx, encoding="utf-8", xml_declaration=True)) + b"\n"


def _waypoint(gpx: Element, mark: Mark) -> None:
    place = mark.place
    point = SubElement(gpx, "wpt", lat=degrees(place.latitude), lon=degrees(place.longitude))
    _text(point, "time", stamp(mark.begins))
    _text(point, "name", mark.name)
    _text(point, "desc", mark.text)
    _text(point, "sym", _SIGNS[mark.kind])
    _text(point, "type", mark.kind.value)


def _tracks(gpx: Element, plan: Plan, day: Day, shown: DayItinerary, language: Language) -> None:
    name = language.text("Day {number} · {date}", number=shown.number, date=shown.label)
    colour = day_style(shown.colour_index).colour.lstrip("#")
    roads = [leg for leg in day.legs if leg.kind is LegKind.DRIVE]
    if roads:
        track = _track(gpx, name, LegKind.DRIVE, shown.number, colour)
        for leg in roads:
            _segment(track, plan, day, leg)
    sailings = [row for row in shown.rows if row.kind is RowKind.SAILING]
    legs = [leg for leg in day.legs if leg.kind is LegKind.FERRY]
    for leg, row in zip(legs, sailings, strict=True):
        track = _track(gpx, f"{name} · {row.label}", LegKind.FERRY, shown.number, colour)
        _segment(track, plan, day, leg)


def _track(gpx: Element, name: str, kind: LegKind, number: int, colour: str) -> Element:
    track = SubElement(gpx, "trk")
    _text(track, "name", name)
    _text(track, "number", str(number))
    _text(track, "type", kind.value)
    line = SubElement(SubElement(track, "extensions"), "line", xmlns=_STYLE)
    _text(line, "color", colour)
    return track


def _segment(track: Element, plan: Plan, day: Day, leg: Leg) -> None:
    segment = SubElement(track, "trkseg")
    for point in way(leg, day, plan.tour):
        node = SubElement(
            segment, "trkpt", lat=degrees(point.latitude), lon=degrees(point.longitude)
        )
        _text(node, "time", stamp(point.time))


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = one_line(text)
