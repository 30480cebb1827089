"""Partial days, many at once: the labels from which the enumeration of days grows."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from caravan.planning.arrays import Bools, Ints, changes

NO_BREAK, ON_ARRIVAL, BEFORE_LEAVING = 0, 1, 2
"""When a break was taken: not, before the event just held, or after it."""


@dataclass(frozen=True)
class Labels:
    """Partial days, as columns of equal length.

    Attributes:
        first: index of the place where the day began.
        mask: the events held, as bits.
        last: index of the place where the team stands.
        clock: minute at which it is free there.
        driving, travel: minutes so far.
        broken: weight of the promised hours of this date that were broken so far.
        rested: whether the break is behind it.
        parent: row of the label that was extended, in the level before; -1 at the start.
        event: event just held, -1 at the start.
        begun: minute at which it began, -1 at the start.
        way: layer of the tables by which it got there.
        pause: when the break was taken since the parent: NO_BREAK, ON_ARRIVAL or BEFORE_LEAVING.
    """

    first: Ints
    mask: Ints
    last: Ints
    clock: Ints
    driving: Ints
    travel: Ints
    broken: Ints
    rested: Bools
    parent: Ints
    event: Ints
    begun: Ints
    way: Ints
    pause: Ints

    def __len__(self) -> int:
        return len(self.mask)

    def take(self, rows: Ints | Bools) -> Labels:
        """The labels of these rows, in this order."""
        return Labels(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def labels_at(firsts: Ints, clock: int, *, rested: bool) -> Labels:
    """The labels of days that begin at these places, the team being free from `clock` on."""

    def all_of(value: int) -> Ints:
        return np.full(len(firsts), value, dtype=np.int64)

    return Labels(
        first=firsts,
        mask=all_of(0),
        last=firsts,
        clock=all_of(clock),
        driving=all_of(0),
        travel=all_of(0),
        broken=all_of(0),
        rested=np.full(len(firsts), rested, dtype=np.bool_),
        parent=all_of(-1),
        event=all_of(-1),
        begun=all_of(-1),
        way=all_of(0),
        pause=all_of(NO_BREAK),
    )


def joined_labels(parts: list[Labels]) -> Labels:
    """All of these labels, in order."""
    return Labels(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(Labels)
        }
    )


def undominated(labels: Labels) -> Labels:
    """Without the labels that another of the same kind beats or equals in all respects.

    Minutes at sea are part of the kind: among equal ones less travel is less driving too, so that
    one comparison with all labels before it is exact. Broken promises are too: few labels differ
    in nothing but them.
    """
    sailing = labels.travel - labels.driving
    kind = (labels.rested, labels.last, labels.mask, labels.first, sailing, labels.broken)
    order = np.lexsort((labels.travel, labels.clock, *kind))
    group = np.cumsum(changes([key[order] for key in kind]))
    keep = np.ones(len(order), dtype=np.bool_)
    # Each group lies below the one before, so the running minimum starts anew with it.
    sunk = labels.travel[order] - group * np.int64(1_000_000)
    keep[1:] = sunk[1:] < np.minimum.accumulate(sunk)[:-1]
    return labels.take(order[keep])
