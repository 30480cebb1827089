"""The best plan of a tiny tour, found by trying everything, minute by minute.

An oracle for the planner: written from the rules alone, sharing nothing with `caravan.planning`.
It knows no clever order, no bound and no earliest time. On every date, from every place where the
team may wake, it lets each minute branch into all that the team may do: stand for a minute, host
an event, or leave by a journey of `TravelTimes` that begins in this very minute. What is kept of a
date is the least travel for each (first place, events held, last place); the dates are then
joined in every way.

What a plan may be, beyond the rules of the tour: a team stops where it starts, hosts and sleeps,
and goes from stop to stop by one journey, wholly inside the working hours, boarding included; so
the break is taken at a stop, never while it waits for a ship on the way.

Made for tours whose days have some fifty minutes, so that all of this takes milliseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date as Date
from functools import cache

from caravan.tour.place import PlaceKind
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes

Held = frozenset[str]
"""Ids of the events held so far."""


@dataclass(frozen=True, order=True)
class Answer:
    """The best plan's worth; more value comes first, then less travel, then less balance."""

    value: int
    travel_minutes: int
    balance: int


@dataclass(frozen=True)
class State:
    """A team at one minute of one date.

    Attributes:
        free: minutes in a row, up to now, that count towards the break.
        rested: whether the break was had.
        may_leave: whether it may go on; where a team only stops to go on it has no reason to be.
    """

    place: str
    held: Held
    free: int
    rested: bool
    may_leave: bool


Spent = tuple[int, int]
"""Driving minutes and travel minutes of the day so far."""


