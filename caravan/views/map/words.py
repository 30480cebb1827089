"""The fixed texts of a map."""

from __future__ import annotations

from caravan.language.language import Language


def words(language: Language, sources: tuple[str, ...]) -> dict[str, str]:
    """All fixed texts by the key under which the page's script looks them up."""
    _ = language.text
    return {
        "legend": _("Legend"),
        "days": _("Days"),
        "symbols": _("Symbols"),
        "stop": _("Event, in the order of the visits"),
        "bed": _("Night"),
        "start": _("Start"),
        "end": _("End of the tour"),
        "ferry": _("Ferry"),
        "drive": _("Road, published figures"),
        "estimate": _("≈ Road, estimated figures"),
        "road": _("Other roads of the network"),
        "left_out": _("Town that the plan leaves out"),
        "tiles": _("OpenStreetMap background"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "whole": _("Show everything"),
        "close": _("Close"),
        "map": _("Map of the tour"),
        "script": _("This map needs JavaScript."),
        "coast": _("Coast: Natural Earth"),
        "sources": _("Coordinates: {sources}", sources=language.listing(sources))
        if sources
        else "",
        "km": _("{km} km", km="{}"),
    }
