"""The choice of days as a shortest-path problem with prices: one integer cost orders all plans.

A plan costs, in this order, the required events that it leaves out, the weight of the promises that
it breaks, the value of the optional events that it leaves out, its travel minutes, and the sum of
the squared travel minutes of its days. The scales are chosen so that a higher rank always outweighs
everything below it; all sums are exact 64-bit integers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from caravan.plan.promise import Breach, Promise
from caravan.planning.arrays import Ints
from caravan.planning.columns import Columns
from caravan.planning.day_demands import followers
from caravan.tour.tour import Tour

_LARGEST = 2**62
_FAR_ABOVE = 16
"""Required events weigh so many times what they must: the bounds prune better for it."""

UNREACHABLE = np.int64(2**61)
"""More than any cost: the end can't be reached."""


@dataclass(frozen=True)
class DayChoices:
    """The columns of one day in the choice: arrays of equal length, and their cost.

    Attributes:
        later: bits of the events that an order puts after one of the column's: they must not have
            been held before it.
    """

    first: Ints
    mask: Ints
    overnight: Ints
    cost: Ints
    later: Ints

    @property
    def barred(self) -> Ints:
        """Bits of the events that must not have been held before this day."""
        return self.mask | self.later

    def take(self, rows: Ints) -> DayChoices:
        """The columns of these rows, in this order."""
        return DayChoices(
            self.first[rows],
            self.mask[rows],
            self.overnight[rows],
            self.cost[rows],
            self.later[rows],
        )


@dataclass(frozen=True)
class Scales:
    """What one unit of each rank costs.

    Attributes:
        required: a required event that is left out.
        broken: one unit of weight of broken promises.
        value: one unit of value of an optional event that is left out.
        minute: one minute of travel.
    """

    required: int
    broken: int
    value: int
    minute: int


@dataclass(frozen=True)
class Problem:
    """A choice of one column a day, from one place to another, through events that have prices.

    With several teams the days of one follow those of the other, and from the end of one team's
    last day the next team's first day begins.

    Attributes:
        days: the columns of each day.
        places: number of places.
        start, end: indices of the places where the days begin and end.
        penalties: by event, the cost of leaving it out.
        scales: what one unit of each rank costs.
        most_travel: travel minutes that no choice of columns exceeds, 0 when there is none.
        most_broken: weight of broken promises that no choice exceeds.
        required: bits of the events without which a choice is no plan.
        ceiling: a cost above which choices don't matter; None for no such cost.
    """

    days: tuple[DayChoices, ...]
    places: int
    start: int
    end: int
    penalties: Ints
    scales: Scales
    most_travel: int
    most_broken: int
    required: int
    ceiling: int | None = None

    @property
    def events(self) -> int:
        """Number of events."""
        return len(self.penalties)

    @property
    def minute(self) -> int:
        """Cost of one minute of travel."""
        return self.scales.minute

    @property
    def most(self) -> int:
        """A cost that no plan which matters and keeps all required events exceeds."""
        penalties: list[int] = self.penalties.tolist()
        optional = [p for n, p in enumerate(penalties) if not self.required >> n & 1]
        broken = self.most_broken * self.scales.broken
        most = sum(optional) + broken + (self.most_travel + 1) * self.minute - 1
        return most if self.ceiling is None else min(most, self.ceiling)


def problem_of(
    tour: Tour,
    columns: Columns,
    *,
    promises: tuple[Promise, ...] = (),
    may_leave_out: bool = False,
) -> Problem:
    """The choice of days for a tour.

    Args:
        promises: of events of the tour; breaking fewer comes before value and travel.
        may_leave_out: whether a choice that leaves out required events is a plan too: the one that
            leaves out the fewest is best.
    """
    chain = columns.chain
    linked = _linked(columns)
    most_travel = _most_travel(columns, linked)
    required = [event.must_be_kept for event in tour.events]
    values = [0 if needed else e.value for e, needed in zip(tour.events, required, strict=True)]
    left_out = {promise.event: promise.weight(Breach.LEFT_OUT) for promise in promises}
    # Two promises to one event, as of a plan that nobody checked, would weigh more than that.
    most_broken = sum(promise.weight(Breach.LEFT_OUT) for promise in promises)

    value_minutes = most_travel + 1
    broken_minutes = (sum(values) + 1) * value_minutes
    required_minutes = _FAR_ABOVE * (most_broken + 1) * broken_minutes
    weight = required_minutes * (len(values) + 1) + most_travel
    largest = [int(day.travel.max(initial=0)) for day in chain]
    shift = 0
    while weight * (sum((minutes**2 >> shift) for minutes in largest) + 1) >= _LARGEST:
        shift += 1  # Such tours are ranked by a rounded balance.
    minute = sum((minutes**2 >> shift) for minutes in largest) + 1
    scales = Scales(
        required_minutes * minute, broken_minutes * minute, value_minutes * minute, minute
    )
    penalties = [
        needed * scales.required + value * scales.value + left_out.get(e.id, 0) * scales.broken
        for e, needed, value in zip(tour.events, required, values, strict=True)
    ]
    after = followers(tour) if len(columns.teams) == 1 else np.zeros(len(values), dtype=np.int64)
    return Problem(
        days=tuple(
            DayChoices(
                first,
                day.mask,
                # Wherever a team's tour ends, the next team's begins, or all is over.
                np.full_like(day.overnight, columns.index.end) if is_last else day.overnight,
                day.broken * scales.broken
                + day.travel * minute
                + ((day.travel * day.travel) >> shift),
                _later(day.mask, after),
            )
            for day, first, is_last in zip(chain, linked, _lasts(columns), strict=True)
        ),
        places=len(columns.index.places),
        start=columns.index.start,
        end=columns.index.end,
        penalties=np.array(penalties, dtype=np.int64),
        scales=scales,
        most_travel=most_travel,
        most_broken=most_broken,
        required=0 if may_leave_out else sum(1 << n for n, bit in enumerate(required) if bit),
    )


def _linked(columns: Columns) -> list[Ints]:
    """For each day of the chain where its columns begin: a later team's at the end of the first's."""
    linked = []
    for number, team in enumerate(columns.teams):
        for day in team:
            is_link = number > 0 and day is team[0]
            linked.append(np.full_like(day.first, columns.index.end) if is_link else day.first)
    return linked


def _lasts(columns: Columns) -> list[bool]:
    """For each day of the chain whether it is its team's last."""
    return [day is team[-1] for team in columns.teams for day in team]


def _later(mask: Ints, after: Ints) -> Ints:
    later = np.zeros(len(mask), dtype=np.int64)
    for number, bits in enumerate(after.tolist()):
        if bits:
            later |= ((mask >> number) & 1) * np.int64(bits)
    return later


def _most_travel(columns: Columns, linked: list[Ints]) -> int:
    """Travel minutes of the longest way through the columns, whatever events it repeats."""
    farthest = np.full(len(columns.index.places), -1, dtype=np.int64)
    farthest[columns.index.start] = 0
    for day, first, is_last in zip(columns.chain, linked, _lasts(columns), strict=True):
        evening = np.full_like(farthest, -1)
        rows = farthest[first] >= 0
        travelled = farthest[first[rows]] + day.travel[rows]
        night = np.full(len(travelled), columns.index.end) if is_last else day.overnight[rows]
        np.maximum.at(evening, night, travelled)
        farthest = evening
    return max(0, int(farthest[columns.index.end]))
