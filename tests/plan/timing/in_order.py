"""The best timeline of one tiny day with its events in a given order, found minute by minute.

An oracle that shares nothing with `caravan.plan.timing`: at each minute the team stands for a minute,
hosts what comes next where it is, or leaves in this very minute for where it goes next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Date
from functools import cache

from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes


@dataclass(frozen=True)
class _State:
    """A team at one minute.

    Attributes:
        stop: how many stops (towns of the events, then the night) are reached.
        held: how many events are over.
        free: minutes in a row, up to now, that count towards the break.
    """

    stop: int
    held: int
    free: int
    rested: bool
    driving: int
    travel: int


class InOrder:
    """All that a team can do on a date that starts somewhere and holds these events so."""

    def __init__(self, tour: Tour, sequence: tuple[str, ...], overnight: str) -> None:
        self._rules = tour.rules
        self._events = [tour.event(id_) for id_ in sequence]
        self._stops = [*(event.place for event in self._events), overnight]
        self._windows = {event.id: tour.windows(event) for event in self._events}
        self._journeys = cache(TravelTimes(tour).journeys)

    def least_travel(self, date: Date, start: str) -> int | None:
        """Travel minutes of the best day that keeps all rules, None when there is none."""
        rules = self._rules
        last = max(rules.hours.ends, rules.pause.within.ends if rules.pause else 0)
        minutes: list[set[_State]] = [set() for _ in range(last + 1)]
        minutes[0].add(_State(0, 0, 0, rules.pause is None, 0, 0))
        for minute in range(last + 1):
            waiting = list(minutes[minute])
            while waiting:
                state = waiting.pop()
                for ends, after in self._moves(date, minute, start, state):
                    if ends > last or after.driving > rules.max_driving_minutes:
                        continue
                    if ends == minute and after not in minutes[ends]:
                        waiting.append(after)
                    minutes[ends].add(after)
        home = len(self._stops)
        return min((s.travel for s in minutes[last] if s.stop == home and s.rested), default=None)

    def _moves(
        self, date: Date, minute: int, start: str, state: _State
    ) -> Iterator[tuple[int, _State]]:
        yield minute + 1, self._stood(minute, state)
        hours = self._rules.hours
        if state.held < state.stop and state.held < len(self._events):
            event = self._events[state.held]
            ends = minute + event.service_minutes
            is_open = any(
                w.date == date and w.hours.begins <= minute and ends <= w.hours.ends
                for w in self._windows[event.id]
            )
            if is_open and hours.begins <= minute and ends <= hours.ends:
                yield ends, replace(state, held=state.held + 1, free=0)
        elif state.stop < len(self._stops):
            here = self._stops[state.stop - 1] if state.stop else start
            there = replace(state, stop=state.stop + 1)
            if here == self._stops[state.stop]:
                yield minute, there
                return
            for journey in self._journeys(here, self._stops[state.stop], date, minute):
                if journey.begins == minute >= hours.begins and journey.ends <= hours.ends:
                    yield (
                        journey.ends,
                        replace(
                            there,
                            free=0,
                            driving=state.driving + journey.driving_minutes,
                            travel=state.travel + journey.travel_minutes,
                        ),
                    )

    def _stood(self, minute: int, state: _State) -> _State:
        rule = self._rules.pause
        if state.rested or rule is None:
            return state
        free = state.free + 1 if rule.within.begins <= minute < rule.within.ends else 0
        return replace(state, free=free, rested=free >= rule.minutes)
