"""What Streamlit's widgets say in English, whatever the language of the page."""

from __future__ import annotations

from caravan.language.language import Language


def whole_words(language: Language) -> dict[str, str]:
    """Texts of Streamlit and what to say instead."""
    _ = language.text
    return {
        "Skip to main content": _("Skip to the content"),
        "(required)": _("(required)"),
        "Close": _("Close"),
        "Clear all": _("Clear all"),
        "Clear value": _("Clear the choice"),
        "Open": _("Show the choices"),
        "Increment": _("More"),
        "Decrement": _("Less"),
        "Choose date": _("Choose a date"),
        "Selected values": _("Chosen"),
        "file upload": _("Choose files"),
        "Upload": _("Choose files"),
        "Copy to clipboard": _("Copy"),
        "Show/hide columns": _("Show or hide columns"),
        "Download as CSV": _("Download as CSV"),
        "Search": _("Search"),
        "Fullscreen": _("Full screen"),
        "Close fullscreen": _("Leave full screen"),
        "dd": _("dd"),
        "mm": _("mm"),
        "yyyy": _("yyyy"),
        "Page not found": _("Page not found"),
        "The page that you have requested does not seem to exist. Running the app's main page.": _(
            "There is no page at this address. This is the first page of the app."
        ),
    }


def framed_words(language: Language) -> list[tuple[str, str]]:
    """Texts of Streamlit around a name, ``{}``, and what to say instead."""
    _ = language.text
    return [
        ("Help for {}", _("Help: {name}", name="{}")),
        ("Remove {}", _("Remove {name}", name="{}")),
        ("day, {}", _("day, {name}", name="{}")),
        ("month, {}", _("month, {name}", name="{}")),
        ("year, {}", _("year, {name}", name="{}")),
    ]
