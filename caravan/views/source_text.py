"""Where the figures of a leg come from, in words that a person understands."""

from __future__ import annotations

from caravan.language.language import Language
from caravan.tour.road import Grade
from caravan.tour.tour import Tour
from caravan.travel.leg import Leg, Source


def source_text(leg: Leg, tour: Tour, language: Language) -> str:
    """The source and the sureness of a leg's minutes and km: ``"road table, estimate"``."""
    return language.text(
        "{source}, {grade}",
        source=_source(leg.source, tour, language),
        grade=_grade(leg.grade, language),
    )


def _source(source: Source, tour: Tour, language: Language) -> str:
    _ = language.text
    match source:
        case Source.ROADS:
            return _("road table")
        case Source.TIMETABLE:
            return _("timetable")
        case Source.GREAT_CIRCLE:
            return _(
                "great circle × {factor} at {speed} km/h",
                factor=language.number(tour.estimate.detour_factor),
                speed=language.number(tour.estimate.speed_kmh),
            )
        case Source.OSRM | Source.VALHALLA:
            name = {Source.OSRM: "OSRM", Source.VALHALLA: "Valhalla"}[source]
            return _("routing engine {name}", name=name)


def _grade(grade: Grade, language: Language) -> str:
    _ = language.text
    match grade:
        case Grade.A:
            return _("published figure")
        case Grade.B:
            return _("derived from published figures")
        case Grade.C:
            return _("estimate")
