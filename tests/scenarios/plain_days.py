"""All days of a real tour, by trying every order of events: slow, plain, and sure.

Like `planning.brute_force` it shares nothing with `caravan.planning`, but it steps from stop to
stop instead of from minute to minute: a team does everything as early as it can, and takes the
break before its first departure, on arriving, after an event, or at its bed.
"""

from __future__ import annotations

from datetime import date as Date
from functools import cache

from caravan.tour.event import Event
from caravan.tour.place import PlaceKind
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes

DayKey = tuple[frozenset[str], str]
"""Events held, and where the team ends the day."""


class PlainDays:
    """The days of one date.

    Args:
        lunch_anywhere: the team may also stop for the break in any town where it hosts nothing.
            The planner doesn't look at such days.
    """

    def __init__(
        self, tour: Tour, travel: TravelTimes, date: Date, *, lunch_anywhere: bool = False
    ) -> None:
        towns = [place.id for place in tour.places if place.kind is PlaceKind.TOWN]
        self.lunch_places = towns if lunch_anywhere else []
        self.rules = tour.rules
        windows = {
            event: [w.hours for w in tour.windows(event) if w.date == date] for event in tour.events
        }
        self.windows = {event: hours for event, hours in windows.items() if hours}
        last_day = date == tour.last_day
        self.nights = [tour.end] if last_day else [place.id for place in tour.beds]
        self.journeys = cache(lambda a, b, minute: travel.journeys(a, b, date, minute))
        self.found: dict[DayKey, int] = {}

    def from_place(self, start: str) -> dict[DayKey, int]:
        """The least travel minutes of every day from this place that keeps the rules."""
        self.found = {}
        begins, pause = self.rules.hours.begins, self.rules.pause
        self._on(start, begins, frozenset(), 0, 0, rested=pause is None)
        if pause is not None:
            after = max(begins, pause.within.begins + pause.minutes)
            self._on(start, after, frozenset(), 0, 0, rested=True)
        return self.found

    def _on(
        self,
        place: str,
        clock: int,
        held: frozenset[str],
        driving: int,
        travel: int,
        *,
        rested: bool,
    ) -> None:
        """A team is free at a place: it goes to bed, or on to any event."""
        for bed in self.nights:
            for arrives, _, travelled in self._ways(place, bed, clock, driving, travel):
                if rested or self._break_from(arrives) is not None:
                    key = (held, bed)
                    self.found[key] = min(travelled, self.found.get(key, travelled))
        for event in self.windows:
            if event.id in held:
                continue
            for arrives, driven, travelled in self._ways(
                place, event.place, clock, driving, travel
            ):
                self._host(event, arrives, held, driven, travelled, rested=rested)
                after = None if rested else self._break_from(arrives)
                if after is not None:
                    self._host(event, after, held, driven, travelled, rested=True)
        for town in self.lunch_places:
            for arrives, driven, travelled in self._ways(place, town, clock, driving, travel):
                after = None if rested else self._break_from(arrives)
                if after is not None:
                    self._on(town, after, held, driven, travelled, rested=True)

    def _host(
        self,
        event: Event,
        clock: int,
        held: frozenset[str],
        driving: int,
        travel: int,
        *,
        rested: bool,
    ) -> None:
        hours = self.rules.hours
        ends = [
            max(clock, window.begins, hours.begins) + event.service_minutes
            for window in self.windows[event]
            if max(clock, window.begins, hours.begins) + event.service_minutes
            <= min(window.ends, hours.ends)
        ]
        if not ends:
            return
        done = held | {event.id}
        self._on(event.place, min(ends), done, driving, travel, rested=rested)
        after = None if rested else self._break_from(min(ends))
        if after is not None:
            self._on(event.place, after, done, driving, travel, rested=True)

    def _break_from(self, clock: int) -> int | None:
        """When a break taken from this minute on ends, None when it is too late for one."""
        pause = self.rules.pause
        if pause is None:
            return None
        ends = max(clock, pause.within.begins) + pause.minutes
        return ends if ends <= pause.within.ends else None

    def _ways(
        self, a: str, b: str, clock: int, driving: int, travel: int
    ) -> list[tuple[int, int, int]]:
        return [
            (j.ends, driving + j.driving_minutes, travel + j.travel_minutes)
            for j in self.journeys(a, b, clock)
            if j.ends <= self.rules.hours.ends
            and driving + j.driving_minutes <= self.rules.max_driving_minutes
        ]
