"""Events brought back to their promised hours where a day has time to spare.

The enumeration begins each event as early as the promise allows, up to a quarter of an hour before
the promised minute: that is best for what follows. Where what follows doesn't need it, nobody should
be told of another hour.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date
from itertools import pairwise

from caravan.plan.day import Day, Item, Stop, StopKind
from caravan.plan.promise import Promise
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
        steps = _left_late(steps)
    return replace(day, items=_with_waits(steps))


def _delayed(tour: Tour, date: Date, steps: list[Item], number: int, wanted: int) -> list[Item]:
    """The steps with this event later, by as much of the wanted minutes as what follows allows."""
    moved = [number]
    until = tour.rules.hours.ends
    for later in range(number + 1, len(steps)):
        step = steps[later]
        if steps[later - 1].ends < step.begins or not _can_shift(step):
            until = step.begins
            break
        moved.append(later)
    spare = until - steps[moved[-1]].ends
    for index in moved:
        spare = min(spare, _room(tour, date, steps[index]))
    minutes = min(wanted, spare)
    if minutes <= 0:
        return steps
    return [
        replace(s, begins=s.begins + minutes, ends=s.ends + minutes) if n in moved else s
        for n, s in enumerate(steps)
    ]


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
            place = before.place if isinstance(before, Stop) else before.destination
            items.append(Stop(StopKind.WAIT, place, before.ends, after.begins))
        items.append(after)
    return tuple(items)


def _is_wait(item: Item) -> bool:
    return isinstance(item, Stop) and item.kind is StopKind.WAIT
