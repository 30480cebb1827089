"""Whole days, many at once: the labels of the enumeration, brought to bed."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from caravan.planning.arrays import Ints, changes


@dataclass(frozen=True)
class WholeDays:
    """Days from bed to bed, as columns of equal length.

    Attributes:
        first, night: indices of the places where the day begins and ends.
        mask: events held, as bits.
        travel: driving and sailing minutes.
        broken: weight of the promised hours of this date that are broken.
        arrived: minute of arrival at the overnight stay.
        level, row: the label from which the team went to bed.
        way: layer of the tables by which it went there.
    """

    first: Ints
    mask: Ints
    night: Ints
    travel: Ints
    broken: Ints
    arrived: Ints
    level: Ints
    row: Ints
    way: Ints

    def take(self, rows: Ints) -> WholeDays:
        """The days of these rows, in this order."""
        return WholeDays(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def cheapest_days(parts: list[WholeDays]) -> WholeDays:
    """Of days with the same beds and events the one that breaks the fewest promises.

    Among those the one with least travel, then the earliest home.
    """
    ends = WholeDays(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(WholeDays)
        }
    )
    same = (ends.night, ends.mask, ends.first)
    order = np.lexsort(
        (ends.way, ends.row, ends.level, ends.arrived, ends.travel, ends.broken, *same)
    )
    return ends.take(order[changes([key[order] for key in same])])
