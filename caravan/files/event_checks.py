"""What only shows when events meet the rest of their tour: windows in which they can't lie."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date

from caravan.errors import Message, msg
from caravan.tour.clock import format_clock
from caravan.tour.event import Event
from caravan.tour.tour import Tour


def impossible(tour: Tour, event: Event) -> tuple[str, Message, Message] | None:
    """Why an event can never be held, whatever the plan: key, problem, remedy; or None."""
    pin = event.pin
    if pin is not None and pin.date not in tour.dates:
        return ("pin", _outside(tour, pin.date), msg("Pin it to a date of the tour"))
    why = _impossible(tour, event)
    if why is None:
        return None
    # What was set by hand is named first: it is the easiest to change.
    if pin is not None and _impossible(tour, replace(event, pin=None)) is None:
        hour = "" if pin.begins is None else f" {format_clock(pin.begins)}"
        return (
            "pin",
            msg("the event can't be held where it is pinned, {when}", when=f"{pin.date}{hour}"),
            msg("Pin it to a time within its opening hours and the working hours"),
        )
    if event.not_on and _impossible(tour, replace(event, pin=None, not_on=())) is None:
        return (
            "not_on",
            msg("its host has refused every date on which it could be held"),
            msg("Take a refusal back, add opening hours, or leave the event out"),
        )
    return why


def _outside(tour: Tour, date: Date) -> Message:
    return msg(
        "{date} is outside the tour, {first} to {last}",
        date=date.isoformat(),
        first=tour.first_day.isoformat(),
        last=tour.last_day.isoformat(),
    )


def _impossible(tour: Tour, event: Event) -> tuple[str, Message, Message] | None:
    if event.date is not None and event.date not in tour.dates:
        return (
            "date",
            _outside(tour, event.date),
            msg("Change the date, or the window of the tour"),
        )
    windows = tour.windows(event)
    key = "open" if event.calendars else "windows"
    if not windows and event.begins is not None:
        return (
            "begins",
            msg(
                "an event of {minutes} minutes from {hour} is within no opening hours",
                minutes=event.service_minutes,
                hour=format_clock(event.begins),
            ),
            msg("Change the hour, the service time or the opening hours"),
        )
    if not windows:
        return (
            "date" if event.date is not None else key,
            msg("the event has no opening hours on any date it may have"),
            msg("Give it other calendars or windows, or another date"),
        )
    longest = max(window.hours.ends - window.hours.begins for window in windows)
    if longest < event.service_minutes:
        return (
            "service_minutes",
            msg(
                "a service time of {minutes} minutes is longer than every window, {longest} at most",
                minutes=event.service_minutes,
                longest=longest,
            ),
            msg("Make it shorter, or the opening hours longer"),
        )
    day = tour.rules.hours
    within = max(
        min(window.hours.ends, day.ends) - max(window.hours.begins, day.begins)
        for window in windows
    )
    if within < event.service_minutes:
        return (
            key,
            msg(
                "the event fits into no window within the working hours {begins}–{ends}",
                begins=format_clock(day.begins),
                ends=format_clock(day.ends),
            ),
            msg("Change its opening hours, or the hours of the rules"),
        )
    return None
