"""The plan as files to take away. Each is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.store.shelf import ShelvedPlan


@dataclass(frozen=True, slots=True)
class Download:
    """A file that can be asked for."""

    label: str
    file: str
    media_type: str
    make: Callable[[], str | bytes]


def show_downloads(shelved: ShelvedPlan, speech: Language) -> None:
    """A menu of all formats of a plan."""
    _ = speech.text
    with st.popover(_("Download"), key="cv-downloads"):
        for download in downloads(shelved.plan, speech):
            st.download_button(
                download.label,
                download.make,
                file_name=download.file,
                mime=download.media_type,
                key=f"download-{download.file}",
                on_click="ignore",
                type="tertiary",
                width="stretch",
            )


def downloads(plan: Plan, speech: Language) -> tuple[Download, ...]:
    """All formats of a plan in a language; file names are made of the tour's id only."""
    _ = speech.text
    name = plan.tour.id
    return (
        Download(
            _("Spreadsheet (XLSX)"),
            f"{name}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda: _xlsx(plan, speech),
        ),
        Download(_("Table (CSV)"), f"{name}.csv", "text/csv", lambda: _csv(plan, speech)),
        Download(_("Map (HTML)"), f"{name}.html", "text/html", lambda: _map(plan, speech)),
        Download(
            _("Track for navigation devices (GPX)"),
            f"{name}.gpx",
            "application/gpx+xml",
            lambda: _gpx(plan, speech),
        ),
        Download(
            _("Track for Google Earth (KML)"),
            f"{name}.kml",
            "application/vnd.google-earth.kml+xml",
            lambda: _kml(plan, speech),
        ),
        Download(
            _("Plan for other programs (JSON)"),
            f"{name}.plan.json",
            "application/json",
            lambda: _json(plan),
        ),
    )


def _xlsx(plan: Plan, speech: Language) -> bytes:
    from caravan.views.tables.itinerary_xlsx import itinerary_xlsx

    return itinerary_xlsx(plan, speech)


def _csv(plan: Plan, speech: Language) -> bytes:
    from caravan.views.tables.itinerary_csv import itinerary_csv

    return itinerary_csv(plan, speech)


def _map(plan: Plan, speech: Language) -> str:
    from caravan.views.map import map_html

    return map_html(plan, speech)


def _gpx(plan: Plan, speech: Language) -> bytes:
    from caravan.views.tracks.gpx import plan_gpx

    return plan_gpx(plan, speech)


def _kml(plan: Plan, speech: Language) -> bytes:
    from caravan.views.tracks.kml import plan_kml

    return plan_kml(plan, speech)


def _json(plan: Plan) -> str:
    from caravan.files.plan_json import plan_to_json

    return plan_to_json(plan)
