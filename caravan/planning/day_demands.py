"""What the enumeration of a date has to heed beside the rules of a day and the windows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from itertools import combinations

import numpy as np

from caravan.plan.promise import Breach, Promise
from caravan.planning.arrays import Ints
from caravan.tour.tour import Tour

NOT_PROMISED = -10_000
"""Stands for a promised minute where there is none: far from every minute of a day."""


@dataclass(frozen=True)
class DayDemands:
    """Demands on one date, by event.

    Attributes:
        barred: bits of the events that must not be held before it on the same day: those that an
            order puts after it, and those of its forbidden pairs.
        promised: the promised minute of its beginning, NOT_PROMISED on other dates than its own.
        hour_weight: what breaking that promised hour weighs.
    """

    barred: Ints
    promised: Ints
    hour_weight: Ints

    @property
    def kind(self) -> tuple[int, ...]:
        """What tells dates apart."""
        return tuple(self.promised.tolist())


def followers(tour: Tour) -> Ints:
    """By event, bits of the events that an order puts after it."""
    number = {event.id: n for n, event in enumerate(tour.events)}
    after = np.zeros(len(tour.events), dtype=np.int64)
    for order in tour.orders:
        for first, later in combinations(order, 2):
            after[number[first]] |= np.int64(1) << number[later]
    return after


def day_demands(tour: Tour, promises: tuple[Promise, ...], date: Date) -> DayDemands:
    """The demands on a date."""
    number = {event.id: n for n, event in enumerate(tour.events)}
    barred = followers(tour)
    for one, other in tour.forbidden_pairs:
        barred[number[one]] |= np.int64(1) << number[other]
        barred[number[other]] |= np.int64(1) << number[one]
    promised = np.full(len(tour.events), NOT_PROMISED, dtype=np.int64)
    weight = np.zeros(len(tour.events), dtype=np.int64)
    for promise in promises:
        if promise.date == date:
            promised[number[promise.event]] = promise.begins
            weight[number[promise.event]] = promise.weight(Breach.OTHER_HOUR)
    return DayDemands(barred, promised, weight)


def other_day_weights(tour: Tour, promises: tuple[Promise, ...], date: Date) -> Ints:
    """By event, what holding it on this date weighs because another date was promised."""
    number = {event.id: n for n, event in enumerate(tour.events)}
    weights = np.zeros(len(tour.events), dtype=np.int64)
    for promise in promises:
        if promise.date != date:
            weights[number[promise.event]] = promise.weight(Breach.OTHER_DAY)
    return weights
