"""The tour as arrays: when a team arrives, and when an event can begin, for each minute.

Minutes count from local midnight. `NEVER` stands where something can't be done on that date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date

import numpy as np
import numpy.typing as npt

from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes

NEVER = np.int16(32_000)
"""Later than any minute of a day."""

Minutes = npt.NDArray[np.int16]


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


def day_tables(tour: Tour, travel: TravelTimes, index: StopIndex, date: Date) -> DayTables:
    """The tables of one date, inside the working hours.

    Ways of equal driving and sailing minutes share a layer: of those the earliest arrival counts,
    so nothing useful is lost.
    """
    ends = tour.rules.hours.ends
    layers: list[dict[tuple[int, int], tuple[int, int, Minutes]]] = []
    for a, origin in enumerate(index.places):
        for b, destination in enumerate(index.places):
            for layer, way in enumerate(_ways_by_effort(travel, origin, destination, date, ends)):
                while len(layers) <= layer:
                    layers.append({})
                layers[layer][a, b] = way
    size = len(index.places)
    arrive = np.full((max(1, len(layers)), size, size, ends + 1), NEVER, dtype=np.int16)
    driving = np.zeros((len(arrive), size, size), dtype=np.int16)
    travelling = np.zeros_like(driving)
    for layer, pairs in enumerate(layers):
        for (a, b), (drives, travels, arrivals) in pairs.items():
            arrive[layer, a, b] = arrivals
            driving[layer, a, b] = drives
            travelling[layer, a, b] = travels
    return DayTables(arrive, driving, travelling, _begin_table(tour, date))


def _ways_by_effort(
    travel: TravelTimes, origin: str, destination: str, date: Date, ends: int
) -> list[tuple[int, int, Minutes]]:
    """(driving minutes, travel minutes, arrival by minute of leaving) of each kind of way."""
    kinds: dict[tuple[int, int], Minutes] = {}
    clock = np.arange(ends + 1)
    for way in travel.ways(origin, destination, date):
        effort = (way.driving, way.driving + way.sailing)
        arrivals = kinds.setdefault(effort, np.full(ends + 1, NEVER, dtype=np.int16))
        if way.leaves is None or way.arrives is None:
            new = clock + way.driving
        else:
            new = np.where(clock <= way.leaves, way.arrives, NEVER)
        arrivals[:] = np.minimum(arrivals, np.where(new <= ends, new, NEVER))
    return [
        (driving, travels, arrivals)
        for (driving, travels), arrivals in sorted(kinds.items(), key=lambda item: item[0])
        if arrivals.min() < NEVER and driving <= NEVER
    ]


def _begin_table(tour: Tour, date: Date) -> Minutes:
    hours = tour.rules.hours
    begin = np.full((len(tour.events), hours.ends + 1), NEVER, dtype=np.int16)
    for number, event in enumerate(tour.events):
        for window in tour.windows(event):
            first = max(window.hours.begins, hours.begins)
            last = min(window.hours.ends, hours.ends) - event.service_minutes
            if window.date == date and first <= last:
                clock = np.arange(last + 1)
                possible = np.maximum(clock, first).astype(np.int16)
                begin[number, : last + 1] = np.minimum(begin[number, : last + 1], possible)
    return begin
