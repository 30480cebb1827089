"""Keep a programme as it is, whatever has changed: what its tour is now judges it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from caravan.plan.day import Day, Item, Stop, StopKind
from caravan.plan.plan import Plan, Precedent
from caravan.plan.promise import promises_of
from caravan.plan.timing.just_late import just_late
from caravan.plan.timing.timed import answered
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes


def kept_on(
    before: Plan, tour: Tour, now: datetime, minutes: int, travel: TravelTimes, *, team: str = ""
) -> Plan:
    """The programme of a plan as an answer to its tour with what has changed.

    The teams go on as they meant to, late as in `just_late`. Where an event isn't in the tour any
    more, they wait. What breaks is told by `broken_rules` and `broken_promises` on the result: it may
    be no plan at all, but it is the one that everybody knows.

    Args:
        tour: as it is now.
        now, minutes, travel, team: as in `just_late`; no delay is 0 minutes.

    Raises ImpossibleValue as `just_late` does.
    """
    known = {event.id: event for event in tour.events}
    late = just_late(before, now, minutes, travel, team=team)
    teams = tuple(
        replace(team, days=tuple(_without_others(day, frozenset(known)) for day in team.days))
        for team in late.teams
    )
    return answered(tour, teams, Precedent(now, promises_of(before.days, known)))


def _without_others(day: Day, known: frozenset[str]) -> Day:
    """The day with waits instead of events that the tour doesn't have."""

    def kept(item: Item) -> Item:
        if isinstance(item, Stop) and item.event and item.event not in known:
            return replace(item, kind=StopKind.WAIT, event="")
        return item

    return replace(day, items=tuple(kept(item) for item in day.items))
