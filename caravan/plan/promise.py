"""Promises to partners: when each event was announced, and what breaking that weighs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from enum import StrEnum

from caravan.plan.day import Day
from caravan.tour.event import Event

TOLERANCE_MINUTES = 15
"""An event that begins less than so many minutes off its promised hour breaks no promise."""


class Breach(StrEnum):
    """How a promise is broken, the gravest first."""

    LEFT_OUT = "left-out"
    OTHER_DAY = "other-day"
    OTHER_HOUR = "other-hour"


WEIGHTS = {Breach.LEFT_OUT: 16, Breach.OTHER_DAY: 4, Breach.OTHER_HOUR: 1}
"""What a breach weighs towards partners who were invited."""

CONFIRMED_FACTOR = 3
"""A breach towards partners who have confirmed weighs so many times as much."""


@dataclass(frozen=True, slots=True)
class Promise:
    """When an event was announced.

    Attributes:
        event: its id.
        date, begins: the promised date, and minutes after local midnight.
        is_confirmed: whether a partner had confirmed it.
    """

    event: str
    date: Date
    begins: int
    is_confirmed: bool = False

    def weight(self, breach: Breach | None) -> int:
        """What this breach weighs; 0 for none."""
        if breach is None:
            return 0
        return WEIGHTS[breach] * (CONFIRMED_FACTOR if self.is_confirmed else 1)

    def breach(self, date: Date, begins: int) -> Breach | None:
        """How holding the event then breaks the promise, None when it doesn't."""
        if date != self.date:
            return Breach.OTHER_DAY
        if abs(begins - self.begins) >= TOLERANCE_MINUTES:
            return Breach.OTHER_HOUR
        return None


@dataclass(frozen=True, slots=True)
class BrokenPromise:
    """A promise that a plan doesn't keep.

    Attributes:
        date, begins: when the event is held instead, None when it is left out.
        weight: see `Promise.weight`.
    """

    promise: Promise
    breach: Breach
    date: Date | None
    begins: int | None

    @property
    def weight(self) -> int:
        """What the breach weighs."""
        return self.promise.weight(self.breach)


def promises_of(days: tuple[Day, ...], events: dict[str, Event]) -> tuple[Promise, ...]:
    """What these days promise, in their order; events that are not among `events` are passed over."""
    return tuple(
        Promise(stop.event, day.date, stop.begins, events[stop.event].is_confirmed)
        for day in days
        for stop in day.events
        if stop.event in events
    )


def broken_promises(
    promises: tuple[Promise, ...], days: tuple[Day, ...]
) -> tuple[BrokenPromise, ...]:
    """The promises that these days break, in the order of the promises."""
    held = {stop.event: (day.date, stop.begins) for day in days for stop in day.events}
    broken = []
    for promise in promises:
        if promise.event not in held:
            broken.append(BrokenPromise(promise, Breach.LEFT_OUT, None, None))
            continue
        date, begins = held[promise.event]
        breach = promise.breach(date, begins)
        if breach is not None:
            broken.append(BrokenPromise(promise, breach, date, begins))
    return tuple(broken)
