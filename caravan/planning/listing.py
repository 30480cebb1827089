"""Which lists of sets of events are worth making: for all events, or for parts of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from caravan.planning.held_sets import WORK_LIMIT, HeldSets, held_sets, rarest_first
from caravan.planning.problem import Problem

_PART_SIZES = (20, 18, 16, 13, 10, 6)


@dataclass(frozen=True)
class Effort:
    """How far a search may go.

    Attributes:
        work: words of 64 sets that the lists of sets may take; see `held_sets`.
        states: partial choices kept per evening.
        by_parts: whether to go on where the sets of all events can't be listed. Without that the
            answer is quick at any size.
    """

    work: int = WORK_LIMIT
    states: int = 20_000
    by_parts: bool = True


USUAL = Effort()
"""Up to some seconds."""


def lists_of(
    problem: Problem,
    events: Sequence[int],
    days: int,
    effort: Effort,
    should_stop: Callable[[], bool],
) -> list[HeldSets]:
    """The list for all events, by the evening of so many days; else for parts as large as can be.

    Parts are the rarest events, the commonest, and those between, as far as they fill a part.
    Events that few days hold are hard to place, those that many hold crowd each other out.
    """
    every = held_sets(problem, events, days, work_limit=effort.work, should_stop=should_stop)
    if every is not None:
        return [every]
    ranked = rarest_first(problem.days[:days], events)
    for size in (len(ranked), *(size for size in _PART_SIZES if size < len(ranked))):
        parts = [ranked[:size], ranked[-size:]] if size < len(ranked) else [ranked]
        parts += [ranked[begin : begin + size] for begin in range(size, len(ranked) - size, size)]
        lists: list[HeldSets] = []
        for part in parts:
            share = effort.work // len(parts)
            sets = held_sets(
                problem, part, days, covered=True, work_limit=share, should_stop=should_stop
            )
            if sets is None:
                break
            lists.append(sets)
        if len(lists) == len(parts):
            return lists
        if not effort.by_parts:
            break
    return []
