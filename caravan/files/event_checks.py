"""What only shows when events meet the rest of their tour: windows in which they can't lie."""

from __future__ import annotations

from caravan.errors import Message, msg
from caravan.tour.clock import format_clock
from caravan.tour.event import Event
from caravan.tour.tour import Tour


def impossible(tour: Tour, event: Event) -> tuple[str, Message, Message] | None:
    """Why an event can never be held, whatever the plan: key, problem, remedy; or None."""
    if event.date is not None and event.date not in tour.dates:
        return (
            "date",
            msg(
                "{date} is outside the tour, {first} to {last}",
                date=event.date.isoformat(),
                first=tour.first_day.isoformat(),
                last=tour.last_day.isoformat(),
            ),
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
