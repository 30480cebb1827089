"""Coordinates as people type or paste them."""

from __future__ import annotations

import re

from caravan.errors import msg
from caravan.files.wrong import WrongValue

_PART = r"\d{1,2}(?:[.,]\d+)?"
_ONE = (
    rf"([-+−]?)(\d{{1,3}}(?:[.,]\d+)?)\s*°?\s*"
    rf"(?:({_PART})\s*['’′]\s*)?(?:({_PART})\s*(?:[\"”″]|'')\s*)?([NSEWO]?)"
)
_PAIR = re.compile(rf"\s*{_ONE}\s*[,;\s]\s*{_ONE}\s*", re.IGNORECASE)
_LONGEST = 100
_DECIMALS = 6
"""Of a degree: a hand's breadth."""
_TOP = 60
"""Minutes of a degree, seconds of a minute."""


def coordinates_text(latitude: float, longitude: float) -> str:
    """``34.425, 8.78417``, as it can be typed and pasted into other maps."""
    return f"{_text(latitude)}, {_text(longitude)}"


def read_coordinates(text: str) -> tuple[float, float]:
    """(latitude, longitude), WGS 84, in decimal degrees.

    Understood: ``34.425, 8.784``, ``34,425 8,784``, ``34.425 N 8.784 E``, and degrees with minutes
    and seconds, ``34°25'30"N 8°47'3"E``; the longitude may come first when both say their side.
    Raises WrongValue for anything else.
    """
    pair = _PAIR.fullmatch(text) if len(text) <= _LONGEST else None
    found = None if pair is None else _point(pair.groups()[:5], pair.groups()[5:])
    if found is None:
        problem = msg("these are no coordinates: “{text}”", text=" ".join(text.split())[:40])
        raise WrongValue(problem, msg("Write latitude and longitude, like 34.425, 8.784"))
    return found


def _point(
    first: tuple[str | None, ...], second: tuple[str | None, ...]
) -> tuple[float, float] | None:
    if _side(first) in ("E", "W") and _side(second) in ("N", "S"):
        first, second = second, first
    latitude, longitude = _degrees(first), _degrees(second)
    if _side(first) not in ("", "N", "S") or _side(second) not in ("", "E", "W"):
        return None
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return (round(latitude, _DECIMALS), round(longitude, _DECIMALS))


def _side(part: tuple[str | None, ...]) -> str:
    # French for west is "ouest".
    return (part[4] or "").upper().replace("O", "W")


def _degrees(part: tuple[str | None, ...]) -> float | None:
    sign, *numbers, _ = part
    degrees, minutes, seconds = (float((n or "0").replace(",", ".")) for n in numbers)
    if minutes >= _TOP or seconds >= _TOP:
        return None
    value = degrees + minutes / _TOP + seconds / _TOP**2
    return -value if sign in ("-", "−") or _side(part) in ("S", "W") else value


def _text(value: float) -> str:
    # Adding nought makes a minus nought a plain one.
    return f"{round(value, _DECIMALS) + 0.0:.{_DECIMALS}f}".rstrip("0").rstrip(".")
