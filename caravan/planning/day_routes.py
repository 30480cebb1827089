"""Every feasible day, enumerated: from one bed, through a set of events, to the next bed.

This is the only place in planning where the rules of a day are applied. Labels (a set of events,
the last of them, and whether the break was taken) are extended level by level, one event a
level, for all first places at once, in NumPy. A label is dropped only when another one of the
same kind is as early with as little driving and as little travel, which loses nothing because
travel is FIFO.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from caravan.plan.promise import TOLERANCE_MINUTES
from caravan.planning.arrays import Bools, Ints
from caravan.planning.day_demands import NOT_PROMISED, DayDemands
from caravan.planning.labels import (
    BEFORE_LEAVING,
    NO_BREAK,
    ON_ARRIVAL,
    Labels,
    joined_labels,
    labels_at,
    undominated,
)
from caravan.planning.tables import DayTables, StopIndex
from caravan.planning.whole_days import WholeDays, cheapest_days
from caravan.tour.rules import DayRules
from caravan.travel.arrivals import NEVER

MAX_EVENTS = 62
"""Events that one tour can have: sets of events are bits of a signed 64-bit integer."""

LABEL_LIMIT = 25_000
"""Partial days kept at a level."""

DAY_LIMIT = 200_000
"""Whole days kept of one kind of date: 60 bytes each."""

_ROWS_AT_ONCE = 10_000


@dataclass(frozen=True)
class DayRoutes:
    """All feasible days of one kind of date: for each (first, mask, overnight) the least travel.

    Attributes:
        first, overnight: indices of places.
        mask: events held, as bits.
        travel: driving and sailing minutes.
        broken: weight of the promised hours of this date that are broken.
        level, row: the label from which the team went to bed.
        way: layer of the tables by which it went there.
        levels: all labels, to read a day's course from.
        complete: False when the limit cut the enumeration short.
    """

    first: Ints
    mask: Ints
    overnight: Ints
    travel: Ints
    broken: Ints
    level: Ints
    row: Ints
    way: Ints
    levels: tuple[Labels, ...]
    complete: bool

    def __len__(self) -> int:
        return len(self.mask)


def enumerate_days(
    rules: DayRules,
    service_minutes: Ints,
    index: StopIndex,
    tables: DayTables,
    demands: DayDemands,
    *,
    beginnings: Labels | None = None,
    label_limit: int = LABEL_LIMIT,
    should_stop: Callable[[], bool] = lambda: False,
) -> DayRoutes:
    """All feasible days from any first place to any overnight stay.

    Args:
        service_minutes: by event.
        beginnings: where and when teams stand, on a day that is already under way; by default they
            wake at any bed or the start.
        label_limit: most labels kept at a level; beyond it those with most travel are dropped
            and the result is not `complete`. Nor is it when told to stop, or beyond DAY_LIMIT,
            when the days with least travel for the events they hold are kept.
    """
    course = _Course(rules, service_minutes, index, tables, demands)
    levels = [course.beginnings() if beginnings is None else beginnings]
    complete = True
    while len(levels[-1]):
        extended = course.extended(levels[-1], label_limit, should_stop)
        if extended is None:
            complete = False
            break
        if len(extended) > label_limit:
            complete = False
            rows = np.argsort(extended.travel, kind="stable")[:label_limit]
            extended = extended.take(np.sort(rows))
        levels.append(extended)
    days = course.ended(tuple(levels), should_stop)
    return replace(days, complete=days.complete and complete)


class _Course:
    """The rules of a day, applied to labels."""

    def __init__(
        self,
        rules: DayRules,
        service_minutes: Ints,
        index: StopIndex,
        tables: DayTables,
        demands: DayDemands,
    ) -> None:
        self._rules = rules
        self._service = service_minutes
        self._index = index
        self._tables = tables
        self._demands = demands
        self._bits = np.int64(1) << np.arange(len(service_minutes), dtype=np.int64)
        self._barred = self._bits | demands.barred
        self._has_promises = bool((demands.promised != NOT_PROMISED).any())

    def beginnings(self) -> Labels:
        """The labels of level 0: at each bed and the start, with the break ahead or behind."""
        firsts = np.array(sorted({*self._index.beds, self._index.start}), dtype=np.int64)
        begins, pause = self._rules.hours.begins, self._rules.pause
        fresh = labels_at(firsts, begins, rested=pause is None)
        if pause is None:
            return fresh
        free_from = max(begins, pause.within.begins + pause.minutes)
        if free_from > self._rules.hours.ends:
            return fresh
        return joined_labels([fresh, labels_at(firsts, free_from, rested=True)])

    def extended(
        self, labels: Labels, label_limit: int, should_stop: Callable[[], bool]
    ) -> Labels | None:
        """All useful labels with one more event, None when told to stop."""
        parts = []
        count = 0
        for begin in range(0, len(labels), _ROWS_AT_ONCE):
            if should_stop():
                return None
            rows = np.arange(begin, min(begin + _ROWS_AT_ONCE, len(labels)), dtype=np.int64)
            part = self._extended(labels.take(rows))
            parts.append(replace(part, parent=part.parent + begin))
            count += len(part)
            if count > 4 * label_limit:
                parts = [undominated(joined_labels(parts))]
                count = len(parts[0])
        return undominated(joined_labels(parts))

    def _extended(self, labels: Labels) -> Labels:
        found = []
        for way in range(len(self._tables.arrive)):
            reached, arrived = self._driven(labels, way)
            found += self._held(reached, arrived)
            if self._rules.pause is not None:
                after = self._after_break(arrived)
                rows = ~reached.rested & (after <= self._rules.hours.ends)
                paused = replace(
                    reached.take(rows),
                    rested=np.ones(int(rows.sum()), dtype=np.bool_),
                    pause=np.full(int(rows.sum()), ON_ARRIVAL, dtype=np.int64),
                )
                found += self._held(paused, after[rows])
        return undominated(joined_labels([*found, *map(self._with_break_before_leaving, found)]))

    def _driven(self, labels: Labels, way: int) -> tuple[Labels, Ints]:
        """The labels moved on to each event not held yet, with the minute of arrival there."""
        places = self._index.event_places
        last = labels.last[:, None]
        arrivals = self._tables.arrive[way, last, places, labels.clock[:, None]]
        driving = labels.driving[:, None] + self._tables.driving[way, last, places]
        possible = (
            ((labels.mask[:, None] & self._barred) == 0)
            & (arrivals < NEVER)
            & (driving <= self._rules.max_driving_minutes)
        )
        rows, events = np.nonzero(possible)
        base = labels.take(rows)
        moved = replace(
            base,
            last=places[events].astype(np.int64),
            driving=driving[rows, events].astype(np.int64),
            travel=base.travel + self._tables.travel[way, base.last, places[events]],
            parent=rows.astype(np.int64),
            event=events.astype(np.int64),
            way=np.full(len(rows), way, dtype=np.int64),
            pause=np.full(len(rows), NO_BREAK, dtype=np.int64),
        )
        return moved, arrivals[rows, events].astype(np.int64)

    def _held(self, labels: Labels, clock: Ints) -> list[Labels]:
        """The labels after their event, for those who can still hold it; free from `clock` on.

        An event begins as early as it can; where that is before its promised hour, also as early
        as keeps the promise.
        """
        held = [self._begun(labels, clock)]
        if self._has_promises:
            kept_from = self._demands.promised[labels.event] - (TOLERANCE_MINUTES - 1)
            rows = (kept_from > clock) & (kept_from <= self._rules.hours.ends)
            held.append(self._begun(labels.take(rows), kept_from[rows]))
        return held

    def _begun(self, labels: Labels, clock: Ints) -> Labels:
        """The labels after their event, which begins from `clock` on as early as it can."""
        begins = self._tables.begin[labels.event, clock].astype(np.int64)
        ends = begins + self._service[labels.event]
        rows = (begins < NEVER) & self._can_rest(labels.rested, ends)
        promised = self._demands.promised[labels.event]
        late = (promised != NOT_PROMISED) & (np.abs(begins - promised) >= TOLERANCE_MINUTES)
        held = replace(
            labels,
            clock=ends,
            mask=labels.mask | self._bits[labels.event],
            begun=begins,
            broken=labels.broken + late * self._demands.hour_weight[labels.event],
        )
        return held.take(rows)

    def _with_break_before_leaving(self, labels: Labels) -> Labels:
        if self._rules.pause is None:
            return labels.take(np.zeros(len(labels), dtype=np.bool_))
        after = self._after_break(labels.clock)
        rows = ~labels.rested & (after <= self._rules.hours.ends)
        count = int(rows.sum())
        return replace(
            labels.take(rows),
            clock=after[rows],
            rested=np.ones(count, dtype=np.bool_),
            pause=np.full(count, BEFORE_LEAVING, dtype=np.int64),
        )

    def _after_break(self, clock: Ints) -> Ints:
        """When a break taken from `clock` on ends; NEVER when it is too late for it."""
        pause = self._rules.pause
        if pause is None:
            return clock
        ends = np.maximum(clock, pause.within.begins) + pause.minutes
        return np.where(ends <= pause.within.ends, ends, np.int64(NEVER))

    def _can_rest(self, rested: Bools, clock: Ints) -> Bools:
        """Whether the break is behind the team, or can still begin at `clock`."""
        pause = self._rules.pause
        if pause is None:
            return np.ones(len(clock), dtype=np.bool_)
        return rested | (clock <= pause.within.ends - pause.minutes)

    def ended(self, levels: tuple[Labels, ...], should_stop: Callable[[], bool]) -> DayRoutes:
        """The labels brought to bed; of equal days the one with least travel, then earliest."""
        parts: list[WholeDays] = []
        count = 0
        complete = True
        for level, labels in enumerate(levels):
            for begin in range(0, max(1, len(labels)), _ROWS_AT_ONCE):
                if parts and should_stop():
                    complete = False
                    break
                for way in range(len(self._tables.arrive)):
                    rows = np.arange(begin, min(begin + _ROWS_AT_ONCE, len(labels)))
                    parts.append(self._home(labels.take(rows), level, way, begin))
                    count += len(parts[-1].row)
                if count > 4 * DAY_LIMIT:
                    parts = [cheapest_days(parts)]
                    count = len(parts[0].row)
        ends = cheapest_days(parts)
        if len(ends.row) > DAY_LIMIT:
            complete = False
            events = np.bitwise_count(ends.mask)
            ratio = (ends.travel << 16) // (events + 1)
            ends = ends.take(np.sort(np.argsort(ratio, kind="stable")[:DAY_LIMIT]))
        return DayRoutes(
            ends.first,
            ends.mask,
            ends.night,
            ends.travel,
            ends.broken,
            ends.level,
            ends.row,
            ends.way,
            levels,
            complete,
        )

    def _home(self, labels: Labels, level: int, way: int, begin: int) -> WholeDays:
        """These labels (rows from `begin` on of their level) brought to every bed in reach."""
        nights = np.array(sorted({*self._index.beds, self._index.end}), dtype=np.int64)
        last = labels.last[:, None]
        arrivals = self._tables.arrive[way, last, nights, labels.clock[:, None]]
        driving = labels.driving[:, None] + self._tables.driving[way, last, nights]
        possible = (arrivals < NEVER) & (driving <= self._rules.max_driving_minutes)
        rows, beds = np.nonzero(possible)
        arrived = arrivals[rows, beds].astype(np.int64)
        home = self._can_rest(labels.rested[rows], arrived)
        rows, beds, arrived = rows[home], beds[home], arrived[home]
        travel = self._tables.travel[way, labels.last[rows], nights[beds]]
        return WholeDays(
            first=labels.first[rows],
            mask=labels.mask[rows],
            night=nights[beds],
            travel=labels.travel[rows] + travel,
            broken=labels.broken[rows],
            arrived=arrived,
            level=np.full(len(rows), level, dtype=np.int64),
            row=rows.astype(np.int64) + begin,
            way=np.full(len(rows), way, dtype=np.int64),
        )
