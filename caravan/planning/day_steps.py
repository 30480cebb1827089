"""What a day does to the families of sets of events: one operation a column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from caravan.planning.arrays import Bools, Ints, changes
from caravan.planning.choice import StoppedError
from caravan.planning.problem import DayChoices
from caravan.planning.set_families import Family, SetLayout

_WORDS_A_STEP = 2**11  # What a step takes, however small its region.
_STEPS_AT_ONCE = 256


@dataclass(frozen=True)
class DaySteps:
    """The columns of a day, as far as the layout's events tell them apart; sets as positions."""

    first: Ints
    overnight: Ints
    held: Ints
    barred: Ints

    def work(self, layout: SetLayout) -> int:
        """Words that are gone through when whole families are advanced by this day."""
        return int((layout.region_words(self.barred) + _WORDS_A_STEP).sum())

    def fullest(self, layout: SetLayout) -> DaySteps:
        """The columns that no other with the same places and one more event makes needless."""
        place = (self.first * (1 + int(self.overnight.max(initial=0))) + self.overnight).astype(
            np.int64
        ) << len(layout.events)
        known = np.sort(place | self.held)
        needed = np.ones(len(known), dtype=np.bool_)
        for bit in range(len(layout.events)):
            more = place | self.held | (1 << bit)
            found = known[np.minimum(np.searchsorted(known, more), len(known) - 1)] == more
            needed &= ~found | (self.held >> bit & 1).astype(np.bool_)
        return DaySteps(
            self.first[needed], self.overnight[needed], self.held[needed], self.held[needed]
        )

    def pairs(self, few: dict[int, Ints]) -> int:
        """Pairs of a set in the morning and a column."""
        count = {place: len(sets) for place, sets in few.items()}
        places, columns = np.unique(self.first, return_counts=True)
        pairs = zip(places.tolist(), columns.tolist(), strict=True)
        return sum(count.get(place, 0) * number for place, number in pairs)

    def marked(
        self, layout: SetLayout, few: dict[int, Ints], should_stop: Callable[[], bool]
    ) -> dict[int, Bools]:
        """The marks of the evening's sets, from few of the morning: each with each column."""
        evening: dict[int, Bools] = {}
        begins = np.nonzero(changes([self.first, self.overnight]))[0]
        for begin, end in pairwise((*begins.tolist(), len(self.first))):
            if should_stop():
                raise StoppedError
            morning = few.get(int(self.first[begin]))
            if morning is None:
                continue
            overnight = int(self.overnight[begin])
            if overnight not in evening:
                evening[overnight] = np.zeros(layout.sets, dtype=np.bool_)
            fits = (morning[:, None] & self.barred[begin:end]) == 0
            evening[overnight][(morning[:, None] | self.held[begin:end])[fits]] = True
        return evening

    def advanced(
        self, layout: SetLayout, morning: dict[int, Family], should_stop: Callable[[], bool]
    ) -> dict[int, Family]:
        """The families of the evening, from whole families of the morning."""
        evening: dict[int, Family] = {}
        order = np.lexsort((self.overnight, self.barred, self.held, self.first))
        facts = (self.first, self.held, self.barred, self.overnight)
        known: tuple[int, int, int] | None = None
        for number, (first, held, barred, overnight) in enumerate(
            zip(*(fact[order].tolist() for fact in facts), strict=True)
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


def steps_of(layout: SetLayout, day: DayChoices) -> DaySteps:
    """The columns of a day, without those that differ in events outside the layout only."""
    held = layout.positions(day.mask)
    barred = held | layout.positions(day.later)
    order = np.lexsort((barred, held, day.overnight, day.first))
    facts = (day.first, day.overnight, held, barred)
    order = order[changes([fact[order] for fact in facts])]
    return DaySteps(*(fact[order] for fact in facts))
