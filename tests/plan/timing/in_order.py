"""The best timeline of one tiny day with its events in a given order, found minute by minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date
from functools import cache

from planning.brute_force import BruteForce, State

from caravan.tour.place import PlaceKind
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes


class InOrder(BruteForce):
    """The oracle of the planner's tests, held to one order of events and one night."""

    def __init__(self, tour: Tour, sequence: tuple[str, ...], overnight: str) -> None:
        self.tour = tour
        self.stops_anywhere = False
        self._journeys = cache(TravelTimes(tour).journeys)
        self._towns = {p.id for p in tour.places if p.kind is PlaceKind.TOWN}
        self._windows = {event.id: tour.windows(event) for event in tour.events}
        self._sequence = sequence
        self._stops = [*(tour.event(event).place for event in sequence), overnight]

    def least_travel(self, date: Date, start: str) -> int | None:
        """Travel minutes of the best day that keeps all rules, None when there is none."""
        return self._day(date, start).get((frozenset(self._sequence), self._stops[-1]))

    def _moves(
        self, date: Date, minute: int, state: State
    ) -> Iterator[tuple[int, State, int, int]]:
        for move in super()._moves(date, minute, state):
            after = move[1]
            held = len(after.held)
            if after.held != frozenset(self._sequence[:held]):
                continue
            moved = after.place != state.place
            if not moved or after.place == self._stops[len(state.held)]:
                yield move
