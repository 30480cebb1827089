"""What a town hosts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date

from caravan.errors import ImpossibleValue, msg
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.names import Names
from caravan.tour.opening import TimeWindow
from caravan.tour.partner import Partner, PartnerStatus
from caravan.tour.pin import Pin
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
        not_on: dates that the host has refused, whatever its opening hours say.
        pin: where the organizers hold it fast; a pinned event has to be kept.
        venue: the hall or square.
        partners: who is told.

    Raises ImpossibleValue for a bad id, service time, value or hour, when no window is named, and
    for a pin that contradicts the fixed date or hour or lies on a refused date.
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
    not_on: tuple[Date, ...] = ()
    pin: Pin | None = None

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
        if self.pin is not None:
            self._refuse_contradicting(self.pin)

    @property
    def must_be_kept(self) -> bool:
        """Whether every plan has to hold it."""
        return self.required or self.pin is not None

    @property
    def is_confirmed(self) -> bool:
        """Whether a partner has confirmed it."""
        return any(partner.status is PartnerStatus.CONFIRMED for partner in self.partners)

    def _refuse_contradicting(self, pin: Pin) -> None:
        dates = {"id": self.id, "pinned": pin.date.isoformat()}
        if self.date not in (None, pin.date):
            raise ImpossibleValue(
                msg(
                    "“{id}” is pinned to {pinned}, but its fixed date is {fixed}",
                    **dates,
                    fixed=str(self.date),
                )
            )
        if pin.date in self.not_on:
            raise ImpossibleValue(
                msg("“{id}” is pinned to {pinned}, a date that its host has refused", **dates)
            )
        if None not in (pin.begins, self.begins) and pin.begins != self.begins:
            raise ImpossibleValue(
                msg("the pinned hour of “{id}” is not its fixed hour", id=self.id)
            )
