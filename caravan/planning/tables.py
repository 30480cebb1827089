"""The tour as arrays: when a team arrives, and when an event can begin, for each minute.

Minutes count from local midnight. `NEVER` stands where something can't be done on that date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date

import numpy as np
import numpy.typing as npt

from caravan.tour.opening import Hours
from caravan.tour.tour import Tour
from caravan.travel.arrivals import NEVER, Minutes
from caravan.travel.times import TravelTimes


@dataclass(frozen=True)
class StopIndex:
    """The places where a team can stand still, and the events, by index.

    Attributes:
        places: ids of start, end, beds and host towns.
        beds: indices of the places with beds.
        start, end: indices of the tour's start and end.
        event_places: for each event of the tour the index of its place.
    """

    places: tuple[str, ...]
    beds: tuple[int, ...]
    start: int
    end: int
    event_places: npt.NDArray[np.intp]

    @classmethod
    def of(cls, tour: Tour, others: Iterable[str] = ()) -> StopIndex:
        """The index of a tour, and of other places where teams stand; in the order of the places."""
        used = {tour.start, tour.end, *(event.place for event in tour.events), *others}
        places = tuple(p.id for p in tour.places if p.can_sleep or p.id in used)
        number = {id_: n for n, id_ in enumerate(places)}
        return cls(
            places=places,
            beds=tuple(number[bed.id] for bed in tour.beds),
            start=number[tour.start],
            end=number[tour.end],
            event_places=np.array([number[e.place] for e in tour.events], dtype=np.intp),
        )


@dataclass(frozen=True)
class DayTables:
    """What a team can do on one date.

    Attributes:
        arrive: [way, from, to, minute] → earliest arrival by this kind of way.
        driving, travel: [way, from, to] → its minutes.
        begin: [event, minute] → earliest minute at which the event can begin.
    """

    arrive: Minutes
    driving: Minutes
    travel: Minutes
    begin: Minutes


Windows = tuple[tuple[int, Hours], ...]
"""The hours of the events on one date, by number of the event."""


def windows_by_date(tour: Tour) -> dict[Date, Windows]:
    """For every date of the tour the hours in which its events can be held."""
    found: dict[Date, list[tuple[int, Hours]]] = {date: [] for date in tour.dates}
    for number, event in enumerate(tour.events):
        for window in tour.windows(event):
            found[window.date].append((number, window.hours))
    return {date: tuple(windows) for date, windows in found.items()}


def day_tables(
    tour: Tour, travel: TravelTimes, index: StopIndex, date: Date, windows: Windows
) -> DayTables:
    """The tables of one date, inside the working hours.

    Args:
        windows: of this date; see `windows_by_date`.
    """
    ways = travel.arrivals(index.places, tour.rules.hours.ends, date)
    return DayTables(ways.arrive, ways.driving, ways.travel, _begin_table(tour, windows))


def _begin_table(tour: Tour, windows: Windows) -> Minutes:
    hours = tour.rules.hours
    begin = np.full((len(tour.events), hours.ends + 1), NEVER, dtype=np.int16)
    for number, window in windows:
        first = max(window.begins, hours.begins)
        last = min(window.ends, hours.ends) - tour.events[number].service_minutes
        if first <= last:
            clock = np.arange(last + 1)
            possible = np.maximum(clock, first).astype(np.int16)
            begin[number, : last + 1] = np.minimum(begin[number, : last + 1], possible)
    return begin
