"""What a town hosts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

from caravan.errors import ImpossibleValue, msg
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.names import Names
from caravan.tour.opening import TimeWindow
from caravan.tour.partner import Partner
from caravan.tour.place import refuse_bad_id

MAX_VALUE = 1000
"""Highest value of an event: values rank events, they are no money."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event in a town.

    Attributes:
        id: unique in the tour; by default the town's id.
        place: id of the host town.
        service_minutes: service time, from the first to the last minute on the spot.
        calendars: ids of the opening hours in which it may lie (any of them).
        windows: further time windows of its own.
        required: a required event must be kept; an optional one is kept for its `value`.
        value: worth of keeping it, 1 to MAX_VALUE.
        date: fixed date, if any.
        begins: fixed hour, in minutes after local midnight, if any.
        venue: the hall or square.
        partners: who is told.

    Raises ImpossibleValue for a bad id, service time, value or hour, or when no window is named.
    """

    id: str
    place: str
    service_minutes: int
    calendars: tuple[str, ...] = ()
    windows: tuple[TimeWindow, ...] = ()
    required: bool = True
    value: int = 1
    date: Date | None = None
    begins: int | None = None
    venue: Names | None = None
    partners: tuple[Partner, ...] = ()

    def __post_init__(self) -> None:
        refuse_bad_id(self.id)
        if not 1 <= self.service_minutes <= MINUTES_PER_DAY:
            raise ImpossibleValue(
                msg(
                    "a service time of {minutes} minutes is not between 1 minute and 24 hours",
                    minutes=self.service_minutes,
                )
            )
        if not 1 <= self.value <= MAX_VALUE:
            raise ImpossibleValue(
                msg(
                    "the value {value} is not between 1 and {limit}",
                    value=self.value,
                    limit=MAX_VALUE,
                )
            )
        if self.begins is not None and not 0 <= self.begins < MINUTES_PER_DAY:
            raise ImpossibleValue(msg("the fixed hour is not within a day"))
        if not self.calendars and not self.windows:
            raise ImpossibleValue(
                msg("the event in “{place}” has no opening hours", place=self.place)
            )
