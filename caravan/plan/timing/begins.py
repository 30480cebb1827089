"""When an event begins for a team that is there at some minute, in its hours or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date as Date
from functools import cache

from caravan.tour.event import Event
from caravan.tour.opening import Hours
from caravan.tour.tour import Tour


@dataclass(frozen=True, slots=True)
class Beginning:
    """One minute at which an event may begin.

    Attributes:
        begins: minutes after midnight.
        faults: 1 when that breaks a rule of the event whatever the rest of the day, else 0.
        overrun: by how many minutes it misses its hours, as far as minutes can tell.
    """

    begins: int
    faults: int = 0
    overrun: int = 0


class Beginnings:
    """When the events of a tour can begin."""

    def __init__(self, tour: Tour) -> None:
        self._tour = tour
        self._hours = cache(self._hours_on)

    def of(self, event: Event, date: Date, clock: int) -> tuple[Beginning, ...]:
        """When an event begins for a team free on the spot at `clock`; never none.

        In the hours of the event on that date and in the working hours: then as early as that
        allows. Else in its own hours alone, or at once; which of the two is better, the rest of the
        day tells.
        """
        work = self._tour.rules.hours
        service = event.service_minutes
        own, faults = self._hours(event, date)
        for hours in own:
            begins = max(clock, hours.begins, work.begins)
            if begins + service <= min(hours.ends, work.ends):
                return (Beginning(begins, faults),)
        late = _late(own, service, clock, faults)
        for hours in own:
            begins = max(clock, hours.begins)
            if begins + service <= hours.ends:
                return (Beginning(begins, faults), late)
        return (late,)

    def _hours_on(self, event: Event, date: Date) -> tuple[tuple[Hours, ...], int]:
        """The hours of an event on a date, and 1 when holding it then breaks a rule anyway.

        On a date that is not its own the hours are those that it would have, so that the times are
        as they would be if it were.
        """
        found = self._windows(event, date)
        if found:
            return found, 0
        free = replace(event, date=None, pin=None, not_on=())
        pinned = event.pin.begins if event.pin else None
        hour = pinned if pinned is not None else event.begins
        if hour is not None:
            free = replace(free, begins=hour)
        found = self._windows(free, date)
        if not found and hour is not None and hour + event.service_minutes <= 24 * 60:
            found = (Hours(hour, hour + event.service_minutes),)
        return found, 1

    def _windows(self, event: Event, date: Date) -> tuple[Hours, ...]:
        return tuple(w.hours for w in self._tour.windows(event) if w.date == date)


def _late(own: tuple[Hours, ...], service: int, clock: int, faults: int) -> Beginning:
    """At once, or as soon as hours begin that are too short; the event sticks out of them."""
    begins = min((max(clock, hours.begins) for hours in own if hours.ends > clock), default=clock)
    overrun = min((max(0, begins + service - hours.ends) for hours in own), default=0)
    return Beginning(begins, 1, overrun) if own else Beginning(clock, max(1, faults))
