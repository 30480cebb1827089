"""A programme that a person is changing by hand: where it began, and each move, to undo and redo."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date as Date
from functools import lru_cache

from caravan.plan.outline import Outline, OutlineDay, OutlineTeam
from caravan.tour.tour import Tour

MAX_MOVES = 200
"""Moves that can be undone; older ones become part of where the sketch began."""


@dataclass(frozen=True, slots=True)
class PutEvent:
    """An event goes to a position of a day, from 0; it may have been left out before."""

    event: str
    team: str
    date: Date
    position: int


@dataclass(frozen=True, slots=True)
class TakeOut:
    """An event is left out."""

    event: str


@dataclass(frozen=True, slots=True)
class SleepAt:
    """A day ends at another overnight stay."""

    team: str
    date: Date
    place: str


@dataclass(frozen=True, slots=True)
class TakeOver:
    """The whole programme becomes another one, which the planner proposed."""

    outline: Outline


Move = PutEvent | TakeOut | SleepAt | TakeOver
"""One thing that a person did; it can be undone."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """The programme and how it came about.

    Attributes:
        base: where the person began.
        moves: all moves made; `position` of them hold, the others were undone.
    """

    base: Outline
    moves: tuple[Move, ...] = ()
    position: int = 0

    @property
    def outline(self) -> Outline:
        """The programme as it is now. Raises ImpossibleValue for a move to an unknown day."""
        return _after(self.base, self.moves[: self.position])

    @property
    def can_undo(self) -> bool:
        """Whether there is a move to take back."""
        return self.position > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a move to make again."""
        return self.position < len(self.moves)

    def with_move(self, move: Move) -> Sketch:
        """With one more move, in place of those that were undone.

        A move that changes nothing is none. Raises ImpossibleValue for one to an unknown day.
        """
        before = self.outline
        if made(before, move) == before:
            return self
        moves = (*self.moves[: self.position], move)
        base = self.base
        for old in moves[:-MAX_MOVES]:
            base = made(base, old)
        moves = moves[-MAX_MOVES:]
        return Sketch(base, moves, len(moves))

    def undone(self) -> Sketch:
        """Without the last move; the same when there is none."""
        return replace(self, position=max(0, self.position - 1))

    def redone(self) -> Sketch:
        """With the last undone move; the same when there is none."""
        return replace(self, position=min(len(self.moves), self.position + 1))

    @property
    def moved(self) -> tuple[PutEvent, ...]:
        """Where the events stand that were moved by hand and are in the programme, each once.

        In the order in which they were moved last. What the planner proposed since isn't by hand.
        """
        outline = self.outline
        hands = [m.event for m in self.moves[: self.position] if isinstance(m, PutEvent | TakeOut)]
        where = {
            event: PutEvent(event, team.id, day.date, at)
            for team in outline.teams
            for day in team.days
            for at, event in enumerate(day.events)
        }
        last = dict.fromkeys(reversed(hands))
        return tuple(where[event] for event in reversed(list(last)) if event in where)


def made(outline: Outline, move: Move) -> Outline:
    """The outline after a move. Raises ImpossibleValue for a move to an unknown day."""
    match move:
        case PutEvent(event, team, date, position):
            return outline.moved(event, team, date, position)
        case TakeOut(event):
            return outline.without(event)
        case SleepAt(team, date, place):
            return outline.sleeping(team, date, place)
        case TakeOver(other):
            return other


@lru_cache(maxsize=1024)
def _after(outline: Outline, moves: tuple[Move, ...]) -> Outline:
    """The outline after all moves. Kept: with each move only that one is new."""
    return made(_after(outline, moves[:-1]), moves[-1]) if moves else outline


def left_out(outline: Outline, tour: Tour) -> tuple[str, ...]:
    """Ids of the events of the tour that the outline doesn't hold, in the order of the tour."""
    held = {event for team in outline.teams for day in team.days for event in day.events}
    return tuple(event.id for event in tour.events if event.id not in held)


def fitted(outline: Outline, tour: Tour) -> Outline:
    """The outline as a tour can have it that has changed since: its teams, dates and events.

    Events that the tour doesn't have are gone, and those of dates that it doesn't have are left
    out. A date that is new is a rest day. The last day ends where the tour ends.
    """
    known = {event.id for event in tour.events}
    places = {place.id for place in tour.places}
    teams = []
    for index in range(tour.teams):
        old = outline.teams[index] if index < len(outline.teams) else None
        by_date = {day.date: day for day in old.days} if old else {}
        bed = tour.start
        days = []
        for date in tour.dates:
            day = by_date.get(date, OutlineDay(date, (), bed))
            bed = day.overnight if day.overnight in places else bed
            if date == tour.last_day:
                bed = tour.end
            events = tuple(event for event in day.events if event in known)
            days.append(OutlineDay(date, events, bed))
        teams.append(OutlineTeam(old.id if old else f"team-{index + 1}", tour.start, tuple(days)))
    return Outline(tuple(teams))
