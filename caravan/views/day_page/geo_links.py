"""Links that open a place in the map app of a phone (RFC 5870)."""

from __future__ import annotations

from urllib.parse import quote

from caravan.tour.place import Place


def geo(place: Place, name: str) -> str:
    """A ``geo:`` link; apps that know the common addition ``q`` set a pin with its name."""
    point = f"{place.latitude:.6f},{place.longitude:.6f}"
    # Parentheses end the label for the app that reads it.
    label = name.replace("(", " ").replace(")", " ").encode("utf-8", "replace")
    return f"geo:{point}?q={point}({quote(label, safe='')})"
