"""One day as a row of items: unbroken in time and place."""

from __future__ import annotations

from collections.abc import Iterator

from caravan.errors import msg
from caravan.plan.check.missed_ship import missed_ship
from caravan.plan.check.reference import Reference
from caravan.plan.check.violation import Rule, Violation
from caravan.plan.day import Day, Item, Stop, StopKind
from caravan.tour.clock import MINUTES_PER_DAY, format_clock
from caravan.travel.leg import Leg


def begin_place(item: Item) -> str:
    """Where an item begins."""
    return item.origin if isinstance(item, Leg) else item.place


def end_place(item: Item) -> str:
    """Where an item ends."""
    return item.destination if isinstance(item, Leg) else item.place


def is_work(item: Item) -> bool:
    """Whether the team drives, sails or hosts."""
    return isinstance(item, Leg) or item.kind is StopKind.EVENT


def check_timeline(day: Day, team: str, reference: Reference) -> Iterator[Violation]:
    """Known places, unbroken times and places, durations."""
    yield from _check_ids(day, team, reference)
    place, time = day.start, None
    for item in day.items:
        here = begin_place(item)
        is_fact = reference.happened.is_fact(day, item)
        if here != place and not is_fact:
            yield from _check_jump(day, team, reference, place, item)
        if time is not None and item.begins != time and not is_fact:
            message = msg(
                "an item begins at {begins}, the one before ends at {ends}",
                begins=format_clock(item.begins),
                ends=format_clock(time),
            )
            yield Violation(Rule.TIMES, message, team, day.date, here)
        place, time = end_place(item), item.ends
        if not is_fact:
            yield from _check_item(item, day, team)
    if place != day.overnight and not reference.happened.is_behind(day.date):
        missed = missed_ship(reference, day.date, place, day.overnight, time or 0)
        message = missed or msg(
            "the day ends in “{place}”, but the overnight stay is “{overnight}”",
            place=place,
            overnight=day.overnight,
        )
        yield Violation(Rule.PLACES, message, team, day.date, place)


def _check_jump(
    day: Day, team: str, reference: Reference, place: str, item: Item
) -> Iterator[Violation]:
    """From a place to another one without a leg."""
    here = begin_place(item)
    # Who waits there does so for what follows.
    events = (i.event for i in day.items if isinstance(i, Stop) and i.begins >= item.begins)
    event = next((event for event in events if event), "")
    message = missed_ship(reference, day.date, place, here, item.begins) or msg(
        "the team is in “{place}”, but at {time} something begins in “{other}”",
        place=place,
        time=format_clock(item.begins),
        other=here,
    )
    yield Violation(Rule.PLACES, message, team, day.date, here, event)


def _check_ids(day: Day, team: str, reference: Reference) -> Iterator[Violation]:
    ids = {day.start, day.overnight}
    for item in day.items:
        if isinstance(item, Leg):
            ids |= {item.origin, item.destination, *item.path}
        else:
            ids.add(item.place)
    for id_ in sorted(ids - reference.places.keys()):
        message = msg("“{id}” is not a place of the tour", id=id_)
        yield Violation(Rule.UNKNOWN, message, team, day.date, id_)


def _check_item(item: Item, day: Day, team: str) -> Iterator[Violation]:
    here = begin_place(item)
    if item.minutes < 0 or (isinstance(item, Leg) and item.minutes == 0):
        message = msg("an item lasts {minutes} minutes", minutes=item.minutes)
        yield Violation(Rule.DURATION, message, team, day.date, here)
    # Waiting isn't work, so it may begin before the working hours; but not on another date.
    if not is_work(item) and (item.begins < 0 or item.ends > MINUTES_PER_DAY):
        times = {"begins": format_clock(item.begins), "ends": format_clock(item.ends)}
        message = msg("a wait from {begins} to {ends} leaves its date", **times)
        yield Violation(Rule.TIMES, message, team, day.date, here)
    if isinstance(item, Stop) and item.kind is not StopKind.EVENT and item.event:
        message = msg("the event “{event}” is on a stop that holds none", event=item.event)
        yield Violation(Rule.FORM, message, team, day.date, here, item.event)
