"""The best timeline of one day whose events, their order and the night are given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date as Date

from caravan.plan.day import Stop, StopKind
from caravan.plan.timing.begins import Beginnings
from caravan.plan.timing.label import Label, Step, undominated
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.event import Event
from caravan.tour.place import PlaceKind
from caravan.tour.tour import Tour
from caravan.travel.leg import Journey
from caravan.travel.times import TravelTimes


class DayTiming:
    """Times of the days of one tour.

    A day is searched by labels, one level an event: journeys that take a ship or avoid it, and the
    break before, between or after the events. Best is what breaks the fewest rules, then breaks
    them by the fewest minutes, then travels least, then is home first.
    """

    def __init__(self, tour: Tour, travel: TravelTimes) -> None:
        self._rules = tour.rules
        self._travel = travel
        self._towns = {place.id for place in tour.places if place.kind is PlaceKind.TOWN}
        self._beginnings = Beginnings(tour)

    def mornings(self, place: str) -> list[Label]:
        """The labels of a team that wakes at a place: with the break ahead, or taken there."""
        begins, pause = self._rules.hours.begins, self._rules.pause
        labels = [Label(place, begins, 0, 0, pause is None)]
        if pause is not None:
            after = max(begins, pause.within.begins + pause.minutes)
            if after <= self._rules.hours.ends:
                labels.append(Label(place, after, 0, 0, is_rested=True))
        return labels

    def resumed(self, label: Label, free_since: int) -> list[Label]:
        """The labels of a team in the middle of a day: with the break ahead, or taken on the spot.

        Args:
            free_since: since when it has been free there; a break may have begun then.
        """
        paused = list(self._paused(replace(label, clock=free_since)))
        ends = [max(label.clock, there.clock) for there in paused]
        # What has passed of it is behind the team already.
        stops = [Stop(StopKind.BREAK, label.place, label.clock, end) for end in ends]
        return [label, *(label.stood(stop) for stop in stops)]

    def steps(
        self,
        date: Date,
        labels: list[Label],
        events: tuple[Event, ...],
        overnight: str,
        not_before: dict[str, int] | None = None,
    ) -> tuple[Step, ...]:
        """The steps of the best timeline, from the first of these labels on.

        Where no journey leads, there is none between two stops.

        Args:
            labels: where and when the team begins; they share what came before.
            overnight: id of the place where it sleeps, which need not be one of the tour.
            not_before: minutes before which events don't begin, by id.
        """
        floors = not_before or {}
        for event in events:
            reached = [t for label in labels for t in self._reached(label, event.place, date)]
            paused = [p for label in reached for p in self._paused(label)]
            floor = floors.get(event.id, 0)
            held = [h for t in (*reached, *paused) for h in self._held(t, event, date, floor)]
            # Of equal days the first stays: its break is the earlier one, as the planner has it.
            labels = undominated([*held, *(p for label in held for p in self._paused(label))])
        home = [there for label in labels for there in self._reached(label, overnight, date)]
        return min(map(self._judged, home), key=_rank).steps

    def _reached(self, label: Label, place: str, date: Date) -> Iterator[Label]:
        """By each useful journey; where none is left, as if the team were there already."""
        journeys = self._journeys(label.place, place, date, label.clock)
        for journey in journeys:
            yield label.gone(journey, place)
        if not journeys:
            yield replace(label, place=place).faulty(1, MINUTES_PER_DAY)

    def _journeys(self, a: str, b: str, date: Date, clock: int) -> tuple[Journey, ...]:
        if a == b:
            return (Journey(clock, clock, ()),)
        try:
            return self._travel.journeys(a, b, date, clock)
        except KeyError:
            return ()

    def _held(self, label: Label, event: Event, date: Date, floor: int) -> Iterator[Label]:
        """After the event."""
        for found in self._beginnings.of(event, date, max(label.clock, floor)):
            ends = found.begins + event.service_minutes
            stop = Stop(StopKind.EVENT, event.place, found.begins, ends, event.id)
            yield label.stood(stop).faulty(found.faults, found.overrun)

    def _paused(self, label: Label) -> Iterator[Label]:
        """After a break on the spot, in a town, if it is still to be taken and still can be."""
        pause = self._rules.pause
        if pause is None or label.is_rested or label.place not in self._towns:
            return
        begins = max(label.clock, pause.within.begins)
        if begins + pause.minutes <= pause.within.ends:
            stop = Stop(StopKind.BREAK, label.place, begins, begins + pause.minutes)
            yield label.stood(stop)

    def _judged(self, label: Label) -> Label:
        """At the overnight stay: with the faults of the day as a whole."""
        hours, pause = self._rules.hours, self._rules.pause
        excess = [label.clock - hours.ends, label.driving - self._rules.max_driving_minutes]
        if pause is not None and not label.is_rested:
            late = label.clock > pause.within.ends - pause.minutes
            excess.append(pause.minutes if late else 0)
        over = [minutes for minutes in excess if minutes > 0]
        return label.faulty(len(over), sum(over))


def _rank(label: Label) -> tuple[int, int, int, int]:
    return (label.faults, label.overrun, label.travel, label.clock)
