r"""Property values that are written right whatever they hold.

They stand in for values of the icalendar library (7.3) where that one corrupts ``\N`` in texts,
leaves raw ``X-`` properties unescaped, accepts coordinates that are none, writes small ones as
``1e-05`` and a local time without its zone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from icalendar import vCalAddress, vCategory, vDatetime, vDuration, vGeo, vText, vUri

from caravan.errors import ImpossibleValue, msg
from caravan.views.calendar.clean import one_line, several_lines


class Text(vText):
    """A TEXT value: each character that means something in a calendar escaped, once."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        """The escaped text in UTF-8."""
        escaped = self.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
        return escaped.replace("\n", r"\n").encode()


def line(text: str) -> Text:
    """A text on one line."""
    return Text(one_line(text))


def lines(text: str) -> Text:
    """A text that may have several lines."""
    return Text(several_lines(text))


def categories(texts: Iterable[str]) -> vCategory:
    """One CATEGORIES line; a comma inside a text doesn't make two of it."""
    value = vCategory([])
    value.cats = [Text(_without_backslash(text)) for text in texts]
    return value


class Coordinates(vGeo):
    """A GEO value with six decimals (0.1 m), never in scientific notation."""

    def to_ical(self) -> str:
        """``latitude;longitude`` in degrees."""
        return f"{degrees(self.latitude)};{degrees(self.longitude)}"


def degrees(value: float) -> str:
    """Degrees with six decimals; what rounds to zero has no sign."""
    return f"{round(value, 6) + 0.0:.6f}"


def coordinates(latitude: float, longitude: float) -> Coordinates:
    """The GEO of a point, WGS 84 degrees. Raises ImpossibleValue out of range or for no number."""
    if not (math.isfinite(latitude) and -90 <= latitude <= 90):
        raise ImpossibleValue(msg("latitude {value} is not between -90 and 90", value=latitude))
    if not (math.isfinite(longitude) and -180 <= longitude <= 180):
        raise ImpossibleValue(msg("longitude {value} is not between -180 and 180", value=longitude))
    return Coordinates((latitude, longitude))


def structured_location(title: str, latitude: float, longitude: float) -> vUri:
    """Apple's X-APPLE-STRUCTURED-LOCATION: Apple's calendars ignore GEO and need it for a map."""
    point = coordinates(latitude, longitude)
    address = f"geo:{degrees(point.latitude)},{degrees(point.longitude)}"
    return vUri(address, params={"VALUE": "URI", "X-TITLE": _without_backslash(title)})


def local_time(instant: datetime, tzid: str) -> vDatetime:
    """A local time with its TZID. Raises ValueError for a time without a zone."""
    if instant.utcoffset() is None:
        raise ValueError("a calendar entry needs a time with its zone")
    value = vDatetime(instant.replace(tzinfo=None))
    value.params["TZID"] = tzid
    return value


@lru_cache(maxsize=1000)  # one publication stamps many entries
def utc(instant: datetime) -> vDatetime:
    """An instant in UTC, to the second: don't change it. Raises ValueError for one without a zone."""
    if instant.utcoffset() is None:
        raise ValueError("an instant needs its zone")
    return vDatetime(instant.astimezone(UTC))


def interval(duration: str) -> vDuration:
    """A duration (``PT1H``) that says its type, as REFRESH-INTERVAL must (RFC 7986, 5.7)."""
    return vDuration(duration, params={"VALUE": "DURATION"})


def person(uri: str, name: str, **parameters: str) -> vCalAddress:
    """A calendar user: a ``mailto:`` address with the name shown for it, else itself shown."""
    shown = _without_backslash(name) or uri.removeprefix("mailto:")
    return vCalAddress(uri, params={"CN": shown, **parameters})


def _without_backslash(text: str) -> str:
    """The text on one line, backslashes turned round.

    In parameters they mean nothing by the standard, and in lists programs stumble over one that
    is followed by a comma: several read line breaks or one value where there are two.
    """
    return one_line(text).replace("\\", "/")
