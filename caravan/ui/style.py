"""The looks of the pages: one style sheet, and what mirrors it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from caravan.language.language import Language
from caravan.ui.html import show_style

LOOKS = Path(__file__).parent / "looks"
"""Folder of the style sheets and the icon."""


def show_looks(speech: Language) -> None:
    """Give the page our looks, mirrored for a language that is written from right to left."""
    sheets = (
        "app.css",
        "tours.css",
        "leads.css",
        "tour.css",
        "repairs.css",
        "board.css",
        "scenarios.css",
        "replanning.css",
        "publishing.css",
        "people.css",
    )
    show_style("".join(_sheet(name) for name in sheets))
    if speech.direction == "rtl":
        show_style(_sheet("rtl.css"))


@cache
def _sheet(name: str) -> str:
    return (LOOKS / name).read_text(encoding="utf-8")
