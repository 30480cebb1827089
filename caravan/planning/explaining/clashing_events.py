"""The smallest set of events that can't all be kept under all rules.

By implicit hitting sets: every set of events that can be kept together leaves others out, and a set
that clashes has at least one of those, whichever set it is. So the smallest set with something of
each such rest is tried: if it clashes, none smaller does; if it can be kept, it is grown and gives
one more rest. (Moreno-Centeno, Karp: "The implicit hitting set approach", 2013; Liffiton, Malik:
"Enumerating infeasibility", 2013.)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from caravan.planning.arrays import Ints
from caravan.planning.bounds import bounds_with
from caravan.planning.choice import StoppedError, choose
from caravan.planning.explaining.hitting_set import smallest_hitting_set
from caravan.planning.held_sets import HeldSets, held_sets
from caravan.planning.prices import best_prices
from caravan.planning.problem import Problem, Scales

LIMIT = 6
"""A conflict of more events than this says nothing to a person."""

_GROUP = 10
_ROUNDS = 400
_BEAM = 300
_LEFT_OUT = 1_000_000  # above all minutes of travel
_WANTED = 1000  # times as much: above leaving out all others


@dataclass(frozen=True)
class Clash:
    """What is known of events that can't all be kept.

    Attributes:
        events: the numbers of the smallest set of them, none when nobody can even go from the
            start to the end; None when it has more than LIMIT events, or wasn't found.
        at_least: no set of fewer events clashes.
    """

    events: tuple[int, ...] | None
    at_least: int


def sets_kept(problem: Problem, should_stop: Callable[[], bool] = lambda: False) -> Ints | None:
    """The sets of required events that can be kept together, as bits; None when they are too many.

    Raises StoppedError when told to stop.
    """
    return _listed(problem, _numbers(problem.required), should_stop)


def single_rests(problem: Problem, sets: Ints) -> int:
    """Bits of the events each of which, left out alone, makes a plan possible."""
    largest = sets[np.bitwise_count(sets) == problem.required.bit_count() - 1]
    return int(np.bitwise_or.reduce(problem.required & ~largest, initial=0))


def clashing_events(
    problem: Problem, sets: Ints | None, *, should_stop: Callable[[], bool] = lambda: False
) -> Clash:
    """The smallest set of required events that no plan keeps.

    Other events don't count: a set can be kept whether others are or not.

    Args:
        sets: those that can be kept, by `sets_kept`.

    Raises StoppedError when told to stop.
    """
    helping = 0 if sets is None else single_rests(problem, sets)
    rests = [1 << event for event in _numbers(helping)]
    at_least = len(rests)
    if at_least > LIMIT:
        return Clash(None, at_least)
    search = _Search(problem, sets, should_stop)
    for _ in range(_ROUNDS):
        wanted = smallest_hitting_set(rests, LIMIT)
        if wanted is None:
            return Clash(None, LIMIT + 1)
        at_least = max(at_least, wanted.bit_count())
        kept = search.kept_with(wanted)
        if kept is None:
            return Clash(tuple(_numbers(wanted)), at_least)
        rest = problem.required & ~kept
        if rest == 0:
            break  # All can be kept after all: the search before had run out of time.
        rests.append(rest)
    return Clash(None, at_least)


class _Search:
    """Keeps sets of events, with as many others as come along."""

    def __init__(
        self, problem: Problem, sets: Ints | None, should_stop: Callable[[], bool]
    ) -> None:
        self._problem = problem
        self._should_stop = should_stop
        self._required = _numbers(problem.required)
        self._all = sets
        columns = [sum(int((d.mask >> e & 1).sum()) for d in problem.days) for e in self._required]
        self._scarcest = [e for _, e in sorted(zip(columns, self._required, strict=True))]
        self._relaxed = replace(
            problem,
            days=tuple(replace(day, cost=day.cost // problem.minute) for day in problem.days),
            penalties=self._penalties(0),
            scales=Scales(required=_LEFT_OUT, broken=1, value=1, minute=1),
            required=0,
        )
        self._prices: Ints | None = None

    def kept_with(self, wanted: int) -> int | None:
        """Bits of required events that can be kept with the wanted ones; None when those can't."""
        if self._should_stop():
            raise StoppedError
        if self._all is not None:
            return _largest(self._all, wanted)
        chosen = _numbers(wanted)
        others = [e for e in self._scarcest if e not in chosen]
        group = [*chosen, *others[: _GROUP - len(chosen)]]
        some = _listed(self._problem, group, self._should_stop)
        kept = None if some is None else _largest(some, wanted)
        if kept is None:
            return None
        grown = self._grown(wanted, tuple(chosen))
        return max(kept, grown, key=lambda bits: (bits.bit_count(), bits))

    def _grown(self, wanted: int, chosen: tuple[int, ...]) -> int:
        """Required events of a plan that keeps many, those wanted first; by a narrow beam."""
        if self._prices is None:
            self._prices = best_prices(self._relaxed, self._should_stop)
        problem = replace(self._relaxed, penalties=self._penalties(wanted))
        choice = choose(
            problem,
            bounds_with(problem, self._prices, chosen),
            _WANTED * _LEFT_OUT - 1,
            state_limit=_BEAM,
            should_stop=self._should_stop,
        )
        row = choice.best()
        if row is None:
            return 0
        return int(choice.evenings[-1].mask[row]) & self._problem.required

    def _penalties(self, wanted: int) -> Ints:
        return np.array(
            [
                (self._problem.required >> e & 1) * _LEFT_OUT * (_WANTED if wanted >> e & 1 else 1)
                for e in range(self._problem.events)
            ],
            dtype=np.int64,
        )


def _listed(problem: Problem, events: list[int], should_stop: Callable[[], bool]) -> Ints | None:
    """The sets of these events that can be kept; None when they are too many to list."""
    found: HeldSets | None = held_sets(problem, events, should_stop=should_stop)
    return None if found is None else found.all_held()


def _numbers(bits: int) -> list[int]:
    return [n for n in range(bits.bit_length()) if bits >> n & 1]


def _largest(sets: Ints, wanted: int) -> int | None:
    """The largest of the sets that have all that is wanted, None when there is none."""
    some = sets[(sets & wanted) == wanted]
    return int(some[np.argmax(np.bitwise_count(some))]) if len(some) else None
