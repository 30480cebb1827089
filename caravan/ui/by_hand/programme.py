"""The plan that follows from what a person has set by hand, and the rules that it breaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date as Date
from zoneinfo import ZoneInfo

import streamlit as st

from caravan.plan.check import Violation, broken_rules
from caravan.plan.outline import Outline
from caravan.plan.plan import Plan, Status
from caravan.tour.event import Event
from caravan.tour.pin import Pin
from caravan.tour.tour import Tour
from caravan.travel.engines.settings import EngineSettings
from caravan.travel.times import TravelTimes


@dataclass(frozen=True, slots=True)
class Programme:
    """What the outline leads to.

    Attributes:
        plan: with its times, whatever rules it breaks.
        broken: these rules.
        before: the last date that is history and can't be changed; None when none is.
    """

    plan: Plan
    broken: tuple[Violation, ...]
    before: Date | None

    def is_locked(self, date: Date) -> bool:
        """Whether a date is history."""
        return self.before is not None and date <= self.before


def programme(tour: Tour, outline: Outline, travel: TravelTimes, plan: Plan) -> Programme:
    """The programme of an outline, beside the plan that it began from.

    What that plan says of days that are history stays as it happened. What is proved of every plan
    of its tour holds for this one, too, when the tour has only got more wishes since.
    """
    from caravan.plan.timing.timed import answered, timed

    found = timed(tour, outline, travel=travel)
    before = history_of(plan)
    if before is not None and plan.precedent is not None:
        happened = {(i, day.date): day for i, team in enumerate(plan.teams) for day in team.days}
        teams = tuple(
            replace(
                team,
                days=tuple(
                    happened.get((i, day.date), day) if day.date <= before else day
                    for day in team.days
                ),
            )
            for i, team in enumerate(found.teams)
        )
        found = answered(tour, teams, plan.precedent)
    elif asks_no_less(tour, plan.tour):
        found = _bounded_like(found, plan)
    return Programme(found, broken_rules(found), before)


def asks_no_less(tour: Tour, than: Tour) -> bool:
    """Whether a tour is another one with nothing but more pins, orders and forbidden pairs.

    Then every plan of it is a plan of the other, and has the other's bound.
    """
    if [event.id for event in tour.events] != [event.id for event in than.events]:
        return False
    pairs = list(zip(tour.events, than.events, strict=True))
    events = tuple(replace(event, pin=other.pin) for event, other in pairs if _fits(event, other))
    if len(events) < len(pairs):
        return False
    eased = replace(tour, events=events, orders=than.orders, forbidden_pairs=than.forbidden_pairs)
    return (
        eased == than
        and set(than.orders) <= set(tour.orders)
        and set(than.forbidden_pairs) <= set(tour.forbidden_pairs)
    )


def _fits(event: Event, other: Event) -> bool:
    """Whether the pin of an event is none less than another's, and fits the rest of that one."""
    if other.pin is None:
        return True
    here = event.pin
    return here is not None and (here == other.pin or Pin(here.date) == other.pin)


def history_of(plan: Plan) -> Date | None:
    """The last date of which something has happened already when the plan was made."""
    if plan.precedent is None:
        return None
    return plan.precedent.frozen_until.astimezone(ZoneInfo(plan.tour.zone)).date()


def travel_times(key: str, tour: Tour, engine: EngineSettings | None) -> TravelTimes:
    """The travel times of a tour, kept by its key: an engine is asked once an hour at most."""
    return _travel_times(key, tour, engine)


def whole_plan(plan: Plan, engine: EngineSettings | None) -> Plan:
    """The plan with the ways that an engine draws, as the planner would have written it."""
    from caravan.plan.geometry import with_legs
    from caravan.travel.engines import EngineRoads, roads_of

    if engine is None:
        return plan
    roads = roads_of(plan.tour, engine)
    return with_legs(plan, roads.with_geometry) if isinstance(roads, EngineRoads) else plan


@st.cache_resource(show_spinner=False, max_entries=16, ttl=3600)
def _travel_times(key: str, _tour: Tour, _engine: EngineSettings | None) -> TravelTimes:  # noqa: ARG001 a key of the cache
    from caravan.travel.engines import roads_of

    return TravelTimes(_tour, roads_of(_tour, _engine))


def _bounded_like(found: Plan, plan: Plan) -> Plan:
    """With the bound that is proved of another plan, unless it can't be true."""
    own, bound = found.objective, plan.bound
    if (own.value, -own.travel_minutes) > (bound.value, -bound.travel_minutes):
        return found
    reached = (own.value, own.travel_minutes) == (bound.value, bound.travel_minutes)
    return replace(found, bound=bound, status=Status.OPTIMAL if reached else Status.FEASIBLE)
