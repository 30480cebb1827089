"""The course of a chosen day: its timeline, item by item."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.plan.day import Day, Item, Stop, StopKind
from caravan.plan.timing.items import items_of
from caravan.planning.columns import Columns, DayColumns
from caravan.planning.day_routes import DayRoutes
from caravan.planning.labels import BEFORE_LEAVING, ON_ARRIVAL
from caravan.tour.tour import Tour
from caravan.travel.leg import Journey
from caravan.travel.times import TravelTimes


def course_of(
    tour: Tour, travel: TravelTimes, columns: Columns, day: DayColumns, column: int
) -> Day:
    """The day that a column stands for.

    Everything happens as early as it can, or as early as keeps a promised hour, except that the
    team leaves in the morning only as early as its first event needs.
    """
    if day.behind is not None or day.routes is None:
        if day.behind is None:
            raise AssertionError("a day without routes is a day that is behind")
        return day.behind
    route = int(day.route[column])
    labels = _labels(day.routes, route)
    first = int(day.first[column])
    overnight = int(day.overnight[column])
    steps: list[Journey | Stop] = []
    clock, here = labels[0].clock, labels[0].place
    for label in labels[1:]:
        place, event = label.place, label.event
        journey = _journey(travel, columns, day, here, place, label.way, clock)
        steps.append(journey)
        clock = journey.ends
        if label.pause == ON_ARRIVAL:
            clock = _pause(tour, steps, columns.index.places[place], clock)
        begins = label.begun
        ends = begins + tour.events[event].service_minutes
        town, name = columns.index.places[place], tour.events[event].id
        steps.append(Stop(StopKind.EVENT, town, begins, ends, event=name))
        clock = ends
        if label.pause == BEFORE_LEAVING:
            clock = _pause(tour, steps, town, clock)
        if clock != label.clock:
            raise AssertionError(f"the course of {day.date} differs from its enumeration")
        here = place
    night_way = int(day.routes.way[route])
    steps.append(_journey(travel, columns, day, here, overnight, night_way, clock))
    places = columns.index.places
    if day.under_way is None:
        return Day(day.date, places[first], places[overnight], items_of(steps))
    later = items_of(steps, is_under_way=True)
    before = day.under_way.items
    rests_until = day.under_way.rests_until(tour)
    if labels[0].clock == rests_until and tour.rules.pause is not None:
        begins = max(day.under_way.clock, rests_until - tour.rules.pause.minutes)
        rest = Stop(StopKind.BREAK, day.under_way.place, begins, rests_until)
        before = _joined(before, (rest,), day.under_way.place)
    items = _joined(before, later, day.under_way.place)
    return Day(day.date, places[first], places[overnight], items)


@dataclass(frozen=True, slots=True)
class _Label:
    """One level of a day: see `Labels`."""

    clock: int
    place: int
    event: int
    begun: int
    way: int
    pause: int


def _labels(routes: DayRoutes, route: int) -> list[_Label]:
    """The levels of a day, from the morning on."""
    row = int(routes.row[route])
    found = []
    for level in range(int(routes.level[route]), -1, -1):
        labels = routes.levels[level]
        found.append(
            _Label(
                int(labels.clock[row]),
                int(labels.last[row]),
                int(labels.event[row]),
                int(labels.begun[row]),
                int(labels.way[row]),
                int(labels.pause[row]),
            )
        )
        row = int(labels.parent[row])
    return found[::-1]


def _joined(before: tuple[Item, ...], later: tuple[Item, ...], place: str) -> tuple[Item, ...]:
    """What happened and what is to come, with a wait between them where there is time."""
    if before and later and before[-1].ends < later[0].begins:
        wait = Stop(StopKind.WAIT, place, before[-1].ends, later[0].begins)
        return (*before, wait, *later)
    return (*before, *later)


def _journey(
    travel: TravelTimes,
    columns: Columns,
    day: DayColumns,
    origin: int,
    destination: int,
    layer: int,
    clock: int,
) -> Journey:
    """The earliest journey of the kind that the enumeration used."""
    if day.tables is None:
        raise AssertionError("a day that is behind has no journeys to choose from")
    effort = (
        int(day.tables.driving[layer, origin, destination]),
        int(day.tables.travel[layer, origin, destination]),
    )
    places = columns.index.places
    journeys = [
        way.journey(clock)
        for way in travel.ways(places[origin], places[destination], day.date)
        if (way.driving, way.driving + way.sailing) == effort
        and (way.leaves is None or way.leaves >= clock)
    ]
    return min(journeys, key=lambda journey: (journey.ends, -journey.begins))


def _pause(tour: Tour, steps: list[Journey | Stop], place: str, clock: int) -> int:
    """Take the break here as soon as its hours allow; returns when it ends."""
    rule = tour.rules.pause
    if rule is None:
        raise AssertionError("a break was enumerated without a rule")
    begins = max(clock, rule.within.begins)
    steps.append(Stop(StopKind.BREAK, place, begins, begins + rule.minutes))
    return begins + rule.minutes
