"""The feasible days of a whole tour, date by date: the columns from which a plan is chosen."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date as Date

import numpy as np

from caravan.planning.arrays import Bools, Ints
from caravan.planning.day_routes import LABEL_LIMIT, DayRoutes, enumerate_days
from caravan.planning.tables import DayTables, StopIndex, day_tables
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes


@dataclass(frozen=True)
class DayColumns:
    """The feasible days of one date, as arrays of equal length.

    Attributes:
        date: the date.
        first, overnight: indices of places.
        mask: events held, as bits.
        travel: driving and sailing minutes.
        route: row in `routes`.
        routes, tables: where the course of a day is read from.
    """

    date: Date
    first: Ints
    mask: Ints
    overnight: Ints
    travel: Ints
    route: Ints
    routes: DayRoutes
    tables: DayTables

    def __len__(self) -> int:
        return len(self.mask)


@dataclass(frozen=True)
class Columns:
    """All feasible days of a tour.

    Attributes:
        index: places and events by index.
        days: one for each date, in order.
        complete: whether really all feasible days are there.
    """

    index: StopIndex
    days: tuple[DayColumns, ...]
    complete: bool

    def __len__(self) -> int:
        return sum(len(day) for day in self.days)


def enumerate_columns(
    tour: Tour,
    travel: TravelTimes,
    *,
    label_limit: int = LABEL_LIMIT,
    should_stop: Callable[[], bool] = lambda: False,
) -> Columns:
    """All feasible days of the tour.

    Dates with the same windows and sailings are enumerated once. The first day begins at the
    tour's start and the last ends at its end; every other night is spent where one can sleep.
    """
    index = StopIndex.of(tour)
    service = np.array([event.service_minutes for event in tour.events], dtype=np.int64)
    known: dict[Hashable, tuple[DayRoutes, DayTables]] = {}
    days = []
    for date in tour.dates:
        kind = _kind_of_date(tour, date)
        if kind not in known:
            tables = day_tables(tour, travel, index, date)
            routes = enumerate_days(
                tour.rules,
                service,
                index,
                tables,
                label_limit=label_limit,
                should_stop=should_stop,
            )
            known[kind] = (routes, tables)
        days.append(_columns(tour, index, date, *known[kind]))
    complete = all(routes.complete for routes, _ in known.values())
    return Columns(index, tuple(days), complete)


def _kind_of_date(tour: Tour, date: Date) -> Hashable:
    """What tells dates apart: the windows of the events and the sailings."""
    windows = tuple(
        (number, window.hours)
        for number, event in enumerate(tour.events)
        for window in tour.windows(event)
        if window.date == date
    )
    sailings = tuple(ferry.departures(port, date) for ferry in tour.ferries for port in ferry.ports)
    return windows, sailings


def _columns(
    tour: Tour, index: StopIndex, date: Date, routes: DayRoutes, tables: DayTables
) -> DayColumns:
    beds = np.array(index.beds, dtype=np.int64)
    starts = np.array([index.start]) if date == tour.first_day else beds
    nights = np.array([index.end]) if date == tour.last_day else beds
    fits: Bools = np.isin(routes.first, starts) & np.isin(routes.overnight, nights)
    rows = np.nonzero(fits)[0]
    return DayColumns(
        date,
        routes.first[rows],
        routes.mask[rows],
        routes.overnight[rows],
        routes.travel[rows],
        rows.astype(np.int64),
        routes,
        tables,
    )
