"""The outline of a plan: which events on which day in which order, and where the nights are.

It is what a person sets by hand; the times follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date as Date

from caravan.errors import ImpossibleValue, msg
from caravan.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class OutlineDay:
    """One date of one team: events in order, by id, and the overnight stay, a place's id."""

    date: Date
    events: tuple[str, ...]
    overnight: str


@dataclass(frozen=True, slots=True)
class OutlineTeam:
    """One team: where it starts, and its days in order."""

    id: str
    start: str
    days: tuple[OutlineDay, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """All teams. Raises ImpossibleValue when an event is there twice."""

    teams: tuple[OutlineTeam, ...]

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for team in self.teams:
            for day in team.days:
                for event in day.events:
                    if event in seen:
                        raise ImpossibleValue(
                            msg("“{event}” is in the programme twice", event=event)
                        )
                    seen.add(event)

    def without(self, event: str) -> Outline:
        """The outline with this event taken out, wherever it is."""

        def day_without(day: OutlineDay) -> OutlineDay:
            return replace(day, events=tuple(e for e in day.events if e != event))

        return Outline(
            tuple(replace(t, days=tuple(day_without(d) for d in t.days)) for t in self.teams)
        )

    def moved(self, event: str, team: str, date: Date, position: int) -> Outline:
        """The outline with this event at a position of a day, from 0; put in when it wasn't there.

        Positions beyond the day's end mean its end. Raises ImpossibleValue for an unknown day.
        """
        found = False

        def day_with(day: OutlineDay) -> OutlineDay:
            at = max(0, min(position, len(day.events)))
            return replace(day, events=(*day.events[:at], event, *day.events[at:]))

        teams = []
        for old in self.without(event).teams:
            days = []
            for day in old.days:
                here = old.id == team and day.date == date
                found = found or here
                days.append(day_with(day) if here else day)
            teams.append(replace(old, days=tuple(days)))
        if not found:
            raise ImpossibleValue(
                msg("{date} is not a day of the programme", date=date.isoformat())
            )
        return Outline(tuple(teams))

    def sleeping(self, team: str, date: Date, place: str) -> Outline:
        """The outline with another overnight stay."""
        teams = (
            replace(
                old,
                days=tuple(
                    replace(day, overnight=place) if old.id == team and day.date == date else day
                    for day in old.days
                ),
            )
            for old in self.teams
        )
        return Outline(tuple(teams))


def outline_of(plan: Plan) -> Outline:
    """The outline of a plan."""
    return Outline(
        tuple(
            OutlineTeam(
                team.id,
                team.days[0].start if team.days else plan.tour.start,
                tuple(
                    OutlineDay(day.date, tuple(stop.event for stop in day.events), day.overnight)
                    for day in team.days
                ),
            )
            for team in plan.teams
        )
    )
