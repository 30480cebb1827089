"""Keep the programme of the day as it is, and be late."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from caravan.errors import ImpossibleValue, msg
from caravan.plan.day import Day, Item, Stop, StopKind
from caravan.plan.plan import Plan, Precedent, Team
from caravan.plan.promise import promises_of
from caravan.plan.timing.day_timing import DayTiming
from caravan.plan.timing.items import items_of
from caravan.plan.timing.timed import answered
from caravan.plan.timing.under_way import label_after
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.tour import Tour
from caravan.travel.leg import Leg
from caravan.travel.times import TravelTimes


def just_late(
    plan: Plan, now: datetime, minutes: int, travel: TravelTimes, *, team: str = ""
) -> Plan:
    """The plan when what runs at an instant ends later and all else of that day follows.

    The order of the events stays, and none begins before its hour. Who waits makes up for it. An
    event that comes too late for its hours begins on arrival, and a ship that is missed is replaced
    by the next one, if there is one. Other days stay as they were: the night makes up for it. What
    breaks is told by `broken_rules` and `broken_promises` on the result, whose precedent has the
    promises of the plan.

    Args:
        now: an aware instant. What began before it stays, though the running item ends later. A team
            that does nothing then can do nothing until the delay is over.
        minutes: of the delay, 0 to 1440.
        team: id of the team that is late; empty for all.

    Raises ImpossibleValue for an instant without offset, for other delays and for an unknown team.
    """
    if not 0 <= minutes <= MINUTES_PER_DAY:
        raise ImpossibleValue(
            msg("{minutes} minutes late are not between 0 and 24 hours", minutes=minutes)
        )
    if team and team not in {known.id for known in plan.teams}:
        raise ImpossibleValue(msg("“{team}” is not a team of the plan", team=team))
    tour = plan.tour
    events = {event.id: event for event in tour.events}
    precedent = Precedent(now, promises_of(plan.days, events))
    late = _Late(tour, DayTiming(tour, travel), _local(now, tour), minutes)
    teams = tuple(late.team(t) if team in ("", t.id) else t for t in plan.teams)
    return answered(tour, teams, precedent)


def _local(now: datetime, tour: Tour) -> datetime:
    try:
        return now.astimezone(ZoneInfo(tour.zone))
    except OverflowError:
        return now  # Some hours from the ends of all time: on no date of a tour.


@dataclass(frozen=True)
class _Late:
    """A delay from a local time on."""

    tour: Tour
    timing: DayTiming
    now: datetime
    minutes: int

    def team(self, team: Team) -> Team:
        """The days of a team that is late."""
        today = self.now.date()
        days = (self._late(day) if day.date == today else day for day in team.days)
        return replace(team, days=tuple(days))

    def _late(self, day: Day) -> Day:
        minute = self.now.hour * 60 + self.now.minute
        has_begun = self.now.second or self.now.microsecond
        clock = minute + bool(has_begun)
        behind = tuple(item for item in day.items if item.begins < clock)
        ahead = tuple(item for item in day.items if item.begins >= clock)
        if not behind and not ahead:
            return day
        if not behind:
            first = next((item for item in ahead if not _is_wait(item)), ahead[0])
            free = minute + self.minutes
            return day if free <= first.begins else self._followed(day, (), ahead, free)
        running = behind[-1]
        if running.ends <= minute and not ahead:
            return day
        if _is_wait(running):
            ends = max(running.ends, minute + self.minutes)
        else:
            ends = running.ends + self.minutes
        if ends == running.ends:
            return day
        behind = (*behind[:-1], replace(running, ends=ends))
        return self._followed(day, behind, ahead, ends)

    def _followed(
        self, day: Day, behind: tuple[Item, ...], ahead: tuple[Item, ...], clock: int
    ) -> Day:
        """The day when the team is free at `clock`, after what is behind it."""
        made_up = _made_up(behind, ahead, clock)
        if made_up is not None:
            return replace(day, items=made_up)
        stops = [item for item in ahead if isinstance(item, Stop) and item.event]
        known = {event.id: event for event in self.tour.events}
        events = tuple(known[stop.event] for stop in stops if stop.event in known)
        floors = {stop.event: stop.begins for stop in stops}
        label, free_since = label_after(self.tour, behind, day.start, clock)
        labels = self.timing.resumed(label, free_since)
        steps = self.timing.steps(day.date, labels, events, day.overnight, floors)
        return replace(day, items=items_of(steps, behind))


def _made_up(
    behind: tuple[Item, ...], ahead: tuple[Item, ...], clock: int
) -> tuple[Item, ...] | None:
    """The items when the next wait makes up for the delay; None when it doesn't.

    Before a ship the team has to be there in time to board: that isn't told here.
    """
    wait, later = ahead[:1], ahead[1:]
    if not behind or not wait or not _is_wait(wait[0]) or wait[0].ends < clock:
        return None
    if later and isinstance(later[0], Leg) and later[0].ferry:
        return None
    left = (replace(wait[0], begins=clock),) if wait[0].ends > clock else ()
    return (*behind, *left, *later)


def _is_wait(item: Item) -> bool:
    return isinstance(item, Stop) and item.kind is StopKind.WAIT
