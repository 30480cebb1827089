"""A tour that can't be done: hosts close earlier."""

from __future__ import annotations

from dataclasses import replace

from caravan.tour.opening import Hours, OpeningHours
from caravan.tour.tour import Tour

_CLOSING = 18 * 60


def without_evenings(tour: Tour) -> Tour:
    """The same tour with every host closed from 18:00 on."""
    return replace(tour, calendars=tuple(_closed_early(calendar) for calendar in tour.calendars))


def _closed_early(calendar: OpeningHours) -> OpeningHours:
    weekly = tuple(
        tuple(
            Hours(hours.begins, min(hours.ends, _CLOSING))
            for hours in day
            if hours.begins < _CLOSING
        )
        for day in calendar.weekly
    )
    return replace(calendar, weekly=weekly)
