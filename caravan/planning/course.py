"""The course of a chosen day: its timeline, item by item."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from caravan.plan.day import Day, Item, Stop, StopKind
from caravan.planning.columns import Columns, DayColumns
from caravan.planning.labels import BEFORE_LEAVING, ON_ARRIVAL
from caravan.tour.tour import Tour
from caravan.travel.leg import Journey
from caravan.travel.times import TravelTimes


def course_of(
    tour: Tour, travel: TravelTimes, columns: Columns, day: DayColumns, column: int
) -> Day:
    """The day that a column stands for.

    Everything happens as early as it can, except that the team leaves in the morning only as
    early as its first event needs.
    """
    route = int(day.route[column])
    labels = _labels(day, route)
    first = int(day.first[column])
    overnight = int(day.overnight[column])
    steps: list[Journey | Stop] = []
    clock = labels[0][0]
    here = first
    for free_from, place, event, way, pause in labels[1:]:
        journey = _journey(travel, columns, day, here, place, way, clock)
        steps.append(journey)
        clock = journey.ends
        if pause == ON_ARRIVAL:
            clock = _pause(tour, steps, columns.index.places[place], clock)
        begins = int(day.tables.begin[event, clock])
        ends = begins + tour.events[event].service_minutes
        town, name = columns.index.places[place], tour.events[event].id
        steps.append(Stop(StopKind.EVENT, town, begins, ends, event=name))
        clock = ends
        if pause == BEFORE_LEAVING:
            clock = _pause(tour, steps, town, clock)
        if clock != free_from:
            raise AssertionError(f"the course of {day.date} differs from its enumeration")
        here = place
    night_way = int(day.routes.way[route])
    steps.append(_journey(travel, columns, day, here, overnight, night_way, clock))
    places = columns.index.places
    return Day(day.date, places[first], places[overnight], _items(steps))


def _labels(day: DayColumns, route: int) -> list[tuple[int, int, int, int, int]]:
    """(clock, last place, event, way, break) of each level, from the morning on."""
    row = int(day.routes.row[route])
    found = []
    for level in range(int(day.routes.level[route]), -1, -1):
        labels = day.routes.levels[level]
        found.append(
            (
                int(labels.clock[row]),
                int(labels.last[row]),
                int(labels.event[row]),
                int(labels.way[row]),
                int(labels.pause[row]),
            )
        )
        row = int(labels.parent[row])
    return found[::-1]


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


def _items(steps: list[Journey | Stop]) -> tuple[Item, ...]:
    """The steps as items without holes; waits fill the time between them."""
    spans: list[Item] = []
    moves = [step for step in steps if isinstance(step, Stop) or step.legs]
    if len(moves) > 1 and isinstance(moves[0], Journey):
        moves[0] = _left_late(moves[0], moves[1].begins)
    for move in moves:
        spans += move.legs if isinstance(move, Journey) else (move,)
    while spans and isinstance(spans[-1], Stop) and spans[-1].kind is StopKind.BREAK:
        spans.pop()
    items: list[Item] = spans[:1]
    for before, after in pairwise(spans):
        if before.ends < after.begins:
            place = before.place if isinstance(before, Stop) else before.destination
            items.append(Stop(StopKind.WAIT, place, before.ends, after.begins))
        items.append(after)
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
