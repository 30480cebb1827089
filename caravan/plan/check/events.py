"""Events: each held once at most, in its town, for its service time, in its hours."""

from __future__ import annotations

from collections.abc import Iterator

from caravan.errors import Message, msg
from caravan.plan.check.reference import Reference
from caravan.plan.check.violation import Rule, Violation
from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.plan import Plan
from caravan.tour.clock import format_clock
from caravan.tour.event import Event


def check_events(plan: Plan, reference: Reference) -> Iterator[Violation]:
    """Everything about the events of all teams."""
    held: dict[str, str] = {}
    for team in plan.teams:
        for day in team.days:
            for stop in day.items:
                if not isinstance(stop, Stop) or stop.kind is not StopKind.EVENT:
                    continue
                event = reference.events.get(stop.event)
                if event is None:
                    message = msg("“{id}” is not an event of the tour", id=stop.event)
                    yield Violation(
                        Rule.UNKNOWN, message, team.id, day.date, stop.place, stop.event
                    )
                    continue
                if event.id in held:
                    message = msg(
                        "the event is held a second time, first by “{team}”", team=held[event.id]
                    )
                    yield Violation(
                        Rule.EVENT_ONCE, message, team.id, day.date, stop.place, event.id
                    )
                held.setdefault(event.id, team.id)
                for rule, message in _faults(stop, event, day, reference):
                    yield Violation(rule, message, team.id, day.date, stop.place, event.id)
    for event in reference.tour.events:
        if event.required and event.id not in held:
            message = msg("the required event “{event}” is not held", event=event.id)
            yield Violation(Rule.REQUIRED, message, place=event.place, event=event.id)


def _faults(
    stop: Stop, event: Event, day: Day, reference: Reference
) -> Iterator[tuple[Rule, Message]]:
    if stop.place != event.place:
        yield (
            Rule.EVENT_PLACE,
            msg(
                "the event is held in “{place}”, its town is “{town}”",
                place=stop.place,
                town=event.place,
            ),
        )
    lasts = stop.ends - stop.begins
    if lasts != event.service_minutes:
        yield (
            Rule.SERVICE_TIME,
            msg(
                "the event lasts {minutes} minutes, its service time is {service}",
                minutes=lasts,
                service=event.service_minutes,
            ),
        )
    if event.date is not None and event.date != day.date:
        yield (
            Rule.FIXED_DATE,
            msg(
                "the event is held on {date}, its fixed date is {fixed}",
                date=day.date.isoformat(),
                fixed=event.date.isoformat(),
            ),
        )
    elif event.begins is not None and event.begins != stop.begins:
        yield (
            Rule.FIXED_HOUR,
            msg(
                "the event begins at {begins}, its fixed hour is {fixed}",
                begins=format_clock(stop.begins),
                fixed=format_clock(event.begins),
            ),
        )
    else:
        yield from _window_faults(stop, event, day, reference)


def _window_faults(
    stop: Stop, event: Event, day: Day, reference: Reference
) -> Iterator[tuple[Rule, Message]]:
    windows = [window.hours for window in reference.tour.windows(event) if window.date == day.date]
    if any(hours.begins <= stop.begins and stop.ends <= hours.ends for hours in windows):
        return
    # A stop of the wrong length may stick out of a window cut to a fixed hour by that alone.
    if event.begins is not None and windows and stop.ends - stop.begins != event.service_minutes:
        return
    begins, ends = format_clock(stop.begins), format_clock(stop.ends)
    if not windows:
        yield (
            Rule.TIME_WINDOW,
            msg(
                "the event lasts from {begins} to {ends}, it has no time window on this date",
                begins=begins,
                ends=ends,
            ),
        )
        return
    yield (
        Rule.TIME_WINDOW,
        msg(
            "the event lasts from {begins} to {ends}, the time windows are {windows}",
            begins=begins,
            ends=ends,
            windows=", ".join(
                f"{format_clock(hours.begins)}–{format_clock(hours.ends)}" for hours in windows
            ),
        ),
    )
