"""The plan as files to take away. Each is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.store.shelf import ShelvedPlan
from caravan.views.exports import OneFile, export_file

_MEDIA_TYPES: dict[OneFile, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "html": "text/html",
    "gpx": "application/gpx+xml",
    "kml": "application/vnd.google-earth.kml+xml",
}


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
    return (
        _download(plan, "xlsx", _("Spreadsheet (XLSX)"), speech),
        _download(plan, "csv", _("Table (CSV)"), speech),
        _download(plan, "html", _("Map (HTML)"), speech),
        _download(plan, "gpx", _("Track for navigation devices (GPX)"), speech),
        _download(plan, "kml", _("Track for Google Earth (KML)"), speech),
        Download(
            _("Plan for other programs (JSON)"),
            f"{plan.tour.id}.plan.json",
            "application/json",
            lambda: _json(plan),
        ),
    )


def _download(plan: Plan, format_: OneFile, label: str, speech: Language) -> Download:
    return Download(
        label,
        f"{plan.tour.id}.{format_}",
        _MEDIA_TYPES[format_],
        lambda: export_file(plan, format_, speech),
    )


def _json(plan: Plan) -> str:
    from caravan.files.plan_json import plan_to_json

    return plan_to_json(plan)
