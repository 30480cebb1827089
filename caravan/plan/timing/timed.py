"""From an outline to a plan with its times."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.plan.day import Day
from caravan.plan.outline import Outline, OutlineDay, OutlineTeam
from caravan.plan.plan import Bound, Objective, Plan, Precedent, Status, Team
from caravan.plan.timing.day_timing import DayTiming
from caravan.plan.timing.items import items_of
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes


def timed(tour: Tour, outline: Outline, *, travel: TravelTimes) -> Plan:
    """The plan that follows when the events of each day are held in this order.

    Every day keeps all rules if any timeline of it does. Where they can't be kept, the times follow
    all the same: an event that comes too late for its hours begins on arrival, a day that is too
    long ends late, and where no journey is left on a date the leg is missing; `broken_rules`
    tells it all. Of several timelines see `DayTiming`.

    Events that the tour doesn't have are passed over. Nothing is proved of such a plan: its bound
    is the value of all events, without any travel.
    """
    timing = _Timing(tour, DayTiming(tour, travel))
    return answered(tour, tuple(timing.team(team) for team in outline.teams))


def answered(tour: Tour, teams: tuple[Team, ...], precedent: Precedent | None = None) -> Plan:
    """A plan of these days, measured, of which nothing is proved."""
    days = tuple(day for team in teams for day in team.days)
    objective = Objective.of(tour, days, precedent.promises if precedent else ())
    bound = Bound(sum(event.value for event in tour.events), 0)
    reached = (objective.broken, objective.value, objective.travel_minutes) == (
        bound.broken,
        bound.value,
        bound.travel_minutes,
    )
    status = Status.OPTIMAL if reached else Status.FEASIBLE
    return Plan(tour, status, objective, bound, teams, precedent)


@dataclass(frozen=True)
class _Timing:
    """Days of an outline, timed."""

    tour: Tour
    timing: DayTiming

    def team(self, team: OutlineTeam) -> Team:
        """All days of a team; each starts where the one before ended."""
        days = []
        start = team.start
        for day in team.days:
            days.append(self._day(day, start))
            start = day.overnight
        return Team(team.id, tuple(days))

    def _day(self, day: OutlineDay, start: str) -> Day:
        known = {event.id: event for event in self.tour.events}
        events = tuple(known[id_] for id_ in day.events if id_ in known)
        mornings = self.timing.mornings(start)
        steps = self.timing.steps(day.date, mornings, events, day.overnight)
        return Day(day.date, start, day.overnight, items_of(steps))
