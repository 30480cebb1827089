"""The best that a tour without optional events allows, by `plain_days` and `plain_choice`."""

from __future__ import annotations

from dataclasses import replace

from scenarios.plain_choice import Days, least_travel_of_all_events
from scenarios.plain_days import PlainDays

from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes

_ANY = 10**6


def least_travel(tour: Tour, *without: str, lunch_anywhere: bool = True) -> tuple[int, int] | None:
    """Least (travel, balance) of any plan that holds every event but these; None without any.

    With lunch in any town, so that it tells what no plan at all can do, more than what the
    planner looks at.
    """
    tour = replace(tour, events=tuple(e for e in tour.events if e.id not in without))
    bit = {event.id: 1 << number for number, event in enumerate(tour.events)}
    travel = TravelTimes(tour)
    days: Days = []
    for date in tour.dates:
        plain = PlainDays(tour, travel, date, lunch_anywhere=lunch_anywhere)
        starts = [tour.start] if date == tour.first_day else [bed.id for bed in tour.beds]
        days.append(
            {
                start: [
                    (sum(bit[id_] for id_ in held), night, minutes)
                    for (held, night), minutes in plain.from_place(start).items()
                ]
                for start in starts
            }
        )
    return least_travel_of_all_events(tour, days, _ANY)
