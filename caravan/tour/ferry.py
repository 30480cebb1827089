"""Ferries and their timetables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

from caravan.errors import ImpossibleValue, msg
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.names import Names
from caravan.tour.place import refuse_bad_id
from caravan.tour.road import Grade


@dataclass(frozen=True, slots=True)
class Timetable:
    """Departures from one port, on some weekdays, between two dates (both included).

    Attributes:
        origin: id of the port of departure.
        weekdays: 0 Monday to 6 Sunday.
        departures: minutes after local midnight, rising.
    """

    origin: str
    valid_from: Date
    valid_to: Date
    weekdays: tuple[int, ...]
    departures: tuple[int, ...]

    def __post_init__(self) -> None:
        if self.valid_to < self.valid_from:
            raise ImpossibleValue(msg("the timetable's validity ends before it begins"))
        if not self.weekdays or not set(self.weekdays) <= set(range(7)):
            raise ImpossibleValue(msg("the timetable's weekdays are missing or wrong"))
        if list(self.departures) != sorted(set(self.departures)):
            raise ImpossibleValue(msg("departures must rise through the day, without repeats"))
        if not all(0 <= minute < MINUTES_PER_DAY for minute in self.departures):
            raise ImpossibleValue(msg("a departure is not within a day"))

    def runs_on(self, date: Date) -> bool:
        """Whether it holds on this date."""
        return self.valid_from <= date <= self.valid_to and date.weekday() in self.weekdays


@dataclass(frozen=True, slots=True)
class Ferry:
    """A ferry line between two ports.

    Attributes:
        ports: ids of the two ports.
        crossing_minutes: from departure to arrival.
        boarding_minutes: how long before departure the convoy must stand at the port.
        km: length of the crossing.
        grade, source: of the timetable and the crossing time.
        timetables: departures of both directions; several that hold on a date add up.

    Raises ImpossibleValue for times out of range or a timetable from a third port.
    """

    id: str
    names: Names
    ports: tuple[str, str]
    crossing_minutes: int
    boarding_minutes: int
    km: float
    grade: Grade
    timetables: tuple[Timetable, ...]
    operator: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        refuse_bad_id(self.id)
        if self.ports[0] == self.ports[1]:
            raise ImpossibleValue(msg("a ferry needs two different ports"))
        if not 1 <= self.crossing_minutes <= MINUTES_PER_DAY:
            raise ImpossibleValue(msg("the crossing time is not between 1 minute and 24 hours"))
        if not 0 <= self.boarding_minutes <= MINUTES_PER_DAY:
            raise ImpossibleValue(msg("the boarding time is not between 0 and 24 hours"))
        if not 0 < self.km <= 5000:
            raise ImpossibleValue(msg("{km} km is not between 0 and 5000", km=self.km))
        for timetable in self.timetables:
            if timetable.origin not in self.ports:
                raise ImpossibleValue(
                    msg(
                        "the timetable's port “{port}” is not one of the ferry's",
                        port=timetable.origin,
                    )
                )

    def other_port(self, origin: str) -> str:
        """The port across from `origin`."""
        return self.ports[1] if origin == self.ports[0] else self.ports[0]

    def departures(self, origin: str, date: Date) -> tuple[int, ...]:
        """All departures from a port on a date, minutes after midnight, rising."""
        return tuple(
            sorted(
                {
                    minute
                    for timetable in self.timetables
                    if timetable.origin == origin and timetable.runs_on(date)
                    for minute in timetable.departures
                }
            )
        )
