"""The choice of days as a shortest-path problem with prices: one integer cost orders all plans.

A plan costs, in this order, the penalties of the events it leaves out, its travel minutes, and
the sum of the squared travel minutes of its days. The scales are chosen so that a higher rank
always outweighs everything below it; all sums are exact 64-bit integers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from caravan.planning.arrays import Ints
from caravan.planning.columns import Columns
from caravan.tour.tour import Tour

_LARGEST = 2**62

UNREACHABLE = np.int64(2**61)
"""More than any cost: the end can't be reached."""


@dataclass(frozen=True)
class DayChoices:
    """The columns of one day in the choice: arrays of equal length, and their cost."""

    first: Ints
    mask: Ints
    overnight: Ints
    cost: Ints


@dataclass(frozen=True)
class Problem:
    """A choice of one column a day, from one place to another, through events that have prices.

    Attributes:
        days: the columns of each day.
        places: number of places.
        start, end: indices of the places where the days begin and end.
        penalties: by event, the cost of leaving it out.
        minute: cost of one minute of travel.
        most_travel: travel minutes that no choice of columns exceeds, 0 when there is none.
        required: bits of the required events.
    """

    days: tuple[DayChoices, ...]
    places: int
    start: int
    end: int
    penalties: Ints
    minute: int
    most_travel: int
    required: int

    @property
    def events(self) -> int:
        """Number of events."""
        return len(self.penalties)

    @property
    def most(self) -> int:
        """A cost that no plan which keeps all required events exceeds."""
        penalties: list[int] = self.penalties.tolist()
        optional = [p for n, p in enumerate(penalties) if not self.required >> n & 1]
        return sum(optional) + (self.most_travel + 1) * self.minute - 1


def problem_of(tour: Tour, columns: Columns) -> Problem:
    """The choice of days for a tour."""
    largest = [int(day.travel.max(initial=0)) for day in columns.days]
    most_travel = _most_travel(columns)
    values = [event.value for event in tour.events]
    optional = sum(event.value for event in tour.events if not event.required)
    value_minutes = most_travel + 1
    required_minutes = 16 * (optional + 1) * value_minutes
    weight = required_minutes * (len(values) + 1) + most_travel
    shift = 0
    while weight * (sum((minutes**2 >> shift) for minutes in largest) + 1) >= _LARGEST:
        shift += 1  # Such tours are ranked by a rounded balance.
    minute = sum((minutes**2 >> shift) for minutes in largest) + 1
    penalties = [
        (required_minutes if event.required else event.value * value_minutes) * minute
        for event in tour.events
    ]
    return Problem(
        days=tuple(
            DayChoices(
                day.first,
                day.mask,
                day.overnight,
                day.travel * minute + ((day.travel * day.travel) >> shift),
            )
            for day in columns.days
        ),
        places=len(columns.index.places),
        start=columns.index.start,
        end=columns.index.end,
        penalties=np.array(penalties, dtype=np.int64),
        minute=minute,
        most_travel=most_travel,
        required=sum(1 << n for n, event in enumerate(tour.events) if event.required),
    )


def _most_travel(columns: Columns) -> int:
    """Travel minutes of the longest way through the columns, whatever events it repeats."""
    farthest = np.full(len(columns.index.places), -1, dtype=np.int64)
    farthest[columns.index.start] = 0
    for day in columns.days:
        evening = np.full_like(farthest, -1)
        rows = farthest[day.first] >= 0
        travelled = farthest[day.first[rows]] + day.travel[rows]
        np.maximum.at(evening, day.overnight[rows], travelled)
        farthest = evening
    return max(0, int(farthest[columns.index.end]))


def priced(mask: Ints, prices: Ints) -> Ints:
    """The sum of the prices of the events held, for many sets of events at once.

    Eight events share a table of all their subsets, which is far quicker than bit by bit.
    """
    total = np.zeros(len(mask), dtype=np.int64)
    for begin in range(0, len(prices), 8):
        table = np.zeros(1, dtype=np.int64)
        for price in prices[begin : begin + 8].tolist():
            table = np.concatenate([table, table + price])
        total += table[(mask >> begin) & (len(table) - 1)]
    return total
