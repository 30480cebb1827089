"""Dates and hours that an event is fixed to, pinned to, or refused on."""

from __future__ import annotations

from collections.abc import Iterator

from caravan.errors import Message, msg
from caravan.plan.check.violation import Rule
from caravan.plan.day import Day, Stop
from caravan.tour.clock import format_clock
from caravan.tour.event import Event


def fixed_faults(stop: Stop, event: Event, day: Day) -> list[tuple[Rule, Message]]:
    """What is wrong about the date of an event, or else about its hour."""
    dates = list(_date_faults(event, day))
    return dates or list(_hour_faults(stop, event))


def _date_faults(event: Event, day: Day) -> Iterator[tuple[Rule, Message]]:
    date = day.date.isoformat()
    if event.date is not None and event.date != day.date:
        yield (
            Rule.FIXED_DATE,
            msg(
                "the event is held on {date}, its fixed date is {fixed}",
                date=date,
                fixed=event.date.isoformat(),
            ),
        )
    if event.pin is not None and event.pin.date != day.date:
        yield (
            Rule.PIN,
            msg(
                "the event is held on {date}, it is pinned to {pinned}",
                date=date,
                pinned=event.pin.date.isoformat(),
            ),
        )
    if day.date in event.not_on:
        yield (
            Rule.REFUSED_DATE,
            msg("the event is held on {date}, a date that its host has refused", date=date),
        )


def _hour_faults(stop: Stop, event: Event) -> Iterator[tuple[Rule, Message]]:
    begins = format_clock(stop.begins)
    if event.begins is not None and event.begins != stop.begins:
        yield (
            Rule.FIXED_HOUR,
            msg(
                "the event begins at {begins}, its fixed hour is {fixed}",
                begins=begins,
                fixed=format_clock(event.begins),
            ),
        )
    pinned = event.pin.begins if event.pin is not None else None
    if pinned is not None and pinned != stop.begins:
        yield (
            Rule.PIN,
            msg(
                "the event begins at {begins}, it is pinned to {pinned}",
                begins=begins,
                pinned=format_clock(pinned),
            ),
        )
