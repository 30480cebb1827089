"""What the organizers set by hand in the programme, for every plan to respect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date
from itertools import pairwise

from caravan.errors import ImpossibleValue, msg
from caravan.tour.clock import MINUTES_PER_DAY

Order = tuple[str, ...]
"""Ids of events that are held in this order, with any others between them."""

ForbiddenPair = tuple[str, str]
"""Ids of two events that no team holds on one day."""


@dataclass(frozen=True, slots=True)
class Pin:
    """Where the organizers hold an event fast: on a date, at an hour if they want that too.

    Attributes:
        begins: minutes after local midnight; None for any hour of the date.

    Raises ImpossibleValue for an hour that is not within a day.
    """

    date: Date
    begins: int | None = None

    def __post_init__(self) -> None:
        if self.begins is not None and not 0 <= self.begins < MINUTES_PER_DAY:
            raise ImpossibleValue(msg("the pinned hour is not within a day"))


def refuse_bad_orders(orders: Iterable[Order], events: frozenset[str]) -> None:
    """Refuse orders that nobody can keep.

    Raises ImpossibleValue for an order of fewer than two events or of unknown ones, and for
    orders that contradict one another.
    """
    after: dict[str, set[str]] = {}
    for order in orders:
        if len(set(order)) < 2 or len(set(order)) != len(order):
            raise ImpossibleValue(msg("an order needs two different events or more"))
        _refuse_unknown(order, events)
        for first, second in pairwise(order):
            after.setdefault(first, set()).add(second)
    for event in sorted(after):
        if event in _reached(after, event):
            raise ImpossibleValue(
                msg("the orders contradict one another: “{event}” comes after itself", event=event)
            )


def refuse_bad_pairs(pairs: Iterable[ForbiddenPair], events: frozenset[str]) -> None:
    """Refuse pairs of an event with itself or of unknown ones. Raises ImpossibleValue."""
    for pair in pairs:
        if pair[0] == pair[1]:
            raise ImpossibleValue(msg("“{event}” is forbidden beside itself", event=pair[0]))
        _refuse_unknown(pair, events)


def _refuse_unknown(ids: Iterable[str], events: frozenset[str]) -> None:
    for id_ in ids:
        if id_ not in events:
            raise ImpossibleValue(msg("“{id}” is not an event of the tour", id=id_))


def _reached(after: dict[str, set[str]], start: str) -> set[str]:
    """All events that come after this one, by any orders."""
    found: set[str] = set()
    ahead = list(after.get(start, ()))
    while ahead:
        event = ahead.pop()
        if event not in found:
            found.add(event)
            ahead += after.get(event, ())
    return found
