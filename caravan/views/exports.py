"""The files of a plan in each format that can be exported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:  # the command line asks for FORMATS before it knows that there is work
    from caravan.language.language import Language
    from caravan.plan.plan import Plan

OneFile = Literal["html", "gpx", "kml", "csv", "xlsx"]
"""Formats that are a single file."""
Format = Literal["ics", "html", "days", "gpx", "kml", "csv", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)
"""What a plan can be exported as."""


def export_files(plan: Plan, format_: Format, language: Language) -> dict[str, bytes]:
    """The content of each file by its relative name, which is made of ids and dates only.

    Calendars and days give several files in folders, every other format gives one, named after
    the tour. The same plan gives the same bytes.
    """
    if format_ == "ics":
        from caravan.plan.publication import unpublished
        from caravan.views.calendar import calendar_files

        publication = unpublished(plan)
        return calendar_files(publication, language, publication.made)
    if format_ == "days":
        return _days(plan, language)
    return {f"{plan.tour.id}.{format_}": export_file(plan, format_, language)}


def export_file(plan: Plan, format_: OneFile, language: Language) -> bytes:
    """The content of the one file of a format. The same plan gives the same bytes."""
    if format_ == "html":
        from caravan.views.map import map_html

        return map_html(plan, language).encode()
    if format_ == "gpx":
        from caravan.views.tracks.gpx import plan_gpx

        return plan_gpx(plan, language)
    if format_ == "kml":
        from caravan.views.tracks.kml import plan_kml

        return plan_kml(plan, language)
    if format_ == "csv":
        from caravan.views.tables.itinerary_csv import itinerary_csv

        return itinerary_csv(plan, language)
    from caravan.views.tables.itinerary_xlsx import itinerary_xlsx

    return itinerary_xlsx(plan, language)


def _days(plan: Plan, language: Language) -> dict[str, bytes]:
    from caravan.views.day_page import day_page

    pages = {}
    for date in dict.fromkeys(day.date for day in plan.days):
        page = day_page(plan, date, language, link_suffix=".html")
        pages[f"days/{date.isoformat()}.html"] = page.encode()
    return pages
