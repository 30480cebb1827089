"""Repairs by one host who opens earlier or closes later on one date.

All hosts, dates and sides are tried at once. Each event has a twin in wider hours, an event of its own
that is forbidden beside its like and beside all other twins; so a day holds one twin at most, and
one day at most holds one. What remains is to find the least width that does, by halving.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date as Date
from itertools import combinations

import numpy as np

from caravan.plan.repair import Repair, RepairKind
from caravan.planning.arrays import Bools, Ints
from caravan.planning.columns import Columns
from caravan.planning.course import course_of
from caravan.planning.day_routes import MAX_EVENTS
from caravan.planning.explaining.day_repairs import MOST_MINUTES, STEP_MINUTES
from caravan.planning.explaining.single_changes import SingleUse, used_once
from caravan.planning.explaining.workshop import Tried, UndecidedError, Workshop
from caravan.planning.problem import Problem, problem_of
from caravan.tour.adjustment import AddWindow
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.event import Event
from caravan.tour.opening import Hours, TimeWindow, joined
from caravan.tour.tour import Tour


def wider_window(shop: Workshop, helping: Iterable[str]) -> Repair | None:
    """One host opens earlier or closes later on one date, by as little as will do.

    Args:
        helping: the events without which there is a plan; wider hours of others don't help.
    """
    events = [n for n, e in enumerate(shop.tour.events) if e.id in set(helping)]
    room = MAX_EVENTS - len(shop.tour.events)
    best: tuple[Tried, AddWindow] | None = None
    for begin in range(0, len(events), max(1, room)):
        some = events[begin : begin + room]
        if not some:
            raise UndecidedError
        found = _least(shop, some, None if best is None else _width(best[1]))
        best = found or best
    return None if best is None else shop.repair_of(RepairKind.WIDER_WINDOW, *best)


def _least(shop: Workshop, events: list[int], below: int | None) -> tuple[Tried, AddWindow] | None:
    """The least widening of one of these events that does, if it is less than `below` minutes."""
    most = (MOST_MINUTES if below is None else below - 1) // STEP_MINUTES
    best = None
    if most > 0:
        best = _widened(shop, events, most * STEP_MINUTES)
    if best is None:
        return None
    least, most = 0, min(most, -(-_width(best[1]) // STEP_MINUTES))
    while most - least > 1:
        middle = (least + most) // 2
        found = _widened(shop, events, middle * STEP_MINUTES)
        if found is None:
            least = middle
        else:
            best, most = found, min(middle, -(-_width(found[1]) // STEP_MINUTES))
    return best


def _width(change: AddWindow) -> int:
    return change.hours.ends - change.hours.begins


def _widened(shop: Workshop, events: list[int], minutes: int) -> tuple[Tried, AddWindow] | None:
    """A single window that helps, of those that are wider by so many minutes at both ends."""
    tour = _with_twins(shop.tour, events, minutes)
    columns = shop.enumerated(tour)
    single = _single_twin(shop.tour, tour, columns, events)
    chosen = shop.chosen(single.problem, complete=columns.complete)
    if chosen is None:
        return None
    for day, row in zip(columns.chain, single.original(chosen), strict=True):
        twin = int(day.mask[row]) >> len(shop.tour.events)
        if twin:
            event = shop.tour.events[events[twin.bit_length() - 1]]
            id_ = tour.events[len(shop.tour.events) + twin.bit_length() - 1].id
            course = course_of(tour, shop.travel(tour), columns, day, row)
            held = next(stop for stop in course.events if stop.event == id_)
            hours = _missing(_open(shop.tour, event, day.date), Hours(held.begins, held.ends))
            change = AddWindow(event.id, day.date, hours)
            tried = shop.tried(change)
            if tried is None:
                raise UndecidedError
            return tried, change
    raise UndecidedError  # The tour can be planned as it is.


def _with_twins(tour: Tour, events: list[int], minutes: int) -> Tour:
    """The tour with a twin for each of these events, behind all others, in the same order."""
    taken = {event.id for event in tour.events}
    names = (f"twin-{n}" for n in range(len(tour.events) + len(events) + MAX_EVENTS))
    free = [name for name in names if name not in taken]
    twin_of = {tour.events[n].id: free[rank] for rank, n in enumerate(events)}
    twins = tuple(_twin(tour, tour.events[n], twin_of[tour.events[n].id], minutes) for n in events)
    pairs = list(twin_of.items())
    pairs += combinations(twin_of.values(), 2)
    for one, other in tour.forbidden_pairs:
        pairs += _mixed(twin_of, one, other)
    orders = [
        mixed
        for order in tour.orders
        for one, other in combinations(order, 2)
        for mixed in _mixed(twin_of, one, other)
    ]
    return replace(
        tour,
        events=(*tour.events, *twins),
        forbidden_pairs=(*tour.forbidden_pairs, *pairs),
        orders=(*tour.orders, *orders),
    )


def _mixed(twin_of: dict[str, str], one: str, other: str) -> list[tuple[str, str]]:
    """The pairs of one event with the twin of the other."""
    mixed = [(twin_of[one], other)] if one in twin_of else []
    return [*mixed, (one, twin_of[other])] if other in twin_of else mixed


def _twin(tour: Tour, event: Event, id_: str, minutes: int) -> Event:
    """The same event in wider hours; nobody is told of it."""
    wider = tuple(
        TimeWindow(
            date,
            Hours(max(0, span.begins - minutes), min(MINUTES_PER_DAY, span.ends + minutes)),
        )
        for date in tour.dates
        for span in _open(tour, event, date)
    )
    windows = (*event.windows, *wider)
    return replace(event, id=id_, windows=windows, required=False, partners=())


def _open(tour: Tour, event: Event, date: Date) -> tuple[Hours, ...]:
    """The hours in which the host is open on a date, whatever date or hour the event has."""
    spans = [c.on(date) for c in tour.calendars if c.id in event.calendars]
    own = tuple(window.hours for window in event.windows if window.date == date)
    return joined((*(hours for span in spans for hours in span), *own))


def _missing(spans: tuple[Hours, ...], held: Hours) -> Hours:
    """The hours that an event needs beyond those in which its host is open, in whole steps.

    They touch the hours that there are, so that the host opens earlier or closes later.
    """
    parts: tuple[Hours, ...] = (held,)
    for span in spans:
        parts = tuple(part for one in parts for part in one.without(span))
    begins, ends = parts[0].begins, parts[-1].ends
    closes = [span.ends for span in spans if span.ends <= begins]
    opens = [span.begins for span in spans if span.begins >= ends]
    gap_after = begins - max(closes) if closes else MINUTES_PER_DAY
    gap_before = min(opens) - ends if opens else MINUTES_PER_DAY
    if gap_after == 0 and gap_before == 0:
        return Hours(begins, ends)
    if gap_after <= gap_before:
        begins -= gap_after
        steps = -(-(ends - begins) // STEP_MINUTES)
        wanted = begins + steps * STEP_MINUTES
        return Hours(begins, min(wanted, MINUTES_PER_DAY, min(opens, default=MINUTES_PER_DAY)))
    ends += gap_before
    steps = -(-(ends - begins) // STEP_MINUTES)
    return Hours(max(ends - steps * STEP_MINUTES, 0, max(closes, default=0)), ends)


def _single_twin(tour: Tour, with_twins: Tour, columns: Columns, events: list[int]) -> SingleUse:
    """The choice of days of the tour in which one event at most is held as its twin."""
    twins = problem_of(with_twins, columns)
    plain = (1 << len(tour.events)) - 1
    days = []
    special: list[Bools] = []
    for day in twins.days:
        special.append((day.mask >> len(tour.events)) != 0)
        mask, later = _told_as_one(day.mask, plain, events), _told_as_one(day.later, plain, events)
        days.append(replace(day, mask=mask, later=later))
    needed = [event.must_be_kept for event in tour.events]
    problem: Problem = replace(
        twins,
        days=tuple(days),
        penalties=twins.penalties[: len(tour.events)],
        required=sum(1 << n for n, bit in enumerate(needed) if bit),
    )
    return used_once(problem, tuple(special))


def _told_as_one(mask: Ints, plain: int, events: list[int]) -> Ints:
    """Sets of events in which twins are the events that they stand for."""
    told = mask & plain
    for rank, event in enumerate(events):
        told = told | (((mask >> (plain.bit_length() + rank)) & 1) << event)
    return told.astype(np.int64)
