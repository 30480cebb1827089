"""The VTIMEZONE of a tour: Outlook shows wrong hours without one."""

from __future__ import annotations

from datetime import date as Date
from functools import cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vDatetime

from caravan.tour.tour import Tour
from caravan.views.calendar.onsets import onsets
from caravan.views.calendar.values import line


def tzid(tour: Tour) -> str:
    """What calendars call the tour's zone.

    It is the IANA name, but for ``UTC``: the library takes that for the promise of a ``Z``.
    """
    return "Etc/UTC" if tour.zone == "UTC" else tour.zone


def timezone(tour: Tour) -> Timezone:
    """The tour's zone, with the observances of its dates and no more.

    It is made once for a zone and a span of dates and then shared: don't change it.
    """
    return _timezone(tzid(tour), tour.first_day, tour.last_day)


@cache
def _timezone(name: str, first: Date, last: Date) -> Timezone:
    zone = Timezone()
    zone.add("TZID", line(name))
    for onset in onsets(name, first, last):
        observance = TimezoneDaylight() if onset.is_daylight else TimezoneStandard()
        observance.add("DTSTART", vDatetime(onset.begins))
        observance.TZOFFSETFROM = onset.before
        observance.TZOFFSETTO = onset.after
        observance.add("TZNAME", line(onset.name))
        zone.add_component(observance)
    return zone
