"""The plan: all days of all teams, and how good they are proved to be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from caravan.plan.day import Day, Stop
from caravan.tour.event import Event
from caravan.tour.tour import Tour


class Status(StrEnum):
    """How much is known about a plan: proved best, or the best found so far."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"


@dataclass(frozen=True, slots=True)
class Objective:
    """What a plan is worth; compared in this order.

    Attributes:
        value: total value of the events kept, required and optional: more is better.
        driving_minutes, sailing_minutes: their sum, the travel minutes, comes second: less is
            better.
        balance: sum over the days of the squared travel minutes: among plans of equal travel
            minutes less means more even days.
    """

    value: int
    driving_minutes: int
    sailing_minutes: int
    balance: int

    @property
    def travel_minutes(self) -> int:
        """Driving and sailing minutes of the whole tour."""
        return self.driving_minutes + self.sailing_minutes

    @classmethod
    def of(cls, tour: Tour, days: tuple[Day, ...]) -> Objective:
        """The objective of these days, measured on their items."""
        kept = [tour.event(stop.event) for day in days for stop in day.events]
        return cls(
            value=sum(event.value for event in kept),
            driving_minutes=sum(day.driving_minutes for day in days),
            sailing_minutes=sum(day.sailing_minutes for day in days),
            balance=sum(day.travel_minutes**2 for day in days),
        )


@dataclass(frozen=True, slots=True)
class Bound:
    """What is proved of every plan of the tour.

    Attributes:
        value: no plan keeps events of more value.
        travel_minutes: no plan that keeps events of value `value` travels less.
    """

    value: int
    travel_minutes: int


@dataclass(frozen=True, slots=True)
class Team:
    """A convoy that travels together, with its days in order, one for each date of the tour."""

    id: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer to a tour."""

    tour: Tour
    status: Status
    objective: Objective
    bound: Bound
    teams: tuple[Team, ...]

    @property
    def days(self) -> tuple[Day, ...]:
        """The days of all teams."""
        return tuple(day for team in self.teams for day in team.days)

    @property
    def gap(self) -> float | None:
        """Share of the travel minutes that might still be saved; 0 when proved best.

        None as long as a plan of more value is not excluded: minutes don't compare then.
        """
        if self.bound.value != self.objective.value:
            return None
        if self.objective.travel_minutes == 0:
            return 0.0
        spare = self.objective.travel_minutes - self.bound.travel_minutes
        return spare / self.objective.travel_minutes

    @property
    def kept(self) -> tuple[tuple[Day, Stop], ...]:
        """The events held, each with its day, in order of time within each team."""
        return tuple((day, stop) for day in self.days for stop in day.events)

    @property
    def left_out(self) -> tuple[Event, ...]:
        """The events that the plan doesn't keep, in the order of the tour."""
        held = {stop.event for _, stop in self.kept}
        return tuple(event for event in self.tour.events if event.id not in held)
