"""Events brought back to their promised hours where a day has time to spare.

The enumeration begins each event as early as the promise allows, up to a quarter of an hour before
the promised minute: that is best for what follows. Where what follows doesn't need it, nobody should
be told of another hour.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date
from itertools import pairwise

from caravan.plan.day import Day, Item, Stop, StopKind, place_after
from caravan.plan.promise import Promise
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.place import PlaceKind
from caravan.tour.tour import Tour
from caravan.travel.leg import LegKind


def as_promised(tour: Tour, day: Day, promises: tuple[Promise, ...], from_item: int = 0) -> Day:
    """The day with its events as close after their times to the promised minutes as it can be.

    Only events that would begin before their promised minute are moved, and nothing that a sailing,
    another event or the break needs.

    Args:
        from_item: items before this one are as they happened.
    """
    promised = {p.event: p.begins for p in promises if p.date == day.date}
    steps = [item for item in day.items if not _is_wait(item)]
    frozen = sum(not _is_wait(item) for item in day.items[:from_item])
    for number in reversed(range(frozen, len(steps))):
        step = steps[number]
        if isinstance(step, Stop) and step.event in promised:
            wanted = promised[step.event] - step.begins
            steps = _delayed(tour, day.date, steps, number, wanted)
    if frozen < len(steps) and frozen == 0:
        left_late = _left_late(steps)
        if _has_break(tour, left_late) or not _has_break(tour, steps):
            steps = left_late
    return replace(day, items=_with_waits(steps))


def _delayed(tour: Tour, date: Date, steps: list[Item], number: int, wanted: int) -> list[Item]:
    """The steps with this event later, by as much of the wanted minutes as what follows allows."""
    moved = [number]
    until = tour.rules.hours.ends
    for later in range(number + 1, len(steps)):
        step = steps[later]
        if steps[later - 1].ends < step.begins or not _can_shift(step):
            until = step.begins - _boarding_minutes(tour, step)
            break
        moved.append(later)
    spare = until - steps[moved[-1]].ends
    for index in moved:
        spare = min(spare, _room(tour, date, steps[index]))
    rests = _has_break(tour, steps)
    for minutes in range(min(wanted, spare), 0, -1):
        delayed = [
            replace(s, begins=s.begins + minutes, ends=s.ends + minutes) if n in moved else s
            for n, s in enumerate(steps)
        ]
        if not rests or _has_break(tour, delayed):
            return delayed
    return steps


def _boarding_minutes(tour: Tour, item: Item) -> int:
    """How long before an item the team has to be where it begins."""
    if isinstance(item, Stop) or not item.ferry:
        return 0
    return next(ferry.boarding_minutes for ferry in tour.ferries if ferry.id == item.ferry)


def _has_break(tour: Tour, steps: list[Item]) -> bool:
    """Whether the team is free in a town for as long as the break takes, in the break's hours.

    Free time is no item of its own: it is before the first work of the day, after the last, and
    where nothing is done between two.
    """
    rule = tour.rules.pause
    if rule is None:
        return True
    towns = {place.id for place in tour.places if place.kind is PlaceKind.TOWN}
    work = [step for step in steps if not isinstance(step, Stop) or step.kind is StopKind.EVENT]
    if not work:
        return True
    spans = [(0, work[0].begins), (work[-1].ends, MINUTES_PER_DAY)]
    spans += [(a.ends, b.begins) for a, b in pairwise(work) if place_after(a) in towns]
    first, last = rule.within.begins, rule.within.ends
    return any(min(ends, last) - max(begins, first) >= rule.minutes for begins, ends in spans)


def _can_shift(item: Item) -> bool:
    if isinstance(item, Stop):
        return item.kind is StopKind.BREAK
    return item.kind is LegKind.DRIVE


def _room(tour: Tour, date: Date, item: Item) -> int:
    """By how many minutes an item may be later by its own rules."""
    if not isinstance(item, Stop):
        return tour.rules.hours.ends - item.ends
    if item.kind is StopKind.BREAK:
        rule = tour.rules.pause
        return rule.within.ends - item.ends if rule else 0
    windows = tour.windows(tour.event(item.event))
    return max(
        (
            window.hours.ends - item.ends
            for window in windows
            if window.date == date
            and window.hours.begins <= item.begins
            and item.ends <= window.hours.ends
        ),
        default=0,
    )


def _left_late(steps: list[Item]) -> list[Item]:
    """The morning's drives as late as the first stop needs them."""
    drives = []
    for step in steps:
        if isinstance(step, Stop) or step.kind is not LegKind.DRIVE:
            break
        drives.append(step)
    if not drives or len(drives) == len(steps) or not isinstance(steps[len(drives)], Stop):
        return steps
    late = steps[len(drives)].begins - drives[-1].ends
    gaps = any(a.ends != b.begins for a, b in pairwise(drives))
    if late <= 0 or gaps:
        return steps
    shifted = [replace(leg, begins=leg.begins + late, ends=leg.ends + late) for leg in drives]
    return [*shifted, *steps[len(drives) :]]


def _with_waits(steps: list[Item]) -> tuple[Item, ...]:
    items: list[Item] = steps[:1]
    for before, after in pairwise(steps):
        if before.ends < after.begins:
            items.append(Stop(StopKind.WAIT, place_after(before), before.ends, after.begins))
        items.append(after)
    return tuple(items)


def _is_wait(item: Item) -> bool:
    return isinstance(item, Stop) and item.kind is StopKind.WAIT
