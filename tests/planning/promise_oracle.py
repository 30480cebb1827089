"""The plan that breaks the fewest promises, found by trying everything, minute by minute.

An oracle for re-planning, built on that for planning: each minute of an event's beginning is weighed
against its promise. It knows where a team stands when the plan is taken over, and goes on from there.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date as Date

from planning.brute_force import BruteForce, Held, State

from caravan.plan.promise import Breach, Promise
from caravan.planning.standing import Standing
from caravan.tour.tour import Tour

Cost = tuple[int, int, int, int, int]
"""Required events left out, weight of broken promises, value lost, travel minutes, balance."""


class PromiseOracle(BruteForce):
    """Everything that a tour allows from now on."""

    def __init__(
        self, tour: Tour, promises: tuple[Promise, ...], standing: Standing | None = None
    ) -> None:
        self.promises = {promise.event: promise for promise in promises}
        self.standing = standing
        super().__init__(tour)

    def least(self) -> Cost | None:
        """The cost of the best plan; None when no way leads to the end."""
        chains: dict[tuple[str, Held], tuple[int, int, int]] = {}
        start, held, travel, balance = self.tour.start, Held(), 0, 0
        for day in self.standing.behind if self.standing else ():
            start = day.overnight
            held |= {stop.event for stop in day.events}
            travel += day.travel_minutes
            balance += day.travel_minutes**2
        chains[start, held] = (0, travel, balance)
        for day in self._weighed:
            longer: dict[tuple[str, Held], tuple[int, int, int]] = {}
            for (place, before), (broken, minutes, uneven) in chains.items():
                for (first, today, end), (more_broken, more) in day.items():
                    if first == place and not today & before:
                        new = (broken + more_broken, minutes + more, uneven + more**2)
                        longer[end, today | before] = min(
                            new, longer.get((end, today | before), new)
                        )
            chains = longer
        return min((self._cost(held, *least) for (_, held), least in chains.items()), default=None)

    def _cost(self, held: Held, broken: int, travel: int, balance: int) -> Cost:
        left_out = [event for event in self.tour.events if event.id not in held]
        broken += sum(
            self.promises[event.id].weight(Breach.LEFT_OUT)
            for event in left_out
            if event.id in self.promises
        )
        required = sum(event.must_be_kept for event in left_out)
        lost = sum(event.value for event in left_out if not event.must_be_kept)
        return required, broken, lost, travel, balance

    def _all_days(self) -> list[dict[tuple[str, Held, str], int]]:
        """Nothing for the base; what is wanted here is in `_weighed`."""
        behind = len(self.standing.behind) if self.standing else 0
        waking = {self.tour.start} if self.standing is None else {self.standing.morning}
        self._weighed: list[dict[tuple[str, Held, str], tuple[int, int]]] = []
        for number, date in enumerate(self.tour.dates[behind:]):
            under_way = self.standing if number == 0 else None
            day = {}
            for start in sorted(waking):
                for (held, place), least in self._weighed_day(date, start, under_way).items():
                    if (
                        place == self.tour.end
                        if date == self.tour.last_day
                        else place in self._beds
                    ):
                        day[start, held, place] = least
            self._weighed.append(day)
            waking = {place for _, _, place in day}
        return []

    def _weighed_day(
        self, date: Date, start: str, under_way: Standing | None
    ) -> dict[tuple[Held, str], tuple[int, int]]:
        """The least (broken weight, travel) of every day that keeps the rules."""
        rules = self.tour.rules
        last = max(rules.hours.ends, rules.pause.within.ends if rules.pause else 0)
        first, state, spent = (
            0,
            State(start, Held(), 0, rules.pause is None, may_leave=True),
            (0, 0, 0),
        )
        if under_way is not None:
            free, rested = 0, under_way.is_rested
            if rules.pause is not None and not rested and under_way.place in self._towns:
                since = max(under_way.stood_since, rules.pause.within.begins)
                free = max(0, min(under_way.clock, rules.pause.within.ends) - since)
                rested = free >= rules.pause.minutes
            first = under_way.clock
            state = State(under_way.place, Held(under_way.events), free, rested, may_leave=True)
            spent = (under_way.driving_minutes, under_way.travel_minutes, 0)
        last = max(last, first)
        minutes: list[dict[State, set[tuple[int, int, int]]]] = [
            defaultdict(set) for _ in range(last + 1)
        ]
        minutes[first][state].add(spent)
        for minute in range(first, last):
            for here, costs in minutes[minute].items():
                for end, after, driving, travel in self._moves(date, minute, here):
                    weight = sum(self._weight(id_, date, minute) for id_ in after.held - here.held)
                    minutes[end][after] |= {
                        (d + driving, t + travel, w + weight)
                        for d, t, w in costs
                        if not driving or d + driving <= rules.max_driving_minutes
                    }
        least: dict[tuple[Held, str], tuple[int, int]] = {}
        for here, costs in minutes[last].items():
            if here.rested and costs:
                cost = min((w, t) for _, t, w in costs)
                least[here.held, here.place] = min(cost, least.get((here.held, here.place), cost))
        return least

    def _weight(self, event: str, date: Date, minute: int) -> int:
        promise = self.promises.get(event)
        return promise.weight(promise.breach(date, minute)) if promise else 0
