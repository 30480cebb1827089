"""The files of a plan in each format that can be exported."""

from __future__ import annotations

from typing import Literal, get_args

from caravan.language.language import Language
from caravan.plan.plan import Plan

Format = Literal["ics", "html", "gpx", "kml", "csv", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)
"""What a plan can be exported as."""


def export_files(plan: Plan, format_: Format, language: Language) -> dict[str, bytes]:
    """The content of each file by its relative name, which is made of ids only.

    Calendars give several files in folders, every other format one, named after the tour.
    """
    name = f"{plan.tour.id}.{format_}"
    if format_ == "ics":
        from caravan.views.calendar import calendar_files

        return calendar_files(plan, language)
    if format_ == "html":
        from caravan.views.map import map_html

        return {name: map_html(plan, language).encode()}
    if format_ == "gpx":
        from caravan.views.tracks.gpx import plan_gpx

        return {name: plan_gpx(plan, language)}
    if format_ == "kml":
        from caravan.views.tracks.kml import plan_kml

        return {name: plan_kml(plan, language)}
    if format_ == "csv":
        from caravan.views.tables.itinerary_csv import itinerary_csv

        return {name: itinerary_csv(plan, language)}
    from caravan.views.tables.itinerary_xlsx import itinerary_xlsx

    return {name: itinerary_xlsx(plan, language)}
