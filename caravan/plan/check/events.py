"""Events: each held once at most, in its town, for its service time, in its hours."""

from __future__ import annotations

from collections.abc import Iterator

from caravan.errors import Message, msg
from caravan.plan.check.fixed import fixed_faults
from caravan.plan.check.reference import Reference
from caravan.plan.check.violation import Rule, Violation
from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.plan import Plan
from caravan.tour.clock import format_clock
from caravan.tour.event import Event


def check_events(plan: Plan, reference: Reference) -> Iterator[Violation]:
    """Everything about the events of all teams."""
    held: dict[str, str] = {}
    for team, day, stop in _held(plan):
        if reference.happened.is_fact(day, stop):
            held.setdefault(stop.event, team)
    for team, day, stop in _held(plan):
        event = reference.events.get(stop.event)
        if event is None:
            message = msg("“{id}” is not an event of the tour", id=stop.event)
            yield Violation(Rule.UNKNOWN, message, team, day.date, stop.place, stop.event)
            continue
        if reference.happened.is_fact(day, stop):
            continue
        if event.id in held:
            message = msg("the event is held a second time, first by “{team}”", team=held[event.id])
            yield Violation(Rule.EVENT_ONCE, message, team, day.date, stop.place, event.id)
        held.setdefault(event.id, team)
        for rule, message in _faults(stop, event, day, reference):
            yield Violation(rule, message, team, day.date, stop.place, event.id)
    for event in reference.tour.events:
        if event.must_be_kept and event.id not in held:
            message = msg("the required event “{event}” is not held", event=event.id)
            yield Violation(Rule.REQUIRED, message, place=event.place, event=event.id)


def _held(plan: Plan) -> Iterator[tuple[str, Day, Stop]]:
    """Every event that is held, with its team and day."""
    for team in plan.teams:
        for day in team.days:
            for stop in day.items:
                if isinstance(stop, Stop) and stop.kind is StopKind.EVENT:
                    yield team.id, day, stop


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
    elsewhen = fixed_faults(stop, event, day)
    yield from elsewhen or _window_faults(stop, event, day, reference)


def _window_faults(
    stop: Stop, event: Event, day: Day, reference: Reference
) -> Iterator[tuple[Rule, Message]]:
    windows = [window.hours for window in reference.tour.windows(event) if window.date == day.date]
    if any(hours.begins <= stop.begins and stop.ends <= hours.ends for hours in windows):
        return
    # A stop of the wrong length may stick out of a window cut to a fixed hour by that alone.
    fixed = event.begins is not None or (event.pin is not None and event.pin.begins is not None)
    if fixed and windows and stop.ends - stop.begins != event.service_minutes:
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
