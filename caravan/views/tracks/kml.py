"""The plan as KML 2.2: a folder a day in its colour, with events, beds, roads and sailings."""

from __future__ import annotations

import html
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from caravan.language.language import Language
from caravan.plan.day import Day
from caravan.plan.plan import Plan
from caravan.travel.leg import Leg
from caravan.views.itinerary import DayItinerary, Row, itinerary
from caravan.views.palette import day_style
from caravan.views.plain_text import one_line
from caravan.views.tracks.marks import Mark, marks
from caravan.views.tracks.way import degrees, stamp, utc, way


def plan_kml(plan: Plan, language: Language) -> bytes:
    """The plan for map programs; times are UTC.

    A line of KML can't be dashed: a sailing is a thinner, paler line than a road.
    """
    kml = Element("kml", xmlns="http://www.opengis.net/kml/2.2")
    document = SubElement(kml, "Document")
    _text(document, "name", language.name(plan.tour.names))
    days = itinerary(plan, language)
    for index in sorted({day.colour_index for day in days}):
        _styles(document, index)
    for day, shown in zip(plan.days, days, strict=True):
        _folder(document, plan, day, shown, language)
    indent(kml, " ")
    return bytes(tostring(kml, encoding="utf-8", xml_declaration=True)) + b"\n"


def _styles(document: Element, index: int) -> None:
    red, green, blue = (day_style(index).colour.lstrip("#").lower()[i : i + 2] for i in (0, 2, 4))
    for kind, alpha, width in (("drive", "ff", 5), ("sailing", "99", 3)):
        style = SubElement(document, "Style", id=f"{kind}-{index + 1}")
        # KML writes colours as alpha, blue, green, red.
        if kind == "drive":
            _text(SubElement(style, "IconStyle"), "color", f"{alpha}{blue}{green}{red}")
        line = SubElement(style, "LineStyle")
        _text(line, "color", f"{alpha}{blue}{green}{red}")
        _text(line, "width", str(width))


def _folder(
    document: Element, plan: Plan, day: Day, shown: DayItinerary, language: Language
) -> None:
    folder = SubElement(document, "Folder")
    name = language.text("Day {number} · {date}", number=shown.number, date=shown.label)
    _text(folder, "name", name)
    style = str(shown.colour_index + 1)
    for mark in marks(plan, day, shown, language):
        _point(folder, mark, style)
    rows = [row for row in shown.rows if row.is_leg]
    for leg, row in zip(day.legs, rows, strict=True):
        _line(folder, plan, day, leg, row, style, language)


def _point(folder: Element, mark: Mark, style: str) -> None:
    placemark = SubElement(folder, "Placemark")
    _text(placemark, "name", mark.name)
    _description(placemark, mark.text)
    if mark.begins == mark.ends:
        _text(SubElement(placemark, "TimeStamp"), "when", stamp(mark.begins))
    else:
        span = SubElement(placemark, "TimeSpan")
        _text(span, "begin", stamp(mark.begins))
        _text(span, "end", stamp(mark.ends))
    _text(placemark, "styleUrl", f"#drive-{style}")
    coordinates = f"{degrees(mark.place.longitude)},{degrees(mark.place.latitude)}"
    _text(SubElement(placemark, "Point"), "coordinates", coordinates)


def _line(
    folder: Element,
    plan: Plan,
    day: Day,
    leg: Leg,
    row: Row,
    style: str,
    language: Language,
) -> None:
    placemark = SubElement(folder, "Placemark")
    _text(placemark, "name", row.label)
    times = f"{language.clock(row.begins)}–{language.clock(row.ends)}"
    _description(placemark, " · ".join((times, language.km(row.km), row.source)))
    span = SubElement(placemark, "TimeSpan")
    _text(span, "begin", stamp(utc(plan.tour, day, leg.begins)))
    _text(span, "end", stamp(utc(plan.tour, day, leg.ends)))
    _text(placemark, "styleUrl", f"#{row.kind.value}-{style}")
    line = SubElement(placemark, "LineString")
    _text(line, "tessellate", "1")
    points = way(leg, day, plan.tour)
    _text(
        line,
        "coordinates",
        " ".join(f"{degrees(point.longitude)},{degrees(point.latitude)}" for point in points),
    )


def _description(placemark: Element, text: str) -> None:
    """Map programs read a description as HTML: what was typed must not become markup there."""
    _text(placemark, "description", html.escape(text, quote=False))


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = one_line(text)
