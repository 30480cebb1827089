"""Which sets of events can be held, all of them at once.

For each evening and place the family of the sets of events that some choice of days up to then
holds, each event once. Travel aside, that is the whole choice of days: it is exact, it needs no
bound, and what it takes doesn't depend on how near a tour is to what is possible.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from caravan.planning.arrays import Bools, Ints
from caravan.planning.day_steps import steps_of
from caravan.planning.problem import DayChoices, Problem
from caravan.planning.set_families import Family, SetLayout

WORK_LIMIT = 2**29
"""Words of 64 sets that may be gone through: some two seconds."""

WORDS_AT_MOST = 2**25
"""Words that all families together may have: 256 megabytes."""

_WORDS_A_PAIR = 4  # What a set and a column take, when they are joined one by one.
_FEW_PAIRS = 4_000_000


@dataclass(frozen=True)
class HeldSets:
    """The sets of events that can be held by each evening, place by place.

    Or that can be covered, when they were listed so: then there may be some more of them.

    Only the layout's events count; whether a choice of days holds others, even twice, is ignored.

    Attributes:
        problem: the days.
        layout: the events that count.
        evenings: by number of days that have passed, from 0: the family of each place.
        is_exact: whether just those that can be held are listed, not all that can be covered.
    """

    problem: Problem
    layout: SetLayout
    evenings: tuple[dict[int, Family], ...]
    is_exact: bool

    def can_hold(self, mask: int) -> bool:
        """Whether some choice of days holds exactly these of the layout's events."""
        position = np.array([self.layout.position(mask)], dtype=np.int64)
        return bool(self.by_evening(len(self.problem.days), self.problem.end, position)[0])

    def by_evening(self, days: int, place: int, positions: Ints) -> Bools:
        """For each of these sets, whether so many days can hold just it and end at the place."""
        family = self.evenings[days].get(place)
        if family is None:
            return np.zeros(len(positions), dtype=np.bool_)
        return self.layout.holds(family, positions)

    def all_held(self) -> Ints:
        """All sets of the layout's events that some choice of days holds, as bits, ascending."""
        family = self.evenings[-1].get(self.problem.end)
        if family is None:
            return np.zeros(0, dtype=np.int64)
        return np.sort(self.layout.masks(family))

    def columns(self, mask: int) -> tuple[int, ...] | None:
        """The rows of one column a day that hold exactly these of the layout's events.

        Of several that will do, one with the fewest other events, the last day's first.
        None when no choice of days holds them.
        """
        if not self.can_hold(mask):
            return None
        place, held = self.problem.end, self.layout.position(mask)
        chosen: list[int] = []
        for number in reversed(range(len(self.problem.days))):
            day = self.problem.days[number]
            rows, before = predecessors(self.layout, day, place, held)
            possible = np.zeros(len(rows), dtype=np.bool_)
            for first in np.unique(day.first[rows]).tolist():
                here = day.first[rows] == first
                possible[here] = self.by_evening(number, first, before[here])
            rows, before = rows[possible], before[possible]
            others = np.bitwise_count(day.mask[rows] & ~np.int64(self.layout.all_events))
            choice = int(np.argmin(others))
            chosen.append(int(rows[choice]))
            place, held = int(day.first[rows[choice]]), int(before[choice])
        return tuple(reversed(chosen))


def predecessors(layout: SetLayout, day: DayChoices, place: int, held: int) -> tuple[Ints, Ints]:
    """How a set can be held in the evening of a day at a place; sets as positions.

    Returns the rows of the columns that may come last, and what was held before each.
    """
    rows = np.nonzero(day.overnight == place)[0]
    today = layout.positions(day.mask[rows])
    before = held & ~today
    fits = ((today & ~held) == 0) & ((layout.positions(day.later[rows]) & before) == 0)
    return rows[fits], before[fits]


def held_sets(
    problem: Problem,
    events: Sequence[int],
    days: int | None = None,
    *,
    covered: bool = False,
    work_limit: int = WORK_LIMIT,
    should_stop: Callable[[], bool] = lambda: False,
) -> HeldSets | None:
    """The sets of these events that can be held; None when that would be too much work.

    Args:
        events: numbers of the events that count.
        days: list the sets for the evenings of so many days only; all by default.
        covered: list the sets that can be covered: choices of days may hold other events too, some
            twice, and in any order. All sets that can be held are among them, and few others; it
            takes much less work, for only days that hold most count.
        work_limit: words of 64 sets that may be gone through.

    Raises StoppedError when told to stop.
    """
    chosen = problem.days[:days]
    layout = SetLayout(rarest_first(chosen, events))
    if layout.words * len(chosen) > WORDS_AT_MOST:
        return None
    steps = [steps_of(layout, day) for day in chosen]
    if covered:
        steps = [of_day.fullest(layout) for of_day in steps]
    words = layout.words * sum(len(np.unique(of_day.overnight)) for of_day in steps)
    if words > WORDS_AT_MOST or sum(of_day.work(layout) for of_day in steps) > work_limit:
        return None
    empty = np.zeros(layout.sets, dtype=np.bool_)
    empty[0] = True
    evenings: list[dict[int, Family]] = [{problem.start: layout.of_marks(empty)}]
    few: dict[int, Ints] | None = {problem.start: np.zeros(1, dtype=np.int64)}
    for of_day in steps:
        pairs = _FEW_PAIRS + 1 if few is None else of_day.pairs(few)
        if few is not None and pairs <= min(_FEW_PAIRS, of_day.work(layout) // _WORDS_A_PAIR):
            marks = of_day.marked(layout, few, should_stop)
            evening = {place: layout.of_marks(some) for place, some in marks.items()}
        else:
            few = None
            evening = of_day.advanced(layout, evenings[-1], should_stop)
        if covered:
            for family in evening.values():
                layout.close(family)
        if few is not None:
            few = {place: layout.members(family) for place, family in evening.items()}
        evenings.append(evening)
    return HeldSets(problem, layout, tuple(evenings), is_exact=not covered)


def rarest_first(days: Sequence[DayChoices], events: Sequence[int]) -> list[int]:
    """The events by the number of columns that hold them."""
    uses = dict.fromkeys(events, 0)
    for day in days:
        for event in events:
            uses[event] += int(((day.mask >> event) & 1).sum())
    return sorted(events, key=lambda event: (uses[event], event))
