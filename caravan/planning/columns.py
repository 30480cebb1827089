"""The feasible days of a whole tour, date by date: the columns from which a plan is chosen."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date as Date

import numpy as np

from caravan.plan.day import Day
from caravan.plan.promise import Promise
from caravan.planning.arrays import Bools, Ints, priced
from caravan.planning.day_demands import DayDemands, day_demands, other_day_weights
from caravan.planning.day_routes import LABEL_LIMIT, DayRoutes, enumerate_days
from caravan.planning.labels import Labels, joined_labels, labels_at
from caravan.planning.standing import Standing
from caravan.planning.tables import DayTables, StopIndex, day_tables, windows_by_date
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.opening import Hours
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes


@dataclass(frozen=True)
class DayColumns:
    """The feasible days of one date of one team, as arrays of equal length.

    Attributes:
        date: the date.
        first, overnight: indices of places.
        mask: events held, as bits.
        travel: driving and sailing minutes.
        broken: weight of the promises that are broken by the date or the hour.
        route: row in `routes`.
        routes, tables: where the course of a day is read from; None for a day that is behind.
        behind: the day that is behind, the only column then.
        under_way: of a day that is under way, what happened until now.
    """

    date: Date
    first: Ints
    mask: Ints
    overnight: Ints
    travel: Ints
    broken: Ints
    route: Ints
    routes: DayRoutes | None
    tables: DayTables | None
    behind: Day | None = None
    under_way: Standing | None = None

    def __len__(self) -> int:
        return len(self.mask)

    def take(self, rows: Ints) -> DayColumns:
        """The columns of these rows, in this order."""
        return replace(
            self,
            first=self.first[rows],
            mask=self.mask[rows],
            overnight=self.overnight[rows],
            travel=self.travel[rows],
            broken=self.broken[rows],
            route=self.route[rows],
        )


@dataclass(frozen=True)
class Columns:
    """All feasible days of a tour.

    Attributes:
        index: places and events by index.
        teams: for each team one entry for each date, in order.
        complete: whether really all feasible days are there.
    """

    index: StopIndex
    teams: tuple[tuple[DayColumns, ...], ...]
    complete: bool

    @property
    def chain(self) -> tuple[DayColumns, ...]:
        """The days of all teams, one team after the other: as a plan chooses them."""
        return tuple(day for team in self.teams for day in team)

    def __len__(self) -> int:
        return sum(len(day) for day in self.chain)


def enumerate_columns(
    tour: Tour,
    travel: TravelTimes,
    *,
    promises: tuple[Promise, ...] = (),
    standings: tuple[Standing, ...] = (),
    ends_anywhere: bool = False,
    label_limit: int = LABEL_LIMIT,
    should_stop: Callable[[], bool] = lambda: False,
) -> Columns:
    """All feasible days of the tour.

    Dates with the same windows, sailings and promised hours are enumerated once. The first day
    begins at the tour's start and the last ends at its end; every other night is spent where one
    can sleep.

    Args:
        promises: of events of the tour, in the calendar of which breaches are weighed.
        standings: of a tour that is under way where each team is, else none.
        ends_anywhere: whether the last day may end wherever there are beds.
    """
    index = StopIndex.of(tour, {place for standing in standings for place in standing.places})
    course = _Dates(tour, travel, index, promises, ends_anywhere, label_limit, should_stop)
    if standings:
        teams = tuple(course.from_here(standing) for standing in standings)
    else:
        days = tuple(course.whole(date) for date in tour.dates)
        # Teams are alike: the one that holds the first event is called the first.
        others = tuple(day.take(np.nonzero((day.mask & 1) == 0)[0]) for day in days)
        teams = (days, *(others,) * (tour.teams - 1))
    return Columns(index, teams, course.complete)


class _Dates:
    """Enumerates dates, those of one kind once."""

    def __init__(
        self,
        tour: Tour,
        travel: TravelTimes,
        index: StopIndex,
        promises: tuple[Promise, ...],
        ends_anywhere: bool,  # noqa: FBT001 - a private class, called once
        label_limit: int,
        should_stop: Callable[[], bool],
    ) -> None:
        self._tour = tour
        self._travel = travel
        self._index = index
        self._promises = promises
        self._ends_anywhere = ends_anywhere
        self._label_limit = label_limit
        self._should_stop = should_stop
        self._service = np.array([event.service_minutes for event in tour.events], dtype=np.int64)
        self._windows = windows_by_date(tour)
        self._known: dict[Hashable, tuple[DayRoutes, DayTables]] = {}
        self.complete = True

    def whole(self, date: Date) -> DayColumns:
        """A date from morning to night."""
        demands = day_demands(self._tour, self._promises, date)
        ferries = self._tour.ferries
        sailings = tuple(f.departures(port, date) for f in ferries for port in f.ports)
        kind = (self._windows[date], sailings, demands.kind)
        if kind not in self._known:
            self._known[kind] = self._enumerated(self._tour, date, demands, None)
        routes, tables = self._known[kind]
        beds = np.array(self._index.beds, dtype=np.int64)
        starts = np.array([self._index.start]) if date == self._tour.first_day else beds
        return self._columns(date, routes, tables, np.isin(routes.first, starts))

    def from_here(self, standing: Standing) -> tuple[DayColumns, ...]:
        """All dates of a team that is under way."""
        behind = tuple(self._behind(day) for day in standing.behind)
        later = self._tour.dates[len(behind) :]
        today = (self._under_way(standing, later[0]),) if later else ()
        return (*behind, *today, *(self.whole(date) for date in later[1:]))

    def _behind(self, day: Day) -> DayColumns:
        number = {place: n for n, place in enumerate(self._index.places)}
        mask = self._bits(stop.event for stop in day.events)
        one = np.ones(1, dtype=np.int64)
        return DayColumns(
            day.date,
            first=one * number[day.start],
            mask=one * mask,
            overnight=one * number[day.overnight],
            travel=one * day.travel_minutes,
            broken=one * 0,
            route=one * 0,
            routes=None,
            tables=None,
            behind=day,
        )

    def _under_way(self, standing: Standing, date: Date) -> DayColumns:
        number = {place: n for n, place in enumerate(self._index.places)}
        tour = self._tour
        if standing.has_overtime:
            hours = Hours(tour.rules.hours.begins, MINUTES_PER_DAY)
            rules = replace(tour.rules, hours=hours, max_driving_minutes=MINUTES_PER_DAY)
            tour = replace(tour, rules=rules)
        place = np.array([number[standing.place]])
        ways_on = [labels_at(place, standing.clock, rested=standing.is_rested)]
        if standing.rests_until(tour) is not None:
            ways_on.append(labels_at(place, standing.rests_until(tour) or 0, rested=True))
        here = joined_labels(ways_on)
        one = np.ones(len(here), dtype=np.int64)
        here = replace(
            here,
            first=one * number[standing.morning],
            mask=one * self._bits(standing.events),
            # Who has driven beyond the limit drives no more, but may still host where he is.
            driving=one * min(standing.driving_minutes, tour.rules.max_driving_minutes),
            travel=one * standing.travel_minutes,
        ).take(here.clock <= tour.rules.hours.ends)
        demands = day_demands(tour, self._promises, date)
        routes, tables = self._enumerated(tour, date, demands, here)
        everywhere = np.ones(len(routes), dtype=np.bool_)
        columns = self._columns(date, routes, tables, everywhere)
        if len(columns) == 0 and standing.place in self._nights(date):
            columns = self._behind(standing.staying(date))
        return replace(columns, under_way=standing)

    def _enumerated(
        self, tour: Tour, date: Date, demands: DayDemands, beginnings: Labels | None
    ) -> tuple[DayRoutes, DayTables]:
        tables = day_tables(tour, self._travel, self._index, date, self._windows[date])
        routes = enumerate_days(
            tour.rules,
            self._service,
            self._index,
            tables,
            demands,
            beginnings=beginnings,
            label_limit=self._label_limit,
            should_stop=self._should_stop,
        )
        self.complete = self.complete and routes.complete
        return routes, tables

    def _columns(
        self, date: Date, routes: DayRoutes, tables: DayTables, from_here: Bools
    ) -> DayColumns:
        nights = self._nights(date)
        ends = [n for n, place in enumerate(self._index.places) if place in nights]
        rows = np.nonzero(from_here & np.isin(routes.overnight, ends))[0]
        mask = routes.mask[rows]
        other_day = priced(mask, other_day_weights(self._tour, self._promises, date))
        return DayColumns(
            date,
            routes.first[rows],
            mask,
            routes.overnight[rows],
            routes.travel[rows],
            routes.broken[rows] + other_day,
            rows.astype(np.int64),
            routes,
            tables,
        )

    def _nights(self, date: Date) -> set[str]:
        """Ids of the places where a day may end."""
        if date == self._tour.last_day and not self._ends_anywhere:
            return {self._tour.end}
        return {self._index.places[bed] for bed in self._index.beds}

    def _bits(self, events: Iterable[str]) -> int:
        number = {event.id: n for n, event in enumerate(self._tour.events)}
        return sum(1 << number[event] for event in events if event in number)
