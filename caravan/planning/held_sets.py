"""Which sets of events can be held, all of them at once.

For each evening and place the family of the sets of events that some choice of days up to then
holds, each event once. Travel aside, that is the whole choice of days: it is exact, it needs no
bound, and what it takes doesn't depend on how near a tour is to what is possible.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from caravan.planning.arrays import Bools, Ints, changes
from caravan.planning.choice import StoppedError
from caravan.planning.problem import DayChoices, Problem
from caravan.planning.set_families import Family, SetLayout

WORK_LIMIT = 2**29
"""Words of 64 sets that may be gone through: some two seconds."""

WORDS_AT_MOST = 2**25
"""Words that all families together may have: 256 megabytes."""

_WORDS_A_STEP = 2**11  # What a step takes, however small its region.
_STEPS_AT_ONCE = 256


@dataclass(frozen=True)
class HeldSets:
    """The sets of events that can be held by each evening, place by place.

    Only the layout's events count; whether a choice of days holds others, even twice, is ignored.

    Attributes:
        problem: the days.
        layout: the events that count.
        evenings: by number of days that have passed, from 0: the family of each place.
    """

    problem: Problem
    layout: SetLayout
    evenings: tuple[dict[int, Family], ...]

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
    *,
    work_limit: int = WORK_LIMIT,
    should_stop: Callable[[], bool] = lambda: False,
) -> HeldSets | None:
    """The sets of these events that can be held; None when that would be too much work.

    Args:
        events: numbers of the events that count.
        work_limit: words of 64 sets that may be gone through.

    Raises StoppedError when told to stop.
    """
    layout = SetLayout(_rarest_first(problem, events))
    steps = [_steps(layout, day) for day in problem.days]
    words = layout.words * sum(len(np.unique(overnight)) for _, overnight, _, _ in steps)
    if words > WORDS_AT_MOST or sum(_work(layout, held) for _, _, held, _ in steps) > work_limit:
        return None
    evenings: list[dict[int, Family]] = [{problem.start: layout.only_empty()}]
    for first, overnight, held, barred in steps:
        evenings.append(
            _advanced(layout, evenings[-1], (first, overnight, held, barred), should_stop)
        )
    return HeldSets(problem, layout, tuple(evenings))


def _rarest_first(problem: Problem, events: Sequence[int]) -> list[int]:
    uses = dict.fromkeys(events, 0)
    for day in problem.days:
        for event in events:
            uses[event] += int(((day.mask >> event) & 1).sum())
    return sorted(events, key=lambda event: (uses[event], event))


def _steps(layout: SetLayout, day: DayChoices) -> tuple[Ints, Ints, Ints, Ints]:
    """What tells a day's columns apart: first place, overnight stay, events held, events barred."""
    held = layout.positions(day.mask)
    barred = held | layout.positions(day.later)
    keys = [barred, held, day.overnight, day.first]
    order = np.lexsort((day.overnight, barred, held, day.first))
    order = order[changes([key[order] for key in keys])]
    return day.first[order], day.overnight[order], held[order], barred[order]


def _work(layout: SetLayout, held: Ints) -> int:
    region = layout.words >> np.bitwise_count(held >> 6).astype(np.int64)
    return int((region + _WORDS_A_STEP).sum())


def _advanced(
    layout: SetLayout,
    morning: dict[int, Family],
    steps: tuple[Ints, Ints, Ints, Ints],
    should_stop: Callable[[], bool],
) -> dict[int, Family]:
    """The families of the evening of a day, from those of its morning."""
    evening: dict[int, Family] = {}
    known: tuple[int, int, int] | None = None
    for number, (first, overnight, held, barred) in enumerate(
        zip(*(column.tolist() for column in steps), strict=True)
    ):
        if number % _STEPS_AT_ONCE == 0 and should_stop():
            raise StoppedError
        if first not in morning:
            continue
        if known != (first, held, barred):
            known = first, held, barred
            step = layout.step(held, barred)
            sets = layout.advanced(morning[first], step)
        if overnight not in evening:
            evening[overnight] = layout.nothing()
        region = evening[overnight][step.after]
        np.bitwise_or(region, sets, out=region)
    return evening
