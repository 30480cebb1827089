"""Plans side by side: their figures, and what the programme of each says otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from enum import StrEnum

from caravan.plan.figures import Figures, figures_of, nights_of
from caravan.plan.plan import Plan
from caravan.plan.promise import BrokenPromise, broken_promises, promises_of
from caravan.travel.leg import Leg


class ChangeKind(StrEnum):
    """What becomes of an event in another plan."""

    KEPT = "kept"
    """It is held, and was left out before."""
    LEFT_OUT = "left-out"
    OTHER_DAY = "other-day"
    OTHER_HOUR = "other-hour"


@dataclass(frozen=True, slots=True)
class Held:
    """When an event is held: the date, and minutes after local midnight."""

    date: Date
    begins: int


@dataclass(frozen=True, slots=True)
class EventChange:
    """An event that two plans don't hold alike.

    Attributes:
        event, town: ids.
        before, after: when it is held, None when it is left out or not in the tour at all.
    """

    kind: ChangeKind
    event: str
    town: str
    before: Held | None
    after: Held | None


@dataclass(frozen=True, slots=True)
class NightChange:
    """An evening on which two plans sleep elsewhere.

    Attributes:
        before, after: ids of the towns that only the one or the other sleeps in; one each, unless
            there are several teams, or one of the plans has no night there.
    """

    date: Date
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayLeg:
    """A leg of a plan with its date and its team."""

    team: str
    date: Date
    leg: Leg

    @property
    def key(self) -> tuple[Date, str, str]:
        """By what legs of two plans are the same: date, origin and destination."""
        return (self.date, self.leg.origin, self.leg.destination)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a plan says otherwise than another one before it.

    Attributes:
        events: one change for each event that isn't held at the same minute, in the order of the
            time before; events that were not held come last, in the order of the time after.
        nights: in order of date.
        broken: promises of the plan before that the plan after breaks.
        legs_before, legs_after: the legs that only the one or the other has, by date, origin and
            destination.
    """

    events: tuple[EventChange, ...]
    nights: tuple[NightChange, ...]
    broken: tuple[BrokenPromise, ...]
    legs_before: tuple[DayLeg, ...]
    legs_after: tuple[DayLeg, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the two have the same programme."""
        return not (self.events or self.nights or self.legs_before or self.legs_after)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Plans side by side.

    Attributes:
        plans: the first is the one that the others are compared with.
        figures: of each plan.
        differences: of each plan to the first; that of the first itself is empty.
    """

    plans: tuple[Plan, ...]
    figures: tuple[Figures, ...]
    differences: tuple[Difference, ...]


def compare(plans: Sequence[Plan]) -> Comparison:
    """The plans side by side; events are the same when they have the same id.

    Raises ValueError for no plan.
    """
    if not plans:
        raise ValueError("a comparison needs a plan")
    return Comparison(
        tuple(plans),
        tuple(figures_of(plan) for plan in plans),
        tuple(difference(plans[0], plan) for plan in plans),
    )


def difference(before: Plan, after: Plan) -> Difference:
    """What the plan after says otherwise than the one before."""
    events = {event.id: event for event in before.tour.events}
    legs_before, legs_after = _legs(before), _legs(after)
    return Difference(
        _event_changes(before, after),
        _night_changes(before, after),
        broken_promises(promises_of(before.days, events), after.days),
        _missing(legs_before, legs_after),
        _missing(legs_after, legs_before),
    )


def _event_changes(before: Plan, after: Plan) -> tuple[EventChange, ...]:
    old, new = _held(before), _held(after)
    towns = {event.id: event.place for plan in (after, before) for event in plan.tour.events}
    changes = []
    for event in (*old, *(event for event in new if event not in old)):
        kind = _kind(old.get(event), new.get(event))
        if kind is not None:
            changes.append(EventChange(kind, event, towns[event], old.get(event), new.get(event)))
    return tuple(changes)


def _held(plan: Plan) -> dict[str, Held]:
    """When each event is held, in order of time."""
    kept = sorted(plan.kept, key=lambda pair: (pair[0].date, pair[1].begins, pair[1].event))
    return {stop.event: Held(day.date, stop.begins) for day, stop in kept}


def _kind(before: Held | None, after: Held | None) -> ChangeKind | None:
    if before is None:
        return ChangeKind.KEPT
    if after is None:
        return ChangeKind.LEFT_OUT
    if before.date != after.date:
        return ChangeKind.OTHER_DAY
    return None if before.begins == after.begins else ChangeKind.OTHER_HOUR


def _night_changes(before: Plan, after: Plan) -> tuple[NightChange, ...]:
    # Teams have no names that mean anything to people: where any of them sleeps is what counts.
    old, new = _nights(before), _nights(after)
    changes = []
    for date in sorted({*old, *new}):
        gone, come = Counter(old.get(date, ())), Counter(new.get(date, ()))
        if gone != come:
            changes.append(NightChange(date, _rest(gone, come), _rest(come, gone)))
    return tuple(changes)


def _nights(plan: Plan) -> dict[Date, list[str]]:
    nights: dict[Date, list[str]] = {}
    for team in plan.teams:
        for date, place in nights_of(team):
            nights.setdefault(date, []).append(place)
    return nights


def _rest(places: Counter[str], others: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted((places - others).elements()))


def _legs(plan: Plan) -> tuple[DayLeg, ...]:
    return tuple(
        DayLeg(team.id, day.date, leg)
        for team in plan.teams
        for day in team.days
        for leg in day.legs
    )


def _missing(legs: tuple[DayLeg, ...], others: tuple[DayLeg, ...]) -> tuple[DayLeg, ...]:
    """The legs that the others don't have; one driven twice has to be there twice."""
    left = Counter(leg.key for leg in others)
    missing = []
    for leg in legs:
        if left[leg.key]:
            left[leg.key] -= 1
        else:
            missing.append(leg)
    return tuple(missing)
