"""Coordinates as people type or paste them."""

from __future__ import annotations

import re

from caravan.errors import msg
from caravan.files.wrong import WrongValue

_NUMBER = r"([-+−]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([NSEWO]?)"
_PAIR = re.compile(rf"\s*{_NUMBER}\s*[,;\s]\s*{_NUMBER}\s*", re.IGNORECASE)
_MOST = 100
_DECIMALS = 6
"""Of a degree: a hand's breadth."""


def coordinates_text(latitude: float, longitude: float) -> str:
    """``34.425, 8.78417``, as it can be typed and pasted into other maps."""
    return f"{_text(latitude)}, {_text(longitude)}"


def read_coordinates(text: str) -> tuple[float, float]:
    """(latitude, longitude) in decimal degrees.

    Understood: ``34.425, 8.784``, ``34,425 8,784``, ``34.425 N 8.784 E``, and degrees with minutes
    as in ``34°25'30"N 8°47'3"E``. Raises WrongValue for anything else.
    """
    text = text.strip()[:_MOST]
    found = _decimal(text) or _degrees(text)
    if found is None or not (abs(found[0]) <= 90 and abs(found[1]) <= 180):
        problem = msg("these are no coordinates: “{text}”", text=text[:40])
        raise WrongValue(problem, msg("Write latitude and longitude, like 34.425, 8.784"))
    return (round(found[0], _DECIMALS), round(found[1], _DECIMALS))


def _decimal(text: str) -> tuple[float, float] | None:
    pair = _PAIR.fullmatch(text)
    if pair is None:
        return None
    first, first_side, second, second_side = pair.groups()
    values = [
        (_number(first, first_side), first_side.upper()),
        (_number(second, second_side), second_side.upper()),
    ]
    if values[0][1] in ("E", "W", "O") or values[1][1] in ("N", "S"):
        values.reverse()
    if values[0][1] in ("E", "W", "O") or values[1][1] in ("N", "S"):
        return None  # twice the same
    return (values[0][0], values[1][0])


def _number(text: str, side: str) -> float:
    value = float(text.replace(",", ".").replace("−", "-"))
    # French for west is "ouest".
    return -abs(value) if side.upper() in ("S", "W", "O") else value


def _degrees(text: str) -> tuple[float, float] | None:
    """Degrees, minutes and seconds, read by geopy."""
    if not re.search(r"[°'’′]", text):
        return None
    from geopy.point import Point

    try:
        point = Point(text.replace("’", "'").replace("O", "W"))
    except ValueError:
        return None
    return (point.latitude, point.longitude)


def _text(value: float) -> str:
    return f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
