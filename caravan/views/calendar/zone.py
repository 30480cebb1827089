"""The VTIMEZONE of a calendar: Outlook shows wrong hours without one."""

from __future__ import annotations

from datetime import date as Date
from functools import lru_cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vDatetime

from caravan.views.calendar.document import component_bytes
from caravan.views.calendar.onsets import onsets
from caravan.views.calendar.values import line


def tzid(zone: str) -> str:
    """What calendars call an IANA zone: by its name, but for ``UTC``.

    The library takes that one for the promise of a ``Z``.
    """
    return "Etc/UTC" if zone == "UTC" else zone


@lru_cache(maxsize=256)
def timezone(zone: str, first: Date, last: Date) -> bytes:
    """A zone as finished lines, with the observances of a span of dates and no more.

    It is made once for a zone and a span.
    """
    component = Timezone()
    component.add("TZID", line(tzid(zone)))
    for onset in onsets(tzid(zone), first, last):
        observance = TimezoneDaylight() if onset.is_daylight else TimezoneStandard()
        observance.add("DTSTART", vDatetime(onset.begins))
        observance.TZOFFSETFROM = onset.before
        observance.TZOFFSETTO = onset.after
        observance.add("TZNAME", line(onset.name))
        component.add_component(observance)
    return component_bytes(component)