class BruteForce:
    """Everything that a tour allows.

    Args:
        stops_anywhere: a team may also stop in towns where it hosts nothing, as often as it
            likes. The planner doesn't look at such plans.
    """

    def __init__(
        self, tour: Tour, travel: TravelTimes | None = None, *, stops_anywhere: bool = False
    ) -> None:
        self.tour = tour
        self.stops_anywhere = stops_anywhere
        self._journeys = cache((travel or TravelTimes(tour)).journeys)
        self._towns = {p.id for p in tour.places if p.kind is PlaceKind.TOWN}
        self._beds = {p.id for p in tour.places if p.can_sleep}
        self._windows = {event.id: tour.windows(event) for event in tour.events}
        self._after = {
            event.id: frozenset(
                later
                for order in tour.orders
                if event.id in order
                for later in order[order.index(event.id) + 1 :]
            )
            for event in tour.events
        }
        self._barred = {
            id_: after | {x for pair in tour.forbidden_pairs if id_ in pair for x in pair} - {id_}
            for id_, after in self._after.items()
        }
        self._days = self._all_days()

    def _all_days(self) -> list[dict[tuple[str, Held, str], int]]:
        days = []
        waking = {self.tour.start}
        for date in self.tour.dates:
            day = {}
            for start in sorted(waking):
                for (held, place), minutes in self._day(date, start).items():
                    if (
                        place == self.tour.end
                        if date == self.tour.last_day
                        else place in self._beds
                    ):
                        day[start, held, place] = minutes
            days.append(day)
            waking = {place for _, _, place in day}
        return days

    def best_of_teams(self) -> Answer | None:
        """The same for the tour's number of teams, which share the events."""
        required = {event.id for event in self.tour.events if event.must_be_kept}
        value = {event.id: event.value for event in self.tour.events}
        alone = self._chains(lambda _: True)
        together = alone
        for _ in range(self.tour.teams - 1):
            joined: dict[Held, tuple[int, int]] = {}
            for one, (travel, balance) in together.items():
                for other, (more, uneven) in alone.items():
                    if not one & other:
                        new = (travel + more, balance + uneven)
                        joined[one | other] = min(new, joined.get(one | other, new))
            together = joined
        answers = [
            Answer(sum(value[id_] for id_ in held), *least)
            for held, least in together.items()
            if held >= required
        ]
        return min(answers, key=lambda a: (-a.value, a.travel_minutes, a.balance), default=None)

    def best(self) -> Answer | None:
        """The best plan that keeps all required events, None without any."""
        required = {event.id for event in self.tour.events if event.must_be_kept}
        value = {event.id: event.value for event in self.tour.events}
        answers = [
            Answer(sum(value[id_] for id_ in held), *least)
            for held, least in self._chains(lambda _: True).items()
            if held >= required
        ]
        return min(answers, key=lambda a: (-a.value, a.travel_minutes, a.balance), default=None)

    def omissions(self) -> dict[str, int | None]:
        """For each required event the least travel of a tour without it and without optional ones."""
        required = frozenset(event.id for event in self.tour.events if event.required)
        chains = self._chains(lambda held: held <= required)
        found = {event.id: chains.get(required - {event.id}) for event in self.tour.events}
        return {
            event.id: least[0] if (least := found[event.id]) else None
            for event in self.tour.events
            if event.required
        }

    def _chains(self, allowed: Callable[[Held], bool]) -> dict[Held, tuple[int, int]]:
        """For each set of events the least (travel, balance) of days that hold exactly these."""
        chains: dict[tuple[str, Held], tuple[int, int]] = {(self.tour.start, Held()): (0, 0)}
        for day in self._days:
            longer: dict[tuple[str, Held], tuple[int, int]] = {}
            for (place, before), (travel, balance) in chains.items():
                for (start, held, end), minutes in day.items():
                    if start != place or held & before or not allowed(held):
                        continue
                    if any(self._after[id_] & before for id_ in held):
                        continue
                    new = (travel + minutes, balance + minutes**2)
                    key = (end, held | before)
                    longer[key] = min(new, longer.get(key, new))
            chains = longer
        return {held: least for (_, held), least in chains.items()}

    def _day(self, date: Date, start: str) -> dict[tuple[Held, str], int]:
        """Least travel of every day that keeps the rules, by events held and last place."""
        rules = self.tour.rules
        last = max(rules.hours.ends, rules.pause.within.ends if rules.pause else 0)
        minutes: list[dict[State, set[Spent]]] = [defaultdict(set) for _ in range(last + 1)]
        minutes[0][State(start, Held(), 0, rules.pause is None, may_leave=True)].add((0, 0))
        for minute in range(last):
            for state, spent in minutes[minute].items():
                for end, after, driving, travel in self._moves(date, minute, state):
                    minutes[end][after] |= {
                        (d + driving, t + travel)
                        for d, t in spent
                        if d + driving <= rules.max_driving_minutes
                    }
        least: dict[tuple[Held, str], int] = {}
        for state, spent in minutes[last].items():
            if state.rested and spent:
                key = (state.held, state.place)
                travel = min(t for _, t in spent)
                least[key] = min(travel, least.get(key, travel))
        return least

    def _moves(
        self, date: Date, minute: int, state: State
    ) -> Iterator[tuple[int, State, int, int]]:
        """All that can be done: until when, the state then, driving and travel minutes."""
        hours = self.tour.rules.hours
        free, rested = self._stood(minute, state)
        yield minute + 1, State(state.place, state.held, free, rested, state.may_leave), 0, 0
        for event in self.tour.events:
            ends = minute + event.service_minutes
            if (
                event.place == state.place
                and event.id not in state.held
                and not self._barred[event.id] & state.held
                and hours.begins <= minute
                and ends <= hours.ends
                and any(
                    w.date == date and w.hours.begins <= minute and ends <= w.hours.ends
                    for w in self._windows[event.id]
                )
            ):
                held = state.held | {event.id}
                yield ends, State(state.place, held, 0, state.rested, may_leave=True), 0, 0
        if not state.may_leave:
            return
        for place in sorted(self._towns - {state.place}):
            for journey in self._journeys(state.place, place, date, minute):
                if journey.begins == minute >= hours.begins and journey.ends <= hours.ends:
                    after = State(place, state.held, 0, state.rested, self.stops_anywhere)
                    yield journey.ends, after, journey.driving_minutes, journey.travel_minutes

    def _stood(self, minute: int, state: State) -> tuple[int, bool]:
        """Free minutes in a row, and whether the break was had, after standing for a minute."""
        rule = self.tour.rules.pause
        if state.rested or rule is None:
            return 0, state.rested
        free = state.free + 1 if rule.within.begins <= minute < rule.within.ends else 0
        return (0, True) if free >= rule.minutes else (free, False)
