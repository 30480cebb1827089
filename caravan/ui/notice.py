"""Notices: one line that matters, a few that explain it, in the tone that fits."""

from __future__ import annotations

from enum import StrEnum

from markupsafe import Markup

from caravan.language.language import Language
from caravan.ui.html import element, show


class Tone(StrEnum):
    """How serious a notice is; the icon says it as well as the colour."""

    GOOD = "good"
    OPEN = "open"
    QUIET = "quiet"
    FAULT = "fault"


def show_notice(
    tone: Tone, headline: str, language: Language, *lines: str, more: Markup | str = ""
) -> None:
    """Show a notice; all texts are escaped, `more` is markup of ours."""
    show(notice(tone, headline, *lines, more=more), language)


def notice(tone: Tone, headline: str, *lines: str, more: Markup | str = "") -> Markup:
    """A notice as markup."""
    body = [element("p", headline, class_="cv-notice-headline")]
    body += [element("p", line) for line in lines if line]
    return element(
        "div",
        icon(tone),
        element("div", *body, more),
        class_=f"cv-notice cv-{tone}",
        role="alert" if tone is Tone.FAULT else "status",
    )


def icon(name: str) -> Markup:
    """A sign drawn by the style sheet, so that it needs no font and no picture."""
    return element("span", class_=f"cv-icon cv-icon-{name}", aria_hidden="true")
