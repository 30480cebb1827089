"""The steps of a day as its items, without holes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from caravan.plan.day import Item, Stop, StopKind
from caravan.plan.timing.label import Step
from caravan.travel.leg import Journey, Leg


def items_of(
    steps: Iterable[Step], before: tuple[Item, ...] = (), *, is_under_way: bool = False
) -> tuple[Item, ...]:
    """The steps after the items that are behind the team; waits fill the time between.

    The first drive of a day is left so late that it ends when something begins, unless the team is
    under way already, as it is when something is behind it. A break that nothing follows is left
    out: the team is free anyway. Nobody waits at a place that nothing is known to lead to from where
    the team was: it waits where it is next.
    """
    moves = [step for step in steps if isinstance(step, Stop) or step.legs]
    if not (before or is_under_way) and len(moves) > 1 and isinstance(moves[0], Journey):
        moves[0] = _left_late(moves[0], moves[1].begins)
    spans: list[Item] = []
    for move in moves:
        spans += move.legs if isinstance(move, Journey) else (move,)
    while spans and isinstance(spans[-1], Stop) and spans[-1].kind is StopKind.BREAK:
        spans.pop()
    spans = [*before, *spans]
    items = spans[:1]
    for earlier, later in pairwise(spans):
        if earlier.ends < later.begins:
            place = later.origin if isinstance(later, Leg) else later.place
            items.append(Stop(StopKind.WAIT, place, earlier.ends, later.begins))
        items.append(later)
    return tuple(items)


def _left_late(journey: Journey, needed: int) -> Journey:
    """The same drive, left so late that it ends when it needs to; sailings can't be moved."""
    late = needed - journey.ends
    if any(leg.ferry for leg in journey.legs):
        return journey
    legs = tuple(
        replace(leg, begins=leg.begins + late, ends=leg.ends + late) for leg in journey.legs
    )
    return Journey(journey.begins + late, journey.ends + late, legs)
