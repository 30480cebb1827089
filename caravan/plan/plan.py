"""The plan: all days of all teams, and how good they are proved to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from caravan.errors import ImpossibleValue, msg
from caravan.plan.day import Day, Stop
from caravan.plan.promise import Promise, broken_promises
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
        broken: of a plan with a precedent, the weight of the promises that it breaks: less is
            better, before everything else.
    """

    value: int
    driving_minutes: int
    sailing_minutes: int
    balance: int
    broken: int = 0

    @property
    def travel_minutes(self) -> int:
        """Driving and sailing minutes of the whole tour."""
        return self.driving_minutes + self.sailing_minutes

    @classmethod
    def of(cls, tour: Tour, days: tuple[Day, ...], promises: tuple[Promise, ...] = ()) -> Objective:
        """The objective of these days, measured on their items."""
        kept = [tour.event(stop.event) for day in days for stop in day.events]
        return cls(
            value=sum(event.value for event in kept),
            driving_minutes=sum(day.driving_minutes for day in days),
            sailing_minutes=sum(day.sailing_minutes for day in days),
            balance=sum(day.travel_minutes**2 for day in days),
            broken=sum(broken.weight for broken in broken_promises(promises, days)),
        )


@dataclass(frozen=True, slots=True)
class Bound:
    """What is proved of every plan of the tour.

    Attributes:
        value: no plan keeps events of more value (of a plan with a precedent: no plan that breaks
            no more promises than `broken`).
        travel_minutes: no plan that keeps events of value `value` travels less.
        broken: no plan breaks promises of less weight.
    """

    value: int
    travel_minutes: int
    broken: int = 0


@dataclass(frozen=True, slots=True)
class Precedent:
    """What a plan that was made when life had changed an earlier one had to respect.

    Attributes:
        frozen_until: an aware instant; what began before it is as it happened, and is not held to
            the rules.
        promises: of the plan before, for the events that are still in the tour.
        overtime: ids of the teams that could not end the day of the instant by its rules any more:
            working hours and driving limit don't hold for them on that day.

    Raises ImpossibleValue for an instant without offset.
    """

    frozen_until: datetime
    promises: tuple[Promise, ...] = ()
    overtime: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.frozen_until.utcoffset() is None:
            raise ImpossibleValue(msg("the instant needs an offset, like +01:00"))


@dataclass(frozen=True, slots=True)
class Team:
    """A convoy that travels together, with its days in order, one for each date of the tour."""

    id: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer to a tour.

    Attributes:
        precedent: of a plan that was made when life had changed an earlier one, else None.
    """

    tour: Tour
    status: Status
    objective: Objective
    bound: Bound
    teams: tuple[Team, ...]
    precedent: Precedent | None = None

    @property
    def days(self) -> tuple[Day, ...]:
        """The days of all teams."""
        return tuple(day for team in self.teams for day in team.days)

    @property
    def gap(self) -> float | None:
        """Share of the travel minutes that might still be saved; 0 when proved best.

        None as long as a plan of more value, or of fewer broken promises, is not excluded: minutes
        don't compare then.
        """
        if self.bound.value != self.objective.value or self.bound.broken != self.objective.broken:
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
