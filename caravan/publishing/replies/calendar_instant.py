"""Times in a calendar that a stranger wrote."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from caravan.errors import msg
from caravan.publishing.replies.calendar_lines import Property
from caravan.publishing.replies.reply import UnreadableReply

LONGEST_PROPOSAL = timedelta(days=1)

_INSTANT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_DURATION = re.compile(r"\+?P(?:(\d{1,2})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,5})S)?)?")


def hours_of(event: tuple[Property, ...]) -> tuple[datetime, datetime]:
    """Beginning and end of an event, without a zone when they are said in local time.

    Raises UnreadableReply for hours that are missing, wrong, or longer than LONGEST_PROPOSAL.
    """
    lines = {line.name: line for line in reversed(event)}
    begins = instant_of(lines["DTSTART"]) if "DTSTART" in lines else None
    ends = None
    if begins is not None and "DTEND" in lines:
        ends = instant_of(lines["DTEND"])
    elif begins is not None and "DURATION" in lines:
        ends = _after(begins, lines["DURATION"].value)
    elif begins is not None and "T" not in lines["DTSTART"].value:
        ends = begins + timedelta(days=1)
    if begins is None or ends is None or (begins.tzinfo is None) != (ends.tzinfo is None):
        raise UnreadableReply(msg("other hours are proposed, but they can't be read"))
    if not timedelta(0) < ends - begins <= LONGEST_PROPOSAL:
        raise UnreadableReply(
            msg("other hours are proposed, but they don't begin and end within a day")
        )
    return begins, ends


def instant_of(line: Property) -> datetime | None:
    """The time that a line says, None when it can't be read or its zone isn't known.

    A date is its midnight; a time without a zone stays without.
    """
    found = _INSTANT.fullmatch(line.value.strip())
    # Far from our time, adding a day or a zone would leave the calendar of the computer.
    if found is None or not 1970 <= int(found[1]) < 2200:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 its zone follows
    except ValueError:
        return None
    if found[7]:
        return moment.replace(tzinfo=UTC)
    zone = line.parameters.get("TZID", "").strip()
    if not zone or found[4] is None:
        return moment
    known = _zone(zone)
    return None if known is None else moment.replace(tzinfo=known).astimezone(UTC)


def _zone(name: str) -> ZoneInfo | None:
    """A zone by its name, or by what Windows calls it."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    # Mozilla writes the names of zones with an address in front.
    plain = "/".join(name.split("/")[-2:]) if name.startswith("/") else name
    plain = WINDOWS_TO_OLSON.get(plain, plain)
    if not re.fullmatch(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}", plain):
        return None
    try:
        return ZoneInfo(plain)
    except (OSError, ValueError, LookupError):
        return None


def _after(begins: datetime, duration: str) -> datetime | None:
    found = _DURATION.fullmatch(duration.strip())
    if found is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return begins + timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
